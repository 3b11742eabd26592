import { ClientKey } from '@invigil/contract';
import * as z from 'zod';

/** What the candidate's page says to the extension. Anybody's page on the loopback could say it: it opens the way to its own origin only. */
export const PageMessage = z.object({
  key: ClientKey,
  /** Where the exam is taken; null: on any site. */
  exam: z.string().nullable(),
  isInExam: z.boolean(),
});
export type PageMessage = z.infer<typeof PageMessage>;
