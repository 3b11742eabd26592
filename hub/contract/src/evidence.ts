import * as z from 'zod';
import { EpochMs, Sha256 } from './ids.js';

/** A picture that goes with a signal. The picture itself goes by HTTP under its SHA-256, never over MQTT. */
export const EvidencePicture = z.object({
  sha256: Sha256,
  /** When the camera took it. */
  takenAt: EpochMs,
  /** `moment`: when the signal opened. `before`: what the seat looked like a little earlier. */
  role: z.enum(['before', 'moment']),
});
export type EvidencePicture = z.infer<typeof EvidencePicture>;

/** Largest evidence or preview picture that a hub takes, in bytes. */
export const MAX_PICTURE_BYTES = 512 * 1024;
