import type { ReportDetail } from '@invigil/contract';
import type { Tick } from '../timeline.js';
import { addDetail, beginSpell, momentOf, type SoftwareSpell } from './software-spell.js';

/** How something that lasts opens and closes. */
type HeldRule = { onsetMs: number; offsetMs: number };

/** What is due with a step. */
export type Due = 'opened' | 'closed' | 'nothing';

/**
 * Watches one thing of which a program says when it begins and ends. Stretches that follow each other within the offset are one spell, and
 * their times add up to the onset: one short exit is nothing, ten of them in a row are.
 */
export class HeldWatch {
  readonly #rule: HeldRule;
  #since: number | null = null;
  #detail: ReportDetail | undefined;
  /** Reports since the last step, oldest first. */
  #told: { began: boolean; at: number; detail?: ReportDetail | undefined }[] = [];
  #spell: SoftwareSpell | null = null;

  constructor(rule: HeldRule) {
    this.#rule = rule;
  }

  /** What is open, or null. */
  get open(): SoftwareSpell | null {
    return this.#spell?.opened ? this.#spell : null;
  }

  /** What holds now as far as it was told, and its details; null where nothing does. */
  get holding(): { detail: ReportDetail | undefined } | null {
    const last = this.#told.at(-1);
    if (last === undefined) return this.#since === null ? null : { detail: this.#detail };
    return last.began ? { detail: last.detail } : null;
  }

  began(at: number, detail?: ReportDetail): void {
    this.#told.push({ began: true, at, detail });
  }

  ended(at: number): void {
    this.#told.push({ began: false, at });
  }

  /** Takes what was told up to now. After `closed` the caller takes the spell with `end`. */
  step(now: Tick): Due {
    const { offsetMs, onsetMs } = this.#rule;
    for (let next = this.#told[0]; next !== undefined; next = this.#told[0]) {
      if (next.began && this.#isOver(next.at, offsetMs)) {
        // A spell that was over before this begins is closed first.
        if (this.open) return 'closed';
        this.#spell = null;
      }
      this.#told.shift();
      if (next.began) this.#begin(next.at, next.detail, now);
      else this.#stop(next.at, now);
    }
    this.#grow(now);
    const spell = this.#spell;
    if (spell === null) return 'nothing';
    if (spell.opened === null && spell.seenMs >= onsetMs) {
      spell.opened = now;
      return 'opened';
    }
    if (!this.#isOver(now.at, offsetMs)) return 'nothing';
    if (this.open) return 'closed';
    this.#spell = null;
    return 'nothing';
  }

  /** Ends what is open and returns it. What still holds begins anew at the next step. */
  end(): SoftwareSpell | null {
    const { open } = this;
    this.#spell = null;
    return open;
  }

  /** The record was interrupted: what still holds is seen from here on. */
  interrupt(now: Tick): SoftwareSpell | null {
    if (this.#since !== null) this.#since = now.at;
    return this.end();
  }

  #begin(at: number, detail: ReportDetail | undefined, now: Tick): void {
    this.#detail = detail;
    const from = momentOf(at, now);
    const already = this.#since !== null;
    if (!already) this.#since = from.at;
    if (this.#spell === null) this.#spell = beginSpell(from, detail);
    else addDetail(this.#spell, detail, !already);
  }

  #stop(at: number, now: Tick): void {
    this.#grow(now, at);
    this.#since = null;
  }

  /** Counts what has held up to `until`. */
  #grow(now: Tick, until = now.at): void {
    if (this.#since === null) return;
    this.#spell ??= beginSpell(momentOf(this.#since, now), this.#detail);
    const last = momentOf(until, now);
    if (last.at <= this.#since) return;
    this.#spell.seenMs += last.at - this.#since;
    this.#spell.last = last;
    this.#since = last.at;
  }

  #isOver(at: number, offsetMs: number): boolean {
    return this.#since === null && this.#spell !== null && at - this.#spell.last.at >= offsetMs;
  }
}
