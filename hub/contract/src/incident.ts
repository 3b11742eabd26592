import * as z from 'zod';
import { Acknowledged } from './acknowledgement.js';
import { EvidencePicture } from './evidence.js';
import { EpochMs, SignalId, Slug } from './ids.js';
import { Judged } from './judgement.js';
import { Severity } from './severity.js';
import { Signal } from './signal.js';

/**
 * Why an item is not among those that an invigilator is asked to look at. It stays in the record and marks its seat all the same, and
 * comes up by itself when it rises to an alert or room appears.
 */
export const HeldBack = z.object({
  /** `budget`: the room's items of the last hour are used up (policy `alertBudget`). */
  why: z.literal('budget'),
  /** Since when, on the hub's clock. */
  since: EpochMs,
  /** Items that the room was shown in the hour before its rank was weighed last. */
  shown: z.number().int().min(0),
  /** Items that the budget allowed for that hour. */
  allowed: z.number().int().min(0),
});
export type HeldBack = z.infer<typeof HeldBack>;

/** Signals of one seat that belong together: the unit that a person looks at. */
export const Incident = z.object({
  /** The id of its first signal. */
  id: SignalId,
  room: Slug,
  seat: Slug,
  /** Conduct and coverage never mix in one incident. */
  class: z.enum(['conduct', 'coverage']),
  /** The worst that it has been. */
  severity: Severity,
  startedAt: EpochMs,
  /** End of its last signal; null while one is open. */
  endedAt: EpochMs.nullable(),
  /** Oldest first. */
  signals: z.array(Signal).min(1).max(500),
  evidence: z.array(EvidencePicture.extend({ signalId: SignalId })).max(1000),
  /** Told late, after an outage: part of the record, no alarm. */
  hist: z.boolean(),
  /**
   * Place among the room's items that waited when it was weighed last, 1 first: by severity, risk reached, confidence, recency.
   * Absent of coverage and history, and from hubs of before 2026-11-25.
   */
  rank: z.number().int().min(1).optional(),
  /** Only of an item that is held back. */
  heldBack: HeldBack.optional(),
  /** Where it stands by what people made of it; absent: nobody has judged it. */
  judged: Judged.optional(),
  /** Who is looking at it; absent: nobody, and from hubs of before 2026-11-30. */
  acknowledged: Acknowledged.optional(),
});
export type Incident = z.infer<typeof Incident>;

/** What an incident was before a change. */
export const IncidentBefore = Incident.pick({ severity: true, startedAt: true, endedAt: true });
export type IncidentBefore = z.infer<typeof IncidentBefore>;
