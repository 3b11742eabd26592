import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ifThere } from '../lib/if-there.js';
import type { Db } from './schema.js';

/** How many pictures a seat may bring within {@link UNNAMED_MS} before its events name them. */
const MAX_UNNAMED = 100;
const UNNAMED_MS = 3_600_000;

/** Evidence pictures: a file each under `evidence/`, named by its SHA-256, and a row that says whose it is. */
export class Pictures {
  readonly #db: Db;
  readonly #folder: string;

  constructor(db: Db, dataDir: string) {
    this.#db = db;
    this.#folder = join(dataDir, 'evidence');
  }

  /**
   * Keeps a picture whose SHA-256 was checked. A picture may come before the event that names it, but a seat can't
   * fill the disk with what no event of its own names: that is `too-many`.
   */
  async put(
    sha256: string,
    seatId: number,
    jpeg: Uint8Array,
    at: number,
  ): Promise<'kept' | 'there-already' | 'too-many'> {
    if ((await this.read(sha256)) !== undefined) return 'there-already';
    if ((await this.#unnamed(seatId, at - UNNAMED_MS)) >= MAX_UNNAMED) return 'too-many';
    await this.#write(sha256, jpeg);
    await this.#db
      .insertInto('picture')
      .values({ sha256, seat_id: seatId, bytes: jpeg.length, received_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return 'kept';
  }

  /** The picture's bytes; undefined where the hub does not have it. */
  async read(sha256: string): Promise<Buffer | undefined> {
    if (!(await this.#row(sha256))) return undefined;
    // A row outlives a file that a power cut or a person took away; the seat may bring it again.
    return ifThere(readFile(this.#path(sha256)));
  }

  async #unnamed(seatId: number, since: number): Promise<number> {
    const unnamed = await this.#db
      .selectFrom('picture')
      .select('sha256')
      .where('seat_id', '=', seatId)
      .where('received_at', '>', since)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('evidence')
              .select('evidence.sha256')
              .whereRef('evidence.seat_id', '=', 'picture.seat_id')
              .whereRef('evidence.sha256', '=', 'picture.sha256'),
          ),
        ),
      )
      .limit(MAX_UNNAMED)
      .execute();
    return unnamed.length;
  }

  async #row(sha256: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('picture')
      .select('sha256')
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** A reader sees the whole picture or none, and a power cut leaves no half of one under its name. */
  async #write(sha256: string, jpeg: Uint8Array): Promise<void> {
    const path = this.#path(sha256);
    const part = `${path}.${process.pid}.${process.hrtime.bigint()}.part`;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    try {
      const file = await open(part, 'wx', 0o600);
      try {
        await file.writeFile(jpeg);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, path);
    } catch (cause) {
      await rm(part, { force: true });
      throw cause;
    }
  }

  #path(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), `${sha256}.jpg`);
  }
}
