import * as z from 'zod';

/** The seat's microphone: off unless somebody turns it on. */
export const AudioConfig = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .describe('whether the microphone is listened to: levels and shares of speech, no sound is kept'),
  device: z
    .string()
    .min(1)
    .max(200)
    .default('default')
    .describe('ALSA device, as `arecord -L` lists them; default is PipeWire’s where it runs'),
});
export type AudioConfig = z.infer<typeof AudioConfig>;
