import * as z from 'zod';
import { SignalId, Slug } from './ids.js';
import { Incident } from './incident.js';
import { JudgementReason, checkReason } from './judgement.js';
import { SaidFields } from './refusal-words.js';

/** Incidents that one request may judge. */
export const MAX_BATCH_JUDGEMENTS = 200;

/**
 * `POST /api/rooms/:room/judgements`: several incidents of a room, judged alike; each gets a judgement of its own. What is taken is kept
 * together; what is not is named one by one and holds up nothing else. Escalating and confirming are decided one by one.
 */
export const JudgementBatchRequest = z
  .strictObject({
    /** `reopened` only to take back at once, with the reason `undone`. */
    outcome: z.enum(['cleared', 'noted', 'reopened']),
    reason: JudgementReason,
    /** Needed with the reason `other`. */
    words: z.string().trim().min(3).max(1000).optional(),
    incidents: z
      .array(
        z.strictObject({
          seat: Slug,
          incident: SignalId,
          /** How many judgements of this incident the page knew. */
          after: z.number().int().min(0),
        }),
      )
      .min(1)
      .max(MAX_BATCH_JUDGEMENTS),
  })
  .superRefine((request, context) => {
    checkReason(request, context);
    const { incidents, outcome, reason } = request;
    if (outcome === 'reopened' && reason !== 'undone')
      context.addIssue({
        code: 'custom',
        path: ['reason'],
        message: 'must be undone: reopen others one by one',
      });
    const named = new Set(incidents.map(({ incident, seat }) => `${seat}/${incident}`));
    if (named.size < incidents.length)
      context.addIssue({ code: 'custom', path: ['incidents'], message: 'must name each incident once' });
  });
export type JudgementBatchRequest = z.infer<typeof JudgementBatchRequest>;

/** Its answer: the incidents that were judged, as they are then, and those that were not. */
export const JudgementBatchResult = z.object({
  judged: z.array(Incident).max(MAX_BATCH_JUDGEMENTS),
  refused: z
    .array(
      z.object({
        seat: Slug,
        incident: SignalId,
        /** One of the codes of a refusal. */
        code: z.string(),
        /** For people, in English: why not. */
        message: z.string(),
        ...SaidFields,
      }),
    )
    .max(MAX_BATCH_JUDGEMENTS),
});
export type JudgementBatchResult = z.infer<typeof JudgementBatchResult>;
