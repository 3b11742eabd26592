import * as z from 'zod';

/** What the process that decodes says of a picture: its size, or why it is none. */
export const Decoded = z.union([
  z.object({ width: z.number().int(), height: z.number().int() }),
  z.object({ reason: z.string() }),
]);
export type Decoded = z.infer<typeof Decoded>;
