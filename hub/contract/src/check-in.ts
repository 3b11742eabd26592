import * as z from 'zod';
import { EpochMs, Sha256 } from './ids.js';
import { Language, NoticeShown } from './notice.js';

/** What came of one step of the check-in. `skipped`: the candidate went on without; it says nothing against anybody. */
export const StepOutcome = z.enum(['done', 'skipped', 'not-possible', 'not-asked']);
export type StepOutcome = z.infer<typeof StepOutcome>;

/** How a candidate began: what was told to them in which language, and what came of each step. */
export const CheckedIn = z.object({
  type: z.literal('checked-in'),
  checkIn: z.object({
    /** The notice that was shown; null: the centre has written none. */
    notice: Sha256.nullable(),
    language: Language,
    camera: StepOutcome,
    calibration: StepOutcome,
    liveness: StepOutcome,
    identity: StepOutcome,
    microphone: StepOutcome,
  }),
});
export type CheckedIn = z.infer<typeof CheckedIn>;

/** The candidate said that the exam is over for them. */
export const CheckedOut = z.object({ type: z.literal('checked-out') });
export type CheckedOut = z.infer<typeof CheckedOut>;

/** The most of it that a report holds; a page that is opened anew tells some of it again. */
export const MAX_PAGE_TOLD = 100;

/** Something that the candidate's page told of how a session began or ended, with when by the seat's clock. */
export const PageTold = z.object({
  at: EpochMs,
  told: z.discriminatedUnion('type', [NoticeShown, CheckedIn, CheckedOut]),
});
export type PageTold = z.infer<typeof PageTold>;
