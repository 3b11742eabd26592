/** A frame that can become a JPEG, as evidence needs it. */
export type Snapshot = {
  /** When the camera took it, epoch ms. */
  takenAt: number;
  /** Gives the JPEG. Called at most once or twice, soon after the snapshot was given. */
  encode: () => Promise<Uint8Array>;
  /** The same in which nobody but the candidate can be recognised; the very same bytes where nobody else is seen. */
  encodeBlurred: () => Promise<Uint8Array>;
};

/** A frame that has become a JPEG, and one without bystanders. */
export type EncodedPicture = { takenAt: number; jpeg: Uint8Array; blurred: Uint8Array };
