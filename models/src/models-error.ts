/**
 * What can go wrong with the nets:
 * - `bad-manifest`: the manifest or a compiled file can't be understood
 * - `unknown-net`: a name that the manifest does not have
 * - `missing`: a file is not there; the message says what to do
 * - `wrong-hash`: a file's bytes are not the ones that the manifest names
 * - `wrong-version`: an npm package is installed in another version
 * - `unsupported`: a graph holds something that the compiler does not know
 * - `unproven`: a compiled net differs from its source by more than the bound
 * - `name-taken`: a net that is added can't have that name
 * - `licence`: the licence of a net's weights is missing or not permissive
 * - `bad-labels`: labels of pictures can't be understood
 * - `wrong-output`: a detector's outputs are not of the size that its head needs
 */
export type ModelsErrorCode =
  | 'bad-manifest'
  | 'unknown-net'
  | 'missing'
  | 'wrong-hash'
  | 'wrong-version'
  | 'unsupported'
  | 'unproven'
  | 'name-taken'
  | 'licence'
  | 'bad-labels'
  | 'wrong-output';

/** The one error class of this package. */
export class ModelsError extends Error {
  readonly code: ModelsErrorCode;

  constructor(code: ModelsErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ModelsError';
    this.code = code;
  }
}
