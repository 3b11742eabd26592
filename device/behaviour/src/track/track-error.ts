/**
 * Why a track can't be read.
 *
 * - `not-a-track`: it does not begin as one, or as one of a version that this code does not know
 * - `cut`: a record or a chunk ends in the middle of something, or a chunk before it is missing
 * - `damaged`: a number, record or chunk is not what it can be
 * - `too-large`: it holds more than a track may
 */
export type TrackErrorCode = 'not-a-track' | 'cut' | 'damaged' | 'too-large';

/** The only error that reading a track throws. */
export class TrackError extends Error {
  override readonly name = 'TrackError';
  readonly code: TrackErrorCode;

  constructor(code: TrackErrorCode, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
