import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type StoredTrack, keptSession } from '@invigil/contract';
import { type Seal, type StoredFile, partOf, placeSealed, readStored } from '../lib/sealed-file.js';
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
  readonly #dataDir: string;
  readonly #keys: SessionKeys;
  /** One is put in its place at a time. */
  #placing: Promise<unknown> = Promise.resolve();

  constructor(db: Db, dataDir: string, keys: SessionKeys) {
    this.#db = db;
    this.#dataDir = dataDir;
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
    const part = { path: partOf(this.#path(track.seatId, track.boot)), seal };
    await mkdir(dirname(part.path), { recursive: true, mode: 0o700 });
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
      const placed = this.#placing.then(() => this.#place(track, facts, part, received.bytes));
      this.#placing = placed.catch(() => {});
      return await placed;
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

  /** The file of a track; undefined where the hub has none, or no key to it any more. */
  async file(seatId: number, boot: string): Promise<StoredFile | undefined> {
    const row = await this.#row(seatId, boot);
    return row && this.#fileOf(row);
  }

  async #fileOf({ seat_id: seatId, boot, sealed, session }: TrackRow): Promise<StoredFile | undefined> {
    const path = this.#path(seatId, boot);
    if (sealed === 0) return { path, seal: null };
    const key = await this.#keys.find({ seatId, session: keptSession(session, boot), class: 'track' });
    return key && { path, seal: { key, bound: trackBound(seatId, boot) } };
  }

  #path(seatId: number, boot: string): string {
    return join(this.#dataDir, trackFile(seatId, boot));
  }

  async #place(
    { at, boot, seatId, sha256 }: PutTrack,
    facts: TrackFacts,
    part: StoredFile,
    bytes: number,
  ): Promise<PutTrackOutcome> {
    const known = await this.#row(seatId, boot);
    const there = known && (await this.#fileOf(known));
    if (known !== undefined && there !== undefined) {
      const [longer, start] = bytes <= known.bytes ? [there, bytes] : [part, known.bytes];
      const begins = (await hashOfStart(longer, start)) === (bytes <= known.bytes ? sha256 : known.sha256);
      if (!begins) return { type: 'conflict' };
      if (bytes <= known.bytes) return { type: 'there-already' };
    }
    const owner = { seatId, session: keptSession(facts.session, boot), class: 'track' as const };
    const key = await this.#keys.of(owner, at);
    const bound = trackBound(seatId, boot);
    await placeSealed(readStored(part), this.#path(seatId, boot), { key, bound });
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
