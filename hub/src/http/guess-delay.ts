import type { Clock } from '../lib/clock.js';
import { BoundedMap } from '../lib/bounded-map.js';

/** Wrong passwords that cost no wait: people mistype. */
const FREE = 3;
/** The longest wait, ms. */
const MAX_WAIT_MS = 900_000;
/** After so long without a wrong password they are forgotten, ms. */
const FORGET_MS = 3_600_000;
/** Pairs of name and address that are remembered, some 200 bytes each. */
const MAX_PAIRS = 5000;

type Guesses = { wrong: number; until: number; last: number };

/**
 * How long a name must wait at an address after wrong passwords: 1 s after the third, then twice as long with each, up to 15 minutes.
 * It holds for that address only, so a stranger elsewhere locks nobody out. What comes within the wait doesn't lengthen it.
 */
export class GuessDelay {
  readonly #clock: Clock;
  readonly #pairs = new BoundedMap<Guesses>(MAX_PAIRS);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Pairs that are remembered. */
  get size(): number {
    return this.#pairs.size;
  }

  /** Milliseconds for which no password is looked at; 0: try. A try counts as wrong until it {@link succeeded}. */
  begin(name: string, address: string): number {
    const key = keyOf(name, address);
    const now = this.#clock.now();
    const known = this.#pairs.get(key);
    if (known !== undefined && known.until > now) return known.until - now;
    const wrong = known === undefined || now - known.last > FORGET_MS ? 1 : known.wrong + 1;
    const waitMs = wrong < FREE ? 0 : Math.min(MAX_WAIT_MS, 1000 * 2 ** (wrong - FREE));
    this.#pairs.set(key, { wrong, until: now + waitMs, last: now });
    return 0;
  }

  /** How long the name must wait there now, ms. */
  waitMs(name: string, address: string): number {
    return Math.max(0, (this.#pairs.get(keyOf(name, address))?.until ?? 0) - this.#clock.now());
  }

  succeeded(name: string, address: string): void {
    this.#pairs.delete(keyOf(name, address));
  }
}

function keyOf(name: string, address: string): string {
  return `${name.toLowerCase()} ${address}`;
}
