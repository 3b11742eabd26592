import type { RiskRule } from '@invigil/contract';

/** What a signal has come to, as far as the risk is concerned. */
export type Weighed = {
  /** Mean confidence of its sightings, 0–1. */
  confidence: number;
  /** How long it was really seen, ms. */
  seenMs: number;
  /** Time since its end, ms; 0 while it is open. */
  sinceEndMs: number;
  /** 1, or less where the room shared the cause, 0–1. */
  shared: number;
};

/** What one signal adds to the sum before scaling, and how: it grows while it is seen, and is halved again and again after. */
type Weight = {
  /** Share of the weight that was reached, 0–1. */
  grown: number;
  /** Share of that which is left since its end, 0–1. */
  faded: number;
  amount: number;
};

/** Weighs one signal by its rule. */
export function weigh(rule: RiskRule, { confidence, seenMs, shared, sinceEndMs }: Weighed): Weight {
  const grown = 1 - Math.exp(-seenMs / rule.saturationMs);
  const faded = 0.5 ** (sinceEndMs / rule.halfLifeMs);
  return { grown, faded, amount: rule.weight * confidence * grown * faded * shared };
}
