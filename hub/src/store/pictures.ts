import { HubError, messageOf } from '../lib/hub-error.js';
import { KeyedLock } from '../lib/keyed-lock.js';
import { SealError, unseal } from '../lib/sealed-file.js';
import { type FileStore, keepSealed } from './files/file-store.js';
import { pictureBound, pictureFile } from './kept-files.js';
import type { Db } from './schema.js';
import type { SessionKeys } from './session-keys.js';

/** How many pictures a seat may bring within {@link UNNAMED_MS} before its events name them. */
const MAX_UNNAMED = 100;
const UNNAMED_MS = 3_600_000;

/** A picture whose SHA-256 was checked. `session`: as its seat said, or {@link UNTOLD_SESSION}. */
export type PutPicture = { sha256: string; seatId: number; session: string; jpeg: Uint8Array; at: number };

type PutOutcome = 'kept' | 'there-already' | 'too-many' | 'erased';

/**
 * Evidence pictures: a file each under `evidence/`, named by the SHA-256 of the picture and sealed with the key of its session, and a row
 * that says whose it is.
 */
export class Pictures {
  readonly #db: Db;
  readonly #files: FileStore;
  readonly #keys: SessionKeys;
  /**
   * One of a seat is put in its place at a time, so that its count holds, and one of the same hash, so that file and row are of the same key where
   * two seats bring it at once.
   */
  readonly #lock = new KeyedLock();

  constructor(db: Db, files: FileStore, keys: SessionKeys) {
    this.#db = db;
    this.#files = files;
    this.#keys = keys;
  }

  /**
   * Keeps a picture. It may come before the event that names it, but a seat can't fill the disk with what no event of its own names: that
   * is `too-many`. What was erased stays so.
   */
  put(picture: PutPicture): Promise<PutOutcome> {
    const { seatId, sha256 } = picture;
    return this.#lock.run(`${seatId}`, () => this.#lock.run(sha256, () => this.#place(picture)));
  }

  /**
   * The picture's bytes; undefined where the hub does not have it, or has no key to it any more. Throws a {@link HubError} `store-damaged`
   * where its file is not the one that was sealed.
   */
  async read(sha256: string): Promise<Buffer | undefined> {
    const row = await this.#db
      .selectFrom('picture')
      .select(['seat_id as seatId', 'session'])
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    // A row outlives a file that a power cut or a person took away; the seat may bring it again.
    const file = await this.#files.read(pictureFile(sha256));
    if (file === undefined || row.session === null) return file;
    const { seatId, session } = row;
    const key = await this.#keys.find({ seatId, session, class: 'evidence' });
    if (key === undefined) return undefined;
    try {
      return unseal(file, { key, bound: pictureBound(sha256) });
    } catch (cause) {
      if (!(cause instanceof SealError)) throw cause;
      throw new HubError('store-damaged', `picture ${sha256} does not open: ${messageOf(cause)}`, { cause });
    }
  }

  async #place({ sha256, seatId, session, jpeg, at }: PutPicture): Promise<PutOutcome> {
    if (await this.#wasErased(seatId, sha256)) return 'erased';
    if ((await this.read(sha256)) !== undefined) return 'there-already';
    if ((await this.#unnamed(seatId, at - UNNAMED_MS)) >= MAX_UNNAMED) return 'too-many';
    const key = await this.#keys.of({ seatId, session, class: 'evidence' }, at);
    await keepSealed(this.#files, pictureFile(sha256), one(jpeg), { key, bound: pictureBound(sha256) });
    const row = { seat_id: seatId, session, bytes: jpeg.length, received_at: at };
    await this.#db
      .insertInto('picture')
      .values({ sha256, ...row })
      // What was there did not open any more: it came again.
      .onConflict((conflict) => conflict.column('sha256').doUpdateSet(row))
      .execute();
    return 'kept';
  }

  async #wasErased(seatId: number, sha256: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('erased_picture')
      .select('sha256')
      .where('seat_id', '=', seatId)
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    return row !== undefined;
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
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
