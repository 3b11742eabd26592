import { createHash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type StoredTrack, keptSession } from '@invigil/contract';
import { KeyedLock } from '../lib/keyed-lock.js';
import { type Seal, type StoredFile, readStored } from '../lib/sealed-file.js';
import { type FileStore, keepSealed } from './files/file-store.js';
import { trackBound, trackFile } from './kept-files.js';
import { receiveFile } from './receive-file.js';
import type { Db, TrackRow } from './schema.js';
import type { SessionKeys } from './session-keys.js';

/** How many bytes of tracks a seat may bring in a day: a hundred sessions of three hours. */
const MAX_DAY_BYTES = 1024 ** 3;
const DAY_MS = 86_400_000;

/** What reading a track tells of it. */
export type TrackFacts = Omit<StoredTrack, 'bytes' | 'sha256' | 'receivedAt'>;

export type PutTrack = {
  seatId: number;
  boot: string;
  /** What its SHA-256 shall be. */
  sha256: string;
  body: Readable;
  /** On the hub's clock. */
  at: number;
  /** Reads a file; `reason` where it is no track. Undefined: not now. */
  check: (file: StoredFile) => Promise<TrackFacts | { reason: string } | undefined>;
};

export type PutTrackOutcome =
  | { type: 'kept' | 'there-already' | 'too-large' | 'hash-mismatch' | 'conflict' | 'too-many' | 'erased' }
  | { type: 'unreadable'; reason: string };

/** Tracks: a file each under `tracks/<number of the seat>/`, sealed with the key of its session, and a row that says what it holds. */
export class Tracks {
  readonly #db: Db;
  readonly #files: FileStore;
  readonly #keys: SessionKeys;
  /** One of a boot is put in its place at a time. */
  readonly #lock = new KeyedLock();

  constructor(db: Db, files: FileStore, keys: SessionKeys) {
    this.#db = db;
    this.#files = files;
    this.#keys = keys;
  }

