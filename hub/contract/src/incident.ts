import * as z from 'zod';
import { EvidencePicture } from './evidence.js';
import { EpochMs, SignalId, Slug } from './ids.js';
import { Signal } from './signal.js';

/** `alert` and `watch` ask for a look at the candidate's seat; `blind` asks for a look at its camera. */
export const Severity = z.enum(['alert', 'blind', 'watch']);
export type Severity = z.infer<typeof Severity>;

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
});
export type Incident = z.infer<typeof Incident>;

/** What an incident was before a change. */
export const IncidentBefore = Incident.pick({ severity: true, startedAt: true, endedAt: true });
export type IncidentBefore = z.infer<typeof IncidentBefore>;
