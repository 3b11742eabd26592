import * as z from 'zod';
import { EpochMs } from './ids.js';
import { Role } from './rights.js';
import { Severity } from './severity.js';

/**
 * What a person makes of an incident. `cleared`: nothing of it matters. `noted`: it stays in mind. `escalated`: somebody else is to look.
 * `confirmed`: rules were broken; it counts only once a second person confirms it too. `reopened`: what was judged before no longer holds.
 */
export const JudgementOutcome = z.enum(['cleared', 'noted', 'escalated', 'confirmed', 'reopened']);
export type JudgementOutcome = z.infer<typeof JudgementOutcome>;

/** The reasons from which each outcome takes one; the first is the usual one. `other` and each confirmation need words. */
export const JUDGEMENT_REASONS = {
  /** It is not there; it is there and harmless; rules or an arrangement allow it. */
  cleared: ['not-there', 'harmless', 'allowed', 'other'],
  /** Keep it in mind; the candidate was spoken to; it is a matter of the machine or the camera. */
  noted: ['keep-in-mind', 'spoken-to', 'technical', 'other'],
  /** Another pair of eyes; an aid, help from somebody, or another rule may be concerned. */
  escalated: ['second-look', 'aid', 'help', 'other'],
  confirmed: ['aid', 'help', 'other'],
  /** Judged by mistake or too early; something new came up; the candidate appealed; taken back at once. */
  reopened: ['mistaken', 'new-facts', 'appeal', 'undone', 'other'],
} as const satisfies Record<JudgementOutcome, readonly string[]>;

/** Why, as a code: one of those that {@link JUDGEMENT_REASONS} gives for the outcome. */
export const JudgementReason = z.enum([
  'not-there',
  'harmless',
  'allowed',
  'keep-in-mind',
  'spoken-to',
  'technical',
  'second-look',
  'aid',
  'help',
  'mistaken',
  'new-facts',
  'appeal',
  'undone',
  'other',
]);
export type JudgementReason = z.infer<typeof JudgementReason>;

/** One judgement of an incident. None is ever changed or taken away; a later one stands above it. */
export const Judgement = z.object({
  /** Place among the judgements of its incident, from 1. */
  n: z.number().int().min(1),
  /** On the hub's clock. */
  at: EpochMs,
  /** Name of the user. */
  by: z.string().max(64),
  role: Role,
  outcome: JudgementOutcome,
  reason: JudgementReason,
  words: z.string().max(1000).nullable(),
  /** What the incident was then: what comes later was not judged. */
  of: z.object({ severity: Severity, signals: z.number().int().min(1) }),
});
export type Judgement = z.infer<typeof Judgement>;

/** Where an incident stands by its judgements. `to-confirm`: one person confirmed it, and a second one is needed. */
export const Judged = z.object({
  state: z.enum(['cleared', 'noted', 'escalated', 'to-confirm', 'confirmed', 'reopened']),
  /** How many judgements there are: `after` of the next one. */
  n: z.number().int().min(1),
  /** Of the newest one. */
  at: EpochMs,
  by: z.string().max(64),
  reason: JudgementReason,
  /** Since then signals have joined it, or it has risen: it needs another look. */
  grown: z.boolean(),
});
export type Judged = z.infer<typeof Judged>;

/** Says where an outcome lacks a reason of its own, or the words that the reason needs. */
export function checkReason(
  {
    outcome,
    reason,
    words,
  }: { outcome: JudgementOutcome; reason: JudgementReason; words?: string | undefined },
  context: z.RefinementCtx,
): void {
  const reasons: readonly string[] = JUDGEMENT_REASONS[outcome];
  if (!reasons.includes(reason))
    context.addIssue({ code: 'custom', path: ['reason'], message: `must be one of ${reasons.join(', ')}` });
  if (words === undefined && (reason === 'other' || outcome === 'confirmed'))
    context.addIssue({ code: 'custom', path: ['words'], message: 'must say in words what was seen' });
}

/** `POST /api/seats/:room/:seat/incidents/:incident/judgements`; the answer is the incident as it is then. */
export const JudgementRequest = z
  .object({
    outcome: JudgementOutcome,
    reason: JudgementReason,
    /** Needed with the reason `other` and with every confirmation. */
    words: z.string().trim().min(3).max(1000).optional(),
    /** How many judgements of this incident the page knew: where there are more, it is refused as a `conflict`. */
    after: z.number().int().min(0),
  })
  .superRefine(checkReason);
export type JudgementRequest = z.infer<typeof JudgementRequest>;

/** `GET /api/seats/:room/:seat/incidents/:incident/judgements`: oldest first. */
export const JudgementList = z.object({ judgements: z.array(Judgement) });
export type JudgementList = z.infer<typeof JudgementList>;
