import * as z from 'zod';
import { EpochMs } from './ids.js';

const Count = z.number().int().min(0).max(10_000_000);

/** Length of one step of an editing minute, ms. */
export const EDITING_STEP_MS = 5000;

/** How text grew and shrank in one step: counts of characters, never a character. */
export const EditingStep = z.object({
  typed: Count,
  pasted: Count,
  /** By suggestions that were taken. */
  completed: Count,
  /** At once, by neither of these: an assistant, a script, a formatter, a snippet. */
  bulk: Count,
  deleted: Count,
});
export type EditingStep = z.infer<typeof EditingStep>;

/** One minute of an editor, or less at its end. It adds nothing to a risk; it lets a reviewer see how a text came about. */
export const EditingMinute = z.object({
  from: EpochMs,
  /** Steps of 5 s that follow each other from `from` on. */
  steps: z.array(EditingStep).min(1).max(12),
  undone: Count,
  redone: Count,
  opened: Count,
  saved: Count,
  closed: Count,
  /** Files that were edited, and characters in all of them together at the end. */
  files: Count,
  length: Count,
});
export type EditingMinute = z.infer<typeof EditingMinute>;