  /**
   * Keeps a track. One that is there gives way to a longer one that begins with it, and to nothing else: what a seat has told
   * stays told. It is read before it takes its place.
   */
  async put(track: PutTrack): Promise<PutTrackOutcome> {
    if (await this.#wasErased(track.seatId, track.boot)) return { type: 'erased' };
    // Which session it is of stands in it. Until that is read it lies sealed with a key that this process alone knows.
    const seal: Seal = { key: randomBytes(32), bound: 'a track that comes' };
    const name = trackFile(track.seatId, track.boot);
    const part = { path: await this.#files.stage(name), seal };
    try {
      const received = await receiveFile(track.body, part.path, seal);
      if (received === undefined) return { type: 'too-large' };
      if (received.sha256 !== track.sha256) return { type: 'hash-mismatch' };
      if ((await this.#bytesSince(track.seatId, track.at - DAY_MS)) + received.bytes > MAX_DAY_BYTES) {
        return { type: 'too-many' };
      }
      const facts = await track.check(part);
      if (facts === undefined) return { type: 'too-many' };
      if ('reason' in facts) return { type: 'unreadable', reason: facts.reason };
      if (facts.boot !== track.boot) return { type: 'unreadable', reason: `it is of boot ${facts.boot}` };
      return await this.#lock.run(name, () => this.#place(track, facts, part, received.bytes));
    } finally {
      await rm(part.path, { force: true });
    }
  }

  /** The tracks of a seat, newest first. */
  async ofSeat(seatId: number): Promise<StoredTrack[]> {
    const rows = await this.#db
      .selectFrom('track')
      .selectAll()
      .where('seat_id', '=', seatId)
      .orderBy('received_at', 'desc')
      .orderBy('from_at', 'desc')
      .execute();
    return rows.map(trackOf);
  }

  /** The track of a boot; undefined where the hub has none. */
  async find(seatId: number, boot: string): Promise<StoredTrack | undefined> {
    const row = await this.#row(seatId, boot);
    return row && trackOf(row);
  }

  /** Does something with the file of a track; undefined where the hub has none, or no key to it any more. */
  async withFile<T>(
    seatId: number,
    boot: string,
    use: (file: StoredFile) => Promise<T>,
  ): Promise<T | undefined> {
    const row = await this.#row(seatId, boot);
    const seal = row && (await this.#sealOf(row));
    if (seal === undefined) return undefined;
    const borrowed = await this.#files.borrow(trackFile(seatId, boot));
    if (borrowed === undefined) return undefined;
    try {
      return await use({ path: borrowed.path, seal });
    } finally {
      await borrowed.release();
    }
  }

  /** What opens a track: null of one in plain; undefined where the key is gone. */
  async #sealOf({ seat_id: seatId, boot, sealed, session }: TrackRow): Promise<Seal | null | undefined> {
    if (sealed === 0) return null;
    const key = await this.#keys.find({ seatId, session: keptSession(session, boot), class: 'track' });
    return key && { key, bound: trackBound(seatId, boot) };
  }

  async #place(
    { at, boot, seatId, sha256 }: PutTrack,
    facts: TrackFacts,
    part: StoredFile,
    bytes: number,
  ): Promise<PutTrackOutcome> {
    const known = await this.#row(seatId, boot);
    const isLonger = known === undefined || bytes > known.bytes;
    if (known !== undefined && (await this.#sealOf(known)) !== undefined) {
      const begins = isLonger
        ? (await hashOfStart(part, known.bytes)) === known.sha256
        : await this.withFile(seatId, boot, async (there) => (await hashOfStart(there, bytes)) === sha256);
      if (begins === false) return { type: 'conflict' };
      // Undefined: the file of the one that is known is gone.
      if (begins === true && !isLonger) return { type: 'there-already' };
    }
    const owner = { seatId, session: keptSession(facts.session, boot), class: 'track' as const };
    const key = await this.#keys.of(owner, at);
    const bound = trackBound(seatId, boot);
    await keepSealed(this.#files, trackFile(seatId, boot), readStored(part), { key, bound });
    const row = {
      session: facts.session,
      version: facts.version,
      policy_hash: facts.policyHash,
      from_at: facts.from,
      to_at: facts.to,
      observations: facts.observations,
      finished: facts.finished ? 1 : 0,
      sealed: 1,
      sha256,
      bytes,
      received_at: at,
    };
    await this.#db
      .insertInto('track')
      .values({ seat_id: seatId, boot, ...row })
      .onConflict((conflict) => conflict.columns(['seat_id', 'boot']).doUpdateSet(row))
      .execute();
    return { type: 'kept' };
  }

  async #row(seatId: number, boot: string): Promise<TrackRow | undefined> {
    return this.#db
      .selectFrom('track')
      .selectAll()
      .where('seat_id', '=', seatId)
      .where('boot', '=', boot)
      .executeTakeFirst();
  }

  async #wasErased(seatId: number, boot: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('erased_track')
      .select('boot')
      .where('seat_id', '=', seatId)
      .where('boot', '=', boot)
      .executeTakeFirst();
    return row !== undefined;
  }

  async #bytesSince(seatId: number, since: number): Promise<number> {
    const { bytes } = await this.#db
      .selectFrom('track')
      .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('bytes'), eb.val(0)).as('bytes'))
      .where('seat_id', '=', seatId)
      .where('received_at', '>', since)
      .executeTakeFirstOrThrow();
    return bytes;
  }
}

/** A stored row as the contract has it. */
export function trackOf(row: TrackRow): StoredTrack {
  return {
    boot: row.boot,
    session: row.session,
    version: row.version,
    policyHash: row.policy_hash,
    from: row.from_at,
    to: row.to_at,
    observations: row.observations,
    finished: row.finished === 1,
    bytes: row.bytes,
    sha256: row.sha256,
    receivedAt: row.received_at,
  };
}

/** SHA-256 of the first bytes of what is in a file. */
async function hashOfStart(file: StoredFile, bytes: number): Promise<string> {
  const hash = createHash('sha256');
  let left = bytes;
  for await (const piece of readStored(file)) {
    hash.update(piece.subarray(0, left));
    left -= Math.min(left, piece.length);
  }
  return hash.digest('hex');
}
