/**
 * What can go wrong with a measurement:
 * - `no-data`: the folder of labelled pictures and films is not there
 * - `unknown-measure`: a name that no measure has
 * - `bad-labels`: a label file is not what its format says
 */
export type EvalErrorCode = 'no-data' | 'unknown-measure' | 'bad-labels';

/** The error class of the measurements. */
export class EvalError extends Error {
  override readonly name = 'EvalError';
  readonly code: EvalErrorCode;

  constructor(code: EvalErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
