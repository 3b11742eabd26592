import { readFileSync } from 'node:fs';
import { HubError, messageOf } from './hub-error.js';

/**
 * The authorities of a PEM file. Throws a {@link HubError} `config-invalid` where it can't be read.
 * @param field where the configuration names it
 */
export function readAuthority(field: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new HubError('config-invalid', `${field}: can't be read: ${messageOf(cause)}`, { cause });
  }
}
