import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import type { StoredTrack } from '@invigil/contract';
import { receiveFile } from './receive-file.js';
import type { Db, TrackRow } from './schema.js';

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
  check: (file: string) => Promise<TrackFacts | { reason: string } | undefined>;
};

export type PutTrackOutcome =
  | { type: 'kept' | 'there-already' | 'too-large' | 'hash-mismatch' | 'conflict' | 'too-many' }
  | { type: 'unreadable'; reason: string };

/** Tracks: a file each under `tracks/<number of the seat>/`, and a row that says what it holds. */
export class Tracks {
  readonly #db: Db;
  readonly #folder: string;
  /** One is put in its place at a time. */
  #placing: Promise<unknown> = Promise.resolve();

  constructor(db: Db, dataDir: string) {
    this.#db = db;
    this.#folder = join(dataDir, 'tracks');
  }

  /**
   * Keeps a track. One that is there gives way to a longer one that begins with it, and to nothing else: what a seat has told
   * stays told. It is read before it takes its place.
   */
  async put(track: PutTrack): Promise<PutTrackOutcome> {
    const part = `${this.path(track.seatId, track.boot)}.${process.pid}.${process.hrtime.bigint()}.part`;
    await mkdir(dirname(part), { recursive: true, mode: 0o700 });
    try {
      const received = await receiveFile(track.body, part);
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
      await rm(part, { force: true });
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

  /** Where the file of a track is, or would be. @param boot checked: it names a file */
  path(seatId: number, boot: string): string {
    return join(this.#folder, String(seatId), `${boot}.track`);
  }

  async #place(
    { at, boot, seatId, sha256 }: PutTrack,
    facts: TrackFacts,
    part: string,
    bytes: number,
  ): Promise<PutTrackOutcome> {
    const path = this.path(seatId, boot);
    const known = await this.#row(seatId, boot);
    if (known !== undefined && bytes <= known.bytes) {
      return { type: (await hashOfStart(path, bytes)) === sha256 ? 'there-already' : 'conflict' };
    }
    if (known !== undefined && (await hashOfStart(part, known.bytes)) !== known.sha256)
      return { type: 'conflict' };
    await rename(part, path);
    const row = {
      session: facts.session,
      version: facts.version,
      policy_hash: facts.policyHash,
      from_at: facts.from,
      to_at: facts.to,
      observations: facts.observations,
      finished: facts.finished ? 1 : 0,
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

function trackOf(row: TrackRow): StoredTrack {
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

/** SHA-256 of the first bytes of a file. */
async function hashOfStart(path: string, bytes: number): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { end: bytes - 1 }), hash);
  return hash.digest('hex');
}
