import { readFileSync } from 'node:fs';
import { HubError, messageOf } from './hub-error.js';

/**
 * The first line of a file that holds a token or a password. Throws a {@link HubError} `config-invalid` where it can't be read or is empty.
 * @param field where the configuration names it
 */
export function readSecret(field: string, file: string): string {
  let line: string | undefined;
  try {
    [line] = readFileSync(file, 'utf8').split(/\r?\n/);
  } catch (cause) {
    throw new HubError('config-invalid', `${field}: can't be read: ${messageOf(cause)}`, { cause });
  }
  if (line === undefined || line === '')
    throw new HubError('config-invalid', `${field}: ${file} is empty: its first line must be the secret`);
  return line;
}
