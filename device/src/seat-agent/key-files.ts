import { randomBytes } from 'node:crypto';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClientFile, type ClientName, SEAT_CLIENT_VERSION } from '@invigil/contract';
import { DeviceError } from '../lib/errors.js';

/** The owner writes, the group reads: the kiosk's user is in the folder's group. */
const FILE_MODE = 0o640;
const FOLDER_MODE = 0o750;
const NAMES = ['page.url', 'editor.json', 'browser.json'] as const;

type Keys = { hex(client: ClientName): string };

/**
 * Hands the keys of this boot over: the address that the kiosk opens, and what editor and extension read. Whoever can read the folder has
 * the keys.
 * @throws DeviceError `agent-unavailable`
 */
export async function writeKeyFiles(folder: string, port: number, keys: Keys): Promise<void> {
  const file = (client: ClientName): string =>
    `${JSON.stringify({ v: SEAT_CLIENT_VERSION, port, key: keys.hex(client) } satisfies ClientFile)}\n`;
  const texts: Record<(typeof NAMES)[number], string> = {
    'page.url': `${pageUrl(port, keys)}\n`,
    'editor.json': file('editor'),
    'browser.json': file('browser'),
  };
  try {
    await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    for (const name of NAMES) await replace(join(folder, name), texts[name]);
  } catch (cause) {
    throw new DeviceError('agent-unavailable', `the keys can’t be written to ${folder}: agent.runDir`, {
      cause,
    });
  }
}

/** Takes them away again: the keys are worth nothing once the daemon is gone. */
export async function removeKeyFiles(folder: string): Promise<void> {
  await Promise.all(NAMES.map((name) => rm(join(folder, name), { force: true })));
}

/** Where the candidate's page opens with its key. What follows `#` stays in the browser: it is in no request and in no log. */
export function pageUrl(port: number, keys: Keys): string {
  return `http://127.0.0.1:${port}/#key=${keys.hex('page')}`;
}

/** Never half written, and never through a link that somebody laid there. */
async function replace(file: string, text: string): Promise<void> {
  const fresh = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(fresh, text, { flag: 'wx', mode: FILE_MODE });
  await chmod(fresh, FILE_MODE);
  await rename(fresh, file);
}
