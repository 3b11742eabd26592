import * as z from 'zod';
import { CONDUCT_KINDS, RiskKind } from './signal.js';

/**
 * What was arranged with one candidate: it only ever takes away. It says what is different at the seat, and has no place for the
 * reason. Written by people: unknown keys are refused.
 */
export const Accommodations = z.strictObject({
  words: z
    .string()
    .min(1)
    .max(120)
    .describe('what the invigilator reads of it: what is different at this seat, never why'),
  off: z
    .array(RiskKind)
    .max(RiskKind.options.length)
    .default([])
    .describe('signals and findings of the room that are not watched for here'),
  longerOnset: z
    .partialRecord(
      z.enum([...CONDUCT_KINDS, 'all']),
      z
        .number()
        .min(1)
        .max(10)
        .meta({ description: 'how many times longer it must last before it is told', unit: 'times' }),
    )
    .default({})
    .describe(
      'signals that must last longer here, by kind; `all` holds for each kind, and of two factors the larger one',
    ),
  readsAloud: z
    .boolean()
    .default(false)
    .describe(
      'the candidate may read aloud or speak to a program: no signal of speaking, no voice that is heard',
    ),
  looksAround: z
    .boolean()
    .default(false)
    .describe(
      'head and eyes may move by themselves or rest elsewhere: looking away, eyes off the screen and closed eyes must last twice as long and weigh half, as do findings of the room that rest on looks',
    ),
  noCamera: z
    .boolean()
    .default(false)
    .describe('the seat does not open its camera at all, and nothing of the candidate is judged by it'),
});
export type Accommodations = z.infer<typeof Accommodations>;
