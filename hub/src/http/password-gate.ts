import { said, type Said } from '@invigil/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../lib/clock.js';
import type { Accounts, KnownUser } from './accounts.js';
import { BoundedMap } from '../lib/bounded-map.js';
import { GuessDelay } from './guess-delay.js';
import type { RefusalTally } from './refusal-tally.js';

/** Names at addresses from which they have signed in: the limit by name, which strangers can use up, is not for them. */
const MAX_KNOWN = 5000;
const WINDOW_MS = 60_000;
/** A wait from which on the audit log calls it a lock-out, ms. */
const LOCK_OUT_MS = 30_000;

export type PasswordChecked =
  | { type: 'right'; user: KnownUser }
  | { type: 'wrong' }
  | { type: 'wait'; ms: number };
/** `code-needed`: the password is right, and a code of the second factor is missing. */
export type Checked = PasswordChecked | { type: 'code-needed' };

export type PasswordGateDeps = {
  accounts: Accounts;
  refusals: RefusalTally;
  clock: Clock;
  /** Tries per minute for one address; three times as many for one name. */
  loginsPerMinute: number;
};

/** The only way to a password: it slows down who guesses, and tells the audit log of them. */
export class PasswordGate {
  readonly #deps: PasswordGateDeps;
  readonly #delay: GuessDelay;
  readonly #known = new BoundedMap<true>(MAX_KNOWN);
  readonly #overAddress: (request: FastifyRequest, name: string) => Promise<boolean>;
  readonly #overName: (request: FastifyRequest, name: string) => Promise<boolean>;

  constructor(app: FastifyInstance, deps: PasswordGateDeps) {
    this.#deps = deps;
    this.#delay = new GuessDelay(deps.clock);
    const limit = { max: deps.loginsPerMinute, timeWindow: WINDOW_MS };
    // An IPv6 address counts as its /64, of which one machine may take as many as it likes.
    const byAddress = app.createRateLimit(limit);
    const names = new WeakMap<FastifyRequest, string>();
    const byName = app.createRateLimit({
      ...limit,
      max: 3 * limit.max,
      keyGenerator: (request) => names.get(request) ?? '',
    });
    this.#overAddress = async (request) => isOver(await byAddress(request));
    this.#overName = async (request, name) => {
      names.set(request, name.toLowerCase());
      return isOver(await byName(request));
    };
  }

  /** Pairs of names and addresses that are remembered. */
  get remembered(): number {
    return this.#delay.size + this.#known.size;
  }

  /** A password and, where the user has a second factor, its code. A wrong code counts as a wrong password does. */
  async check(request: FastifyRequest, name: string, password: string, code = ''): Promise<Checked> {
    const checked = await this.#checkPassword(request, name, password);
    if (checked.type !== 'right') return checked;
    const { factor } = this.#deps.accounts;
    if (await factor.isOn(checked.user.id)) {
      if (code === '') return { type: 'code-needed' };
      if (!(await factor.check(checked.user.id, code)))
        return this.#wrong(request, name, 'the code of the second factor is wrong, or was used');
    }
    this.succeeded(request, name);
    return checked;
  }

  /** A password alone, of somebody who is signed in. */
  async checkPassword(request: FastifyRequest, name: string, password: string): Promise<PasswordChecked> {
    const checked = await this.#checkPassword(request, name, password);
    if (checked.type === 'right') this.succeeded(request, name);
    return checked;
  }

  /** A code alone is about to be looked at: how long it must wait, ms; 0: now. It counts as wrong until {@link succeeded}. */
  beginCode(request: FastifyRequest, name: string): number {
    return this.#delay.begin(name, request.ip);
  }

  succeeded(request: FastifyRequest, name: string): void {
    this.#delay.succeeded(name, request.ip);
    this.#known.set(`${name.toLowerCase()} ${request.ip}`, true);
  }

  async #checkPassword(request: FastifyRequest, name: string, password: string): Promise<PasswordChecked> {
    const { accounts, refusals } = this.#deps;
    const who = { actor: name, role: null, address: request.ip };
    const pair = `${name.toLowerCase()} ${request.ip}`;
    const waitMs = await this.#waitMs(request, name, pair);
    if (waitMs > 0) {
      await refusals.refused(who, 'sign-in-failed', 'too soon, the password was not looked at');
      return { type: 'wait', ms: waitMs };
    }
    const user = await accounts.check(name, password);
    if (user !== undefined) return { type: 'right', user };
    return this.#wrong(request, name, 'the name or the password is wrong');
  }

  async #wrong(request: FastifyRequest, name: string, what: string): Promise<{ type: 'wrong' }> {
    const { refusals } = this.#deps;
    const who = { actor: name, role: null, address: request.ip };
    await refusals.refused(who, 'sign-in-failed', what);
    const nextMs = this.#delay.waitMs(name, request.ip);
    if (nextMs >= LOCK_OUT_MS) await refusals.refused(who, 'locked-out', `for ${Math.ceil(nextMs / 1000)} s`);
    return { type: 'wrong' };
  }

  async #waitMs(request: FastifyRequest, name: string, pair: string): Promise<number> {
    if (await this.#overAddress(request, name)) return WINDOW_MS;
    if (this.#known.get(pair) === undefined && (await this.#overName(request, name))) return WINDOW_MS;
    return this.#delay.begin(name, request.ip);
  }
}

/** For people: how long to wait. */
export function waitSaid(ms: number): Said {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 120
    ? said('wait-seconds', { seconds })
    : said('wait-minutes', { minutes: Math.ceil(seconds / 60) });
}

function isOver(tries: { isAllowed: boolean } & { isExceeded?: boolean }): boolean {
  return !tries.isAllowed && tries.isExceeded === true;
}
