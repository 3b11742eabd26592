import * as z from 'zod';

const size = z.number().int().min(64).max(7680);

/** Which pictures the daemon watches. */
export const CameraConfig = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('camera'),
    device: z
      .union([z.number().int().min(0).max(63), z.string().startsWith('/dev/')])
      .default(0)
      .describe('index, or a path such as /dev/v4l/by-id/… that stays the same when cameras are plugged in'),
    width: size.default(848).describe('asked width, px'),
    height: size.default(480).describe('asked height, px'),
    fps: z.number().min(1).max(120).default(30).describe('asked rate, frames a second'),
    fourcc: z
      .string()
      .length(4)
      .default('MJPG')
      .describe('asked compression; MJPG leaves USB bandwidth to others'),
  }),
  z.strictObject({
    type: z.literal('film'),
    file: z.string().min(1).describe('path of a film, played at its own speed'),
    loop: z.boolean().default(false).describe('whether it starts again at its end'),
  }),
  z.strictObject({
    type: z.literal('rtsp'),
    url: z
      .string()
      .regex(/^rtsps?:\/\//, 'must begin with rtsp:// or rtsps://')
      .describe('address of the stream'),
  }),
  z.strictObject({
    type: z.literal('folder'),
    folder: z
      .string()
      .min(1)
      .describe('folder of .jpg, .jpeg and .png pictures, shown in the order of their names'),
    fps: z.number().min(0.1).max(60).default(5).describe('pictures a second'),
    loop: z.boolean().default(true).describe('whether it starts again at its end'),
  }),
]);
export type CameraConfig = z.infer<typeof CameraConfig>;
