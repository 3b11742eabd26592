import type { Picture, VideoFormat } from '../lib/opencv.js';

/** Where pictures come from. Opened by its constructor function, which throws a DeviceError where it can't be. */
export type PictureSource = {
  /** What the source gives. */
  granted: VideoFormat;
  /** Whether it is a camera made of software; left out where that is not known, and for what is no camera. */
  virtual?: boolean | undefined;
  /** The next picture, when it is due; undefined at the end, or where a live source stopped. */
  next(signal: AbortSignal): Promise<Picture | undefined>;
  close(): void;
};
