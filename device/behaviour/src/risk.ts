import type { Policy, Risk, RiskKind, RiskLevel, SignalId } from '@invigil/contract';
import type { Spell } from './run.js';
import { riskOf, type RiskTerm, stillCounts } from './risk-of.js';
import type { Moment } from './timeline.js';

type Counted = { id: SignalId; kind: RiskKind; spell: Spell; ended: boolean };

/** What most minutes of most candidates come to. */
const NOTHING: Risk = { score: 0, level: 'calm', contributions: [] };

/** Keeps the signals of a seat that still count, and sums them. */
export class RiskSum {
  readonly #policy: Policy;
  #counted: Counted[] = [];
  #level: RiskLevel = 'calm';

  constructor(policy: Policy) {
    this.#policy = policy;
  }

  /** Counts an open signal; its spell is read again at each sum. */
  open(id: SignalId, kind: RiskKind, spell: Spell): void {
    this.#counted.push({ id, kind, spell, ended: false });
  }

  /** Lets a signal fade from now on. */
  close(id: SignalId): void {
    this.#counted = this.#counted.map((one) => (one.id === id ? { ...one, ended: true } : one));
  }

  /** The risk at a moment. Moments must not step back. */
  at(now: Moment): Risk {
    if (this.#counted.length === 0 && this.#level === 'calm') return NOTHING;
    const terms: RiskTerm[] = [];
    this.#counted = this.#counted.filter((one) => {
      const term = termOf(one, now);
      const counts = stillCounts(term, this.#policy);
      if (counts) terms.push(term);
      return counts;
    });
    const risk = riskOf(terms, this.#level, this.#policy);
    this.#level = risk.level;
    return risk;
  }
}

function termOf({ ended, id, kind, spell }: Counted, now: Moment): RiskTerm {
  const { confidence, first, last, seenMs } = spell;
  const sinceEndMs = ended ? now.elapsedMs - last.elapsedMs : 0;
  return { signalId: id, kind, since: first.at, confidence, seenMs, sinceEndMs, shared: 1 };
}
