import * as z from 'zod';
import { EpochMs, Sha256 } from './ids.js';

/** Language of a text, such as `en` or `de-AT`. */
export const Language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a language such as en or de-AT');
export type Language = z.infer<typeof Language>;

/** What candidates are told in one language. All of it is the centre's own. */
export const NoticeText = z.strictObject({
  controller: z.string().min(1).max(500).describe('who is responsible: name and address of the controller'),
  contact: z.string().min(1).max(500).describe('whom to ask, such as the data-protection officer'),
  legalBasis: z.string().min(1).max(1000).describe('on what law or consent the watching rests'),
  howToObject: z.string().min(1).max(1000).describe('how to object, to appeal, and where to complain'),
  text: z.string().min(1).max(10_000).describe('what is watched, kept, for how long, and who sees it'),
});
export type NoticeText = z.infer<typeof NoticeText>;

/** One version of the notice. It is known by its hash: what was shown can't be changed afterwards. */
export const Notice = z.object({
  /** SHA-256 of the canonical text of `texts`. */
  hash: Sha256,
  /** When the hub first started with it, on its clock. */
  firstAt: EpochMs,
  texts: z.record(Language, NoticeText),
});
export type Notice = z.infer<typeof Notice>;

/** `GET /api/notice`: the one that is in force; null: the centre has written none. */
export const NoticeAnswer = z.object({ notice: Notice.nullable() });
export type NoticeAnswer = z.infer<typeof NoticeAnswer>;

/** A candidate was shown the notice at the seat. */
export const NoticeShown = z.object({ type: z.literal('notice-shown'), hash: Sha256, language: Language });
export type NoticeShown = z.infer<typeof NoticeShown>;
