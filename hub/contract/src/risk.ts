import * as z from 'zod';
import { EpochMs, Share, SignalId } from './ids.js';
import { RiskKind } from './signal.js';

/** `calm`: no look is due. `watch`: look when there is time. `alert`: look now. */
export const RiskLevel = z.enum(['calm', 'watch', 'alert']);
export type RiskLevel = z.infer<typeof RiskLevel>;

/** The arithmetic of one term: `amount = weight × confidence × grown × faded × shared`. */
export const RiskFactors = z.object({
  /** Of the policy's rule for the kind. */
  weight: z.number().min(0).max(200),
  /** Mean confidence of the signal, 0–1. */
  confidence: Share,
  /** How long it was really seen, ms. */
  seenMs: z.number().min(0),
  /** What that makes of the weight: `1 − e^(−seenMs / saturationMs)`, 0–1. */
  grown: Share,
  /** Time since its end, ms; 0 while it is open. */
  sinceEndMs: z.number().min(0),
  /** What that leaves: `0.5^(sinceEndMs / halfLifeMs)`, 0–1. */
  faded: Share,
  /** 1, or less where the room shared the cause. */
  shared: Share,
  /** What the term adds before scaling. */
  amount: z.number().min(0),
});
export type RiskFactors = z.infer<typeof RiskFactors>;

/** One term of the sum that a risk is. */
export const Contribution = z.object({
  signalId: SignalId,
  kind: RiskKind,
  /** This term's part of the score, in points. The points of all terms sum to the score. */
  points: z.number().min(0).max(100),
  /** When the signal behind it began. */
  since: EpochMs,
  /** How `points` came about. Absent from seats of before 2026-11-25. */
  factors: RiskFactors.optional(),
});
export type Contribution = z.infer<typeof Contribution>;

/** How much a seat's recent signals ask for a look. It is no verdict on a person. */
export const Risk = z.object({
  /** 0–100, one decimal. */
  score: z.number().min(0).max(100),
  level: RiskLevel,
  /** Largest first. */
  contributions: z.array(Contribution).max(64),
});
export type Risk = z.infer<typeof Risk>;
