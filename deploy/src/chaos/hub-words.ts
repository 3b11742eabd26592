import * as z from 'zod';

/** What the hub's process is told. */
export const HubOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('clock'), skewMs: z.number() }),
  z.object({
    type: z.literal('user'),
    user: z.object({ name: z.string(), role: z.literal('reviewer'), password: z.string() }),
  }),
  z.object({ type: z.literal('stop') }),
]);
export type HubOrder = z.infer<typeof HubOrder>;
