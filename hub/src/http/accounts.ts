import type { Me } from '@invigil/contract';
import { SecondFactor, type SecondFactorStore } from './second-factor.js';
import { type Clock, newSecret } from '../lib/clock.js';
import { hashPassword, verifyPassword } from '../lib/passwords.js';
import { sha256Hex } from '../lib/sha256.js';

/** A log-in as it is kept: by the SHA-256 of its secret. */
export type LoginRow = { secretHash: string; createdAt: number; expiresAt: number; address: string | null };
export type NewLogin = LoginRow & { userId: number };

/** What accounts need of the store. */
export type AccountStore = {
  findUser(
    name: string,
  ): Promise<(Me & { id: number; passwordHash: string; isDisabled: boolean }) | undefined>;
  insertLogin(login: NewLogin): Promise<void>;
  findLogin(
    secretHash: string,
    now: number,
  ): Promise<(Me & { userId: number; expiresAt: number }) | undefined>;
  loginsOf(userId: number, now: number): Promise<LoginRow[]>;
  deleteLogin(secretHash: string): Promise<void>;
  changePassword(userId: number, passwordHash: string): Promise<void>;
};

/** Somebody who is signed in. */
export type Login = Me & {
  /** SHA-256 of the cookie's secret: the name of this log-in. */
  id: string;
  userId: number;
  expiresAt: number;
};

/** Somebody whose name and password are right. */
export type KnownUser = Me & { id: number };

/** Who may look: log-ins by password, kept as the hash of a random secret. */
export class Accounts {
  readonly #store: AccountStore;
  readonly #clock: Clock;
  readonly #lastsMs: number;
  readonly #nobodysHash = hashPassword(newSecret());
  readonly factor: SecondFactor;

  constructor(deps: { store: AccountStore & SecondFactorStore; clock: Clock; lastsMs: number }) {
    this.factor = new SecondFactor(deps.store, deps.clock);
    this.#store = deps.store;
    this.#clock = deps.clock;
    this.#lastsMs = deps.lastsMs;
  }

  /** The user of a name and password. Undefined: one is wrong, or they may not sign in; neither the answer nor its time tells which. */
  async check(name: string, password: string): Promise<KnownUser | undefined> {
    const user = await this.#store.findUser(name);
    const matches = await verifyPassword(user?.passwordHash ?? (await this.#nobodysHash), password);
    if (user === undefined || !matches || user.isDisabled) return undefined;
    const { passwordHash: _, isDisabled: __, ...known } = user;
    return known;
  }

  /** Makes a log-in, under a secret that nobody else has ever had. */
  async logIn(userId: number, address: string): Promise<{ secret: string; expiresAt: number }> {
    const secret = newSecret();
    const createdAt = this.#clock.now();
    const expiresAt = createdAt + this.#lastsMs;
    await this.#store.insertLogin({ secretHash: sha256Hex(secret), userId, createdAt, expiresAt, address });
    return { secret, expiresAt };
  }

  /** Who holds a cookie's secret; undefined where nobody does or the log-in has ended. */
  async whoIs(secret: string): Promise<Login | undefined> {
    const id = sha256Hex(secret);
    const found = await this.#store.findLogin(id, this.#clock.now());
    return found === undefined ? undefined : { ...found, id };
  }

  /** Whether a log-in goes on as it was made: not ended, and its user is who they were. */
  async goesOn({ id, role, rooms }: Login): Promise<boolean> {
    const now = await this.#store.findLogin(id, this.#clock.now());
    return now?.role === role && now.rooms?.join() === rooms?.join();
  }

  /** The log-ins of a user, newest first. */
  loginsOf(userId: number): Promise<LoginRow[]> {
    return this.#store.loginsOf(userId, this.#clock.now());
  }

  async logOut(id: string): Promise<void> {
    await this.#store.deleteLogin(id);
  }

  async changePassword(userId: number, password: string): Promise<void> {
    await this.#store.changePassword(userId, await hashPassword(password));
  }
}
