import type { Picture } from './opencv.js';

/** One picture of the seat's camera. Immutable. */
export type Frame = {
  picture: Picture;
  /** When the source gave it, epoch ms. */
  capturedAt: number;
  /** Counts the frames of one run of the daemon, from 1. */
  seq: number;
};
