/**
 * What can go wrong with the comparison:
 * - `no-film`: the film is not there
 * - `peer-unavailable`: npm could not install the peer
 * - `child-failed`: a measured process ended with an error
 * - `bad-line`: what a measured process printed is not a turn
 */
export type BenchErrorCode = 'no-film' | 'peer-unavailable' | 'child-failed' | 'bad-line';

/** The error class of the comparison. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
  readonly code: BenchErrorCode;

  constructor(code: BenchErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
