import { randomBytes } from 'node:crypto';
import { seatPrincipal } from '@invigil/contract';
import { type Seal, seal, unseal } from '../lib/sealed-file.js';
import type { Db } from './schema.js';

/** What is sealed: each has a key of its own within a session, since one may be due before the other. */
type SealedClass = 'evidence' | 'track';

/** Whose key. `session`: as {@link keptSession} names it; `~` for pictures of seats that don't say. */
export type KeyOwner = { seatId: number; session: string; class: SealedClass };

/** The session of a picture whose seat did not say any. */
export const UNTOLD_SESSION = '~';

/**
 * A random key for each class of each session of a seat, kept wrapped by the hub's. Nothing is remembered in memory: a key whose row is
 * gone is gone.
 */
export class SessionKeys {
  readonly #db: Db;
  readonly #hubKey: Uint8Array;

  constructor(db: Db, hubKey: Uint8Array) {
    this.#db = db;
    this.#hubKey = hubKey;
  }

  /** The key; undefined where there is none, or no more. */
  async find(owner: KeyOwner): Promise<Buffer | undefined> {
    const row = await this.#db
      .selectFrom('session_key')
      .select('wrapped')
      .where('seat_id', '=', owner.seatId)
      .where('session', '=', owner.session)
      .where('class', '=', owner.class)
      .executeTakeFirst();
    return row && unseal(row.wrapped, await this.#wrapping(owner));
  }

  /** The key, made at its first use. */
  async of(owner: KeyOwner, at: number): Promise<Buffer> {
    const known = await this.find(owner);
    if (known !== undefined) return known;
    const wrapped = seal(randomBytes(32), await this.#wrapping(owner));
    const row = { seat_id: owner.seatId, session: owner.session, class: owner.class };
    await this.#db
      .insertInto('session_key')
      .values({ ...row, wrapped, made_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    // Of two that made one at the same time, the first stays.
    const made = await this.find(owner);
    if (made === undefined) throw new Error('a session key was made and is gone');
    return made;
  }

  async #wrapping({ seatId, session, class: of }: KeyOwner): Promise<Seal> {
    const seat = await this.#db
      .selectFrom('seat')
      .select(['centre', 'room', 'seat'])
      .where('id', '=', seatId)
      .executeTakeFirstOrThrow();
    return { key: this.#hubKey, bound: `session key ${seatPrincipal(seat)} ${session} ${of}` };
  }
}
