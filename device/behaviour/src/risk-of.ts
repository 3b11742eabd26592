import {
  type Contribution,
  type Policy,
  type Risk,
  type RiskKind,
  type RiskLevel,
  riskRuleOf,
  type SignalId,
} from '@invigil/contract';
import { weigh, type Weighed } from './contribution.js';
import { levelOf } from './level.js';
import { scoreOf, sharesOf } from './score.js';

/** An ended signal that adds less than this to the sum is forgotten. */
const FORGOTTEN = 0.25;
/** As many terms as a risk may name; a longer tail adds nothing that could be shown. */
const MOST_TERMS = 64;

/** One signal as it stands in the sum. */
export type RiskTerm = Weighed & {
  signalId: SignalId;
  kind: RiskKind;
  /** When the signal began, epoch ms. */
  since: number;
};

/** Whether a term still counts: what is open always does. */
export function stillCounts(term: RiskTerm, policy: Policy): boolean {
  return term.sinceEndMs === 0 || weigh(riskRuleOf(policy, term.kind), term).amount >= FORGOTTEN;
}

/**
 * The risk that some signals come to. The order of the terms does not matter; the same terms give the same risk on a seat and
 * on the hub. @param before the level that the risk comes from
 */
export function riskOf(terms: readonly RiskTerm[], before: RiskLevel, policy: Policy): Risk {
  const weighed = terms
    .map((term) => {
      const rule = riskRuleOf(policy, term.kind);
      const { amount, faded, grown } = weigh(rule, term);
      return { term, weight: rule.weight, amount, faded, grown };
    })
    .sort((a, b) => b.amount - a.amount || (a.term.signalId < b.term.signalId ? -1 : 1))
    .slice(0, MOST_TERMS);
  const score = scoreOf(weighed.reduce((sum, { amount }) => sum + amount, 0));
  let contributions: Contribution[] | undefined;
  return {
    score,
    level: levelOf(score, before, policy.levels),
    // Ten risks a second are summed and one is told: the list is made when somebody asks for it.
    get contributions() {
      return (contributions ??= contributionsOf(weighed, score));
    },
  };
}

type WeighedTerm = { term: RiskTerm; weight: number } & ReturnType<typeof weigh>;

function contributionsOf(weighed: readonly WeighedTerm[], score: number): Contribution[] {
  const shares = sharesOf(
    score,
    weighed.map(({ amount }) => amount),
  );
  return weighed.map(({ amount, faded, grown, term, weight }, index) => {
    const { confidence, kind, seenMs, shared, signalId, since, sinceEndMs } = term;
    return {
      signalId,
      kind,
      points: shares[index] ?? 0,
      since,
      factors: { weight, confidence, seenMs, grown, sinceEndMs, faded, shared, amount },
    };
  });
}

/** The terms that a risk was made of; undefined where it does not tell their arithmetic. */
export function termsOf({ contributions }: Risk): RiskTerm[] | undefined {
  const terms = contributions.flatMap(({ factors, kind, signalId, since }) =>
    factors ? [{ ...factors, kind, signalId, since }] : [],
  );
  return terms.length === contributions.length ? terms : undefined;
}
