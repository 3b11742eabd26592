import type { ReportDetail } from '@invigil/contract';
import type { Tick } from '../timeline.js';
import type { Due } from './held-watch.js';
import { addDetail, beginSpell, momentOf, type SoftwareSpell } from './software-spell.js';

type MomentRule = { offsetMs: number; countsAsMs: number };

/** Most that is kept between two steps; a program that tells more is counted, not listed. */
const MOST_TOLD = 1000;
/** How often it is told at most that it happened again while it is open, ms. */
const AGAIN_MS = 1000;

/** What is due with a step. `again`: what is open has happened once more. */
export type MomentDue = Due | 'again';

/** Watches one thing that happens at moments. Those that follow each other within the offset are one signal, which counts them. */
export class MomentWatch {
  readonly #rule: MomentRule;
  #told: { at: number; detail: ReportDetail | undefined }[] = [];
  #spell: SoftwareSpell | null = null;
  /** Whether it happened since it was told last, and when that was, by the clock of durations. */
  #isNews = false;
  #toldMs = 0;

  constructor(rule: MomentRule) {
    this.#rule = rule;
  }

  get open(): SoftwareSpell | null {
    return this.#spell;
  }

  happened(at: number, detail?: ReportDetail): void {
    if (this.#told.length < MOST_TOLD) this.#told.push({ at, detail });
  }

  /** Takes what was told up to now, as far as one signal goes. After `closed` the caller takes the spell with `end`. */
  step(now: Tick): MomentDue {
    const { countsAsMs, offsetMs } = this.#rule;
    let opened = false;
    for (let next = this.#told[0]; next !== undefined; next = this.#told[0]) {
      const last = momentOf(next.at, now);
      const spell = this.#spell;
      if (spell !== null && last.at - spell.last.at > offsetMs)
        return opened ? this.#tells('opened', now) : 'closed';
      this.#told.shift();
      if (spell === null) {
        this.#spell = { ...beginSpell(last, next.detail), opened: now, seenMs: countsAsMs };
        opened = true;
        continue;
      }
      addDetail(spell, next.detail, true);
      this.#isNews = true;
      spell.seenMs += countsAsMs;
      if (last.at > spell.last.at) spell.last = last;
    }
    if (opened) return this.#tells('opened', now);
    if (this.#spell === null) return 'nothing';
    if (now.at - this.#spell.last.at > offsetMs) return 'closed';
    if (!this.#isNews || now.elapsedMs - this.#toldMs < AGAIN_MS) return 'nothing';
    return this.#tells('again', now);
  }

  /** Ends what is open and returns it. */
  end(): SoftwareSpell | null {
    const spell = this.#spell;
    this.#spell = null;
    return spell;
  }

  #tells(due: 'opened' | 'again', now: Tick): MomentDue {
    this.#isNews = false;
    this.#toldMs = now.elapsedMs;
    return due;
  }
}
