import type { BehaviourStep } from './behaviour.js';
import type { EventBody, Risk } from '@invigil/contract';

/** A risk that only decays is told again when it moved by this much, in points. */
const MIN_STEP = 1;
/** And at most this often, ms. */
const MIN_INTERVAL_MS = 1000;

/** Turns what behaviour says into the events that are worth keeping. */
export class StepEvents {
  #told: Risk = { score: 0, level: 'calm', contributions: [] };
  #toldAt = -Infinity;

  /** Events of one step, in the order in which they are told. A minute is told each time. */
  of(step: BehaviourStep): EventBody[] {
    const bodies: EventBody[] = [
      ...(step.challenges ?? []).map((challenge) => ({ type: 'challenge' as const, challenge })),
      ...step.changes.map(({ type, signal }) => ({
        type: type === 'closed' ? ('signal-closed' as const) : ('signal-opened' as const),
        signal,
      })),
    ];
    if (bodies.length > 0 || this.#isNews(step)) {
      if (!sameRisk(this.#told, step.risk)) bodies.push({ type: 'risk', risk: step.risk });
      this.#told = step.risk;
      this.#toldAt = step.at;
    }
    if (step.analysis) bodies.push({ type: 'analysis', minute: step.analysis });
    return bodies;
  }

  #isNews({ at, risk }: BehaviourStep): boolean {
    if (risk.level !== this.#told.level) return true;
    if (Math.abs(at - this.#toldAt) < MIN_INTERVAL_MS) return false;
    const settled = risk.score === 0 && this.#told.score !== 0;
    return settled || Math.abs(risk.score - this.#told.score) >= MIN_STEP;
  }
}

function sameRisk(a: Risk, b: Risk): boolean {
  return a.score === b.score && a.level === b.level && a.contributions.length === b.contributions.length;
}
