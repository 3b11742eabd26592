import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Clock } from '../lib/clock.js';
import { sha256Hex } from '../lib/sha256.js';

/** What programs on telephones know (RFC 6238): SHA-1, six digits, a new code every 30 s. */
const RULES = { algorithm: 'SHA1', digits: 6, period: 30 };
/** A code of one step before or after counts too: clocks differ, and typing takes time. */
const WINDOW = 1;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 8;
/** 80 bits: too many to guess, so their plain hash is enough. */
const RECOVERY_BYTES = 10;

/** What second factors need of the store. */
export type SecondFactorStore = {
  /** `secret` is empty where it can't be read any more. */
  findTotp(userId: number): Promise<{ secret: string; isConfirmed: boolean } | undefined>;
  beginTotp(userId: number, secret: string): Promise<boolean>;
  useStep(userId: number, step: number): Promise<boolean>;
  confirmTotp(userId: number, codeHashes: readonly string[], now: number): Promise<void>;
  useRecoveryCode(userId: number, codeHash: string): Promise<boolean>;
  removeTotp(userId: number): Promise<boolean>;
};

/** One-time passwords by time (RFC 6238), and the recovery codes that stand in for them. */
export class SecondFactor {
  readonly #store: SecondFactorStore;
  readonly #clock: Clock;

  constructor(store: SecondFactorStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Whether a user must show a code to sign in. */
  async isOn(userId: number): Promise<boolean> {
    return (await this.#store.findTotp(userId))?.isConfirmed === true;
  }

  /** A new secret, not counting yet. Undefined: the user has one that counts. */
  async begin(user: { userId: number; name: string }): Promise<{ uri: string; secret: string } | undefined> {
    const made = new Secret({ buffer: Uint8Array.from(randomBytes(SECRET_BYTES)).buffer });
    if (!(await this.#store.beginTotp(user.userId, made.base32))) return undefined;
    const uri = new TOTP({ ...RULES, issuer: 'Invigil', label: user.name, secret: made }).toString();
    return { uri, secret: made.base32 };
  }

  /** A code proves that the user has the secret; from now on it counts. Gives the recovery codes. Undefined: the code is wrong. */
  async confirm(userId: number, code: string): Promise<string[] | undefined> {
    const kept = await this.#store.findTotp(userId);
    if (kept === undefined || kept.isConfirmed || !(await this.#isCode(userId, kept.secret, code)))
      return undefined;
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    await this.#store.confirmTotp(userId, codes.map(hashOf), this.#clock.now());
    return codes;
  }

  /** Whether a code is one of this moment that was not used yet, or a recovery code: used up by this. */
  async check(userId: number, code: string): Promise<boolean> {
    const kept = await this.#store.findTotp(userId);
    if (kept?.isConfirmed !== true) return false;
    if (/^\d{6}$/.test(plain(code))) return this.#isCode(userId, kept.secret, plain(code));
    return this.#store.useRecoveryCode(userId, hashOf(code));
  }

  /** False: there was none. */
  remove(userId: number): Promise<boolean> {
    return this.#store.removeTotp(userId);
  }

  async #isCode(userId: number, secret: string, code: string): Promise<boolean> {
    if (secret === '') return false;
    const timestamp = this.#clock.now();
    const delta = TOTP.validate({
      ...RULES,
      token: plain(code),
      secret: Secret.fromBase32(secret),
      timestamp,
      window: WINDOW,
    });
    if (delta === null) return false;
    return this.#store.useStep(userId, TOTP.counter({ period: RULES.period, timestamp }) + delta);
  }
}

function newRecoveryCode(): string {
  const hex = randomBytes(RECOVERY_BYTES).toString('hex');
  return (hex.match(/.{5}/g) ?? []).join('-');
}

function hashOf(code: string): string {
  return sha256Hex(plain(code).toLowerCase());
}

/** A code without what people put between its parts. */
function plain(code: string): string {
  return code.replaceAll(/[\s-]/g, '');
}
