import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Db } from './schema.js';

/** Evidence pictures: a file each under `evidence/`, named by its SHA-256, and a row that says whose it is. */
export class Pictures {
  readonly #db: Db;
  readonly #folder: string;

  constructor(db: Db, dataDir: string) {
    this.#db = db;
    this.#folder = join(dataDir, 'evidence');
  }

  /** Keeps a picture whose SHA-256 was checked. False: it was there already. */
  async put(sha256: string, seatId: number, jpeg: Uint8Array, at: number): Promise<boolean> {
    const known = await this.#row(sha256);
    if (known) return false;
    await this.#write(sha256, jpeg);
    await this.#db
      .insertInto('picture')
      .values({ sha256, seat_id: seatId, bytes: jpeg.length, received_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return true;
  }

  /** The picture's bytes; undefined where the hub does not have it. */
  async read(sha256: string): Promise<Buffer | undefined> {
    return (await this.#row(sha256)) ? readFile(this.#path(sha256)) : undefined;
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
