import * as z from 'zod';

/** How often a message is not brought as it was given, 0–1 each. */
export const Unruliness = z.object({
  /** Twice. */
  twice: z.number(),
  /** After the one that follows it. */
  swapped: z.number(),
  /** Not at all, though it was taken. */
  swallowed: z.number(),
  /** Of acknowledgements: not at all. */
  deaf: z.number(),
});
export type Unruliness = z.infer<typeof Unruliness>;

/** What a process of seats is started with. */
export const SeatsStart = z.object({
  seats: z.array(
    z.object({
      /** `room/seat`. */
      name: z.string(),
      principal: z.string(),
      number: z.number(),
      folder: z.string(),
      identity: z.string(),
    }),
  ),
  /** Where it notes what is told. */
  notes: z.string(),
  url: z.string(),
  /** Events a second of each seat. */
  rate: z.number(),
  seed: z.number(),
  /** How much each seat may tell, in events since the campaign began. */
  upTo: z.number(),
  unruliness: Unruliness,
  /** The disk of these seats was damaged while they were dead. */
  cut: z.boolean(),
  logLevel: z.enum(['info', 'warn', 'silent']),
});
export type SeatsStart = z.infer<typeof SeatsStart>;

/** What such a process is told. */
export const SeatsOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('tell'), upTo: z.number() }),
  z.object({ type: z.literal('clock'), skewMs: z.number() }),
  z.object({ type: z.literal('unruly'), unruliness: Unruliness }),
  /** From now on `recovered` is about what was told before. */
  z.object({ type: z.literal('mark'), mark: z.number() }),
  z.object({ type: z.literal('end') }),
]);
export type SeatsOrder = z.infer<typeof SeatsOrder>;

/** What such a process says of its seats, ten times a second. */
export const SeatsState = z.object({
  /** Events told since the campaign began. */
  told: z.number(),
  waiting: z.number(),
  /** Events that a full disk did not take, in this run. */
  refused: z.number(),
  /** Seats that have the hub's ear. */
  online: z.number(),
  /** How much each seat may tell, and whether each has. */
  upTo: z.number(),
  full: z.boolean(),
  /** The newest mark. */
  marked: z.number(),
  recovered: z.boolean(),
});
export type SeatsState = z.infer<typeof SeatsState>;
