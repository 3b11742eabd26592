import * as z from 'zod';
import { EpochMs, SignalId } from './ids.js';
import { SignalKind } from './signal.js';

/** `calm`: no look is due. `watch`: look when there is time. `alert`: look now. */
export const RiskLevel = z.enum(['calm', 'watch', 'alert']);
export type RiskLevel = z.infer<typeof RiskLevel>;

/** One term of the sum that a risk is. */
export const Contribution = z.object({
  signalId: SignalId,
  kind: SignalKind,
  /** This term's part of the score, in points. The points of all terms sum to the score. */
  points: z.number().min(0).max(100),
  /** When the signal behind it began. */
  since: EpochMs,
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
