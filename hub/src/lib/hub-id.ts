import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubError, messageOf } from './hub-error.js';

/**
 * The id by which hubs of one centre tell themselves apart, 16 hexadecimal digits, kept in `hub.id` of the data folder: a hub that starts again is
 * the same one. A backup does not hold it. Throws a {@link HubError} `store-unavailable`.
 */
export function hubId(dataDir: string): string {
  const file = join(dataDir, 'hub.id');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${randomBytes(8).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'))
      throw new HubError('store-unavailable', `${file}: can't be written: ${messageOf(cause)}`, { cause });
  }
  const id = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{16}$/.test(id))
    throw new HubError(
      'store-unavailable',
      `${file}: must be 16 hexadecimal digits; remove it, and another is made`,
    );
  return id;
}
