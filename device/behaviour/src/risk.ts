import type { ConductKind, Contribution, Policy, Risk, RiskLevel, SignalId } from '@invigil/contract';
import { contributionOf } from './contribution.js';
import { levelOf } from './level.js';
import type { Spell } from './onset.js';
import { scoreOf, sharesOf } from './score.js';
import type { Moment } from './timeline.js';

/** An ended signal that adds less than this to the sum is forgotten. */
const FORGOTTEN = 0.25;
/** As many terms as a risk may name; a longer tail adds nothing that could be shown. */
const MOST_TERMS = 64;

type Term = { id: SignalId; kind: ConductKind; spell: Spell; ended: boolean };

/** Keeps the signals that still count, and sums them. */
export class RiskSum {
  readonly #policy: Policy;
  #terms: Term[] = [];
  #level: RiskLevel = 'calm';

  constructor(policy: Policy) {
    this.#policy = policy;
  }

  /** Counts an open signal; its spell is read again at each sum. */
  open(id: SignalId, kind: ConductKind, spell: Spell): void {
    this.#terms.push({ id, kind, spell, ended: false });
  }

  /** Lets a signal fade from now on. */
  close(id: SignalId): void {
    this.#terms = this.#terms.map((term) => (term.id === id ? { ...term, ended: true } : term));
  }

  /** The risk at a moment. Moments must not step back. */
  at(now: Moment): Risk {
    const weighed = this.#terms
      .map((term) => ({ term, amount: this.#amountOf(term, now) }))
      .filter(({ term, amount }) => !term.ended || amount >= FORGOTTEN)
      .sort((a, b) => b.amount - a.amount);
    this.#terms = weighed.map(({ term }) => term);
    const counted = weighed.slice(0, MOST_TERMS);
    const score = scoreOf(counted.reduce((sum, { amount }) => sum + amount, 0));
    const shares = sharesOf(
      score,
      counted.map(({ amount }) => amount),
    );
    this.#level = levelOf(score, this.#level, this.#policy.levels);
    const contributions = counted
      .map(({ term: { id, kind, spell } }, index): Contribution => {
        return { signalId: id, kind, points: shares[index] ?? 0, since: spell.first.at };
      })
      .filter(({ points }) => points > 0)
      .sort((a, b) => b.points - a.points);
    return { score, level: this.#level, contributions };
  }

  #amountOf({ kind, spell, ended }: Term, now: Moment): number {
    const sinceEndMs = ended ? now.elapsedMs - spell.last.elapsedMs : 0;
    return contributionOf(this.#policy.conduct[kind], { ...spell, sinceEndMs });
  }
}
