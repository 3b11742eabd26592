import * as z from 'zod';

const Size = z.object({ width: z.number(), height: z.number() });

/** What a script in a frame of a page says to the service worker. Both are of this extension: no page can reach it. */
export const FrameMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('window'),
    isTop: z.boolean(),
    wasReloaded: z.boolean(),
    /** When it was so, epoch ms. */
    at: z.number().int(),
    facts: z.object({
      isShown: z.boolean(),
      hasFocus: z.boolean(),
      isFullScreen: z.boolean(),
      hasSecondDisplay: z.boolean().nullable(),
      outer: Size,
      inner: Size,
      zoom: z.number(),
    }),
  }),
  /** The text goes no further than to the service worker, which makes a mark of it. */
  z.object({ type: z.literal('copied'), text: z.string() }),
  z.object({ type: z.literal('pasted'), text: z.string() }),
]);
export type FrameMessage = z.infer<typeof FrameMessage>;
