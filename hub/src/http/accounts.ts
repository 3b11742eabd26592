import type { Me } from '@invigil/contract';
import { type Clock, newSecret } from '../lib/clock.js';
import { hashPassword, verifyPassword } from '../lib/passwords.js';
import { sha256Hex } from '../lib/sha256.js';

/** What accounts need of the store. */
export type AccountStore = {
  findUser(name: string): Promise<(Me & { id: number; passwordHash: string }) | undefined>;
  insertLogin(login: {
    secretHash: string;
    userId: number;
    createdAt: number;
    expiresAt: number;
  }): Promise<void>;
  findLogin(secretHash: string, now: number): Promise<(Me & { expiresAt: number }) | undefined>;
  deleteLogin(secretHash: string): Promise<void>;
};

/** Somebody who is signed in. */
export type Login = Me & {
  /** SHA-256 of the cookie's secret: the name of this log-in. */
  id: string;
  expiresAt: number;
};

/** Who may look: log-ins by password, kept as the hash of a random secret. */
export class Accounts {
  readonly #store: AccountStore;
  readonly #clock: Clock;
  readonly #lastsMs: number;
  readonly #nobodysHash = hashPassword(newSecret());

  constructor(deps: { store: AccountStore; clock: Clock; lastsMs: number }) {
    this.#store = deps.store;
    this.#clock = deps.clock;
    this.#lastsMs = deps.lastsMs;
  }

  /** Signs a user in. Undefined: name or password is wrong, and neither the answer nor its time tells which. */
  async logIn(
    name: string,
    password: string,
  ): Promise<{ me: Me; secret: string; expiresAt: number } | undefined> {
    const user = await this.#store.findUser(name);
    const matches = await verifyPassword(user?.passwordHash ?? (await this.#nobodysHash), password);
    if (user === undefined || !matches) return undefined;
    const secret = newSecret();
    const createdAt = this.#clock.now();
    const expiresAt = createdAt + this.#lastsMs;
    await this.#store.insertLogin({ secretHash: sha256Hex(secret), userId: user.id, createdAt, expiresAt });
    return { me: { name: user.name, role: user.role }, secret, expiresAt };
  }

  /** Who holds a cookie's secret; undefined where nobody does or the log-in has ended. */
  async whoIs(secret: string): Promise<Login | undefined> {
    const id = sha256Hex(secret);
    const found = await this.#store.findLogin(id, this.#clock.now());
    return found === undefined ? undefined : { ...found, id };
  }

  async logOut(id: string): Promise<void> {
    await this.#store.deleteLogin(id);
  }
}
