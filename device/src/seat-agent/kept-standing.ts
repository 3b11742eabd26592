import { readFileSync } from 'node:fs';
import { decode, SeatStatus, Slug } from '@invigil/contract';
import * as z from 'zod';
import { messageOf } from '../lib/errors.js';
import { keepText } from '../lib/keep-text.js';
import type { Log } from '../lib/log.js';

/** How far the candidate of a session is: what their page said last, and the hand that is up. */
export type Standing = Pick<SeatStatus, 'stage' | 'hand'>;

const Kept = z.strictObject({ session: Slug, stage: SeatStatus.shape.stage, hand: SeatStatus.shape.hand });
const ARRIVING: Standing = { stage: 'arriving', hand: null };

type StandingDeps = {
  file: string;
  /** The exam session: how far somebody was in another one says nothing. Null: outside of one nothing is kept. */
  session: string | null;
  log: Log;
};

/**
 * How far the candidate is, on the disk: a seat that starts again in the midst of an exam is still in it, so that it misses the page that was there, and
 * takes no calibration from it.
 */
export class KeptStanding {
  readonly #deps: StandingDeps;

  constructor(deps: StandingDeps) {
    this.#deps = deps;
  }

  /** What was kept in this session; somebody who arrives where there is nothing, or nothing that can be read. */
  read(): Standing {
    const { file, session } = this.#deps;
    if (session === null) return ARRIVING;
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      return ARRIVING;
    }
    const read = decode(Kept, text);
    if (!read.ok || read.value.session !== session) return ARRIVING;
    const { hand, stage } = read.value;
    return { stage, hand };
  }

  /** Keeps it. A disk that takes nothing is told in the log: the seat works all the same. */
  write({ hand, stage }: Standing): void {
    const { file, log, session } = this.#deps;
    if (session === null) return;
    try {
      keepText(file, JSON.stringify({ session, stage, hand } satisfies z.input<typeof Kept>));
    } catch (err) {
      log.warn({ reason: messageOf(err) }, 'how far the candidate is is not kept on the disk');
    }
  }
}
