import { randomBytes } from 'node:crypto';
import { mkdirSync, openSync, closeSync, fsyncSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HubError, messageOf } from './hub-error.js';

/** Name of the key among the credentials that systemd hands to a service. */
const CREDENTIAL = 'invigil-hub-key';
const IN_DATA = 'hub.key';

/** Where a hub's key is looked for. */
export type HubKeyPlace = {
  dataDir: string;
  /** File of the key; undefined: `hub.key` in the data folder. */
  keyFile?: string | undefined;
  /** `$CREDENTIALS_DIRECTORY`. */
  credentials?: string | undefined;
};

/** The file of the key in the order in which it is looked for: systemd's credential, then the file. */
export function hubKeyPath({ dataDir, keyFile }: HubKeyPlace): string {
  return keyFile ?? join(dataDir, IN_DATA);
}

/** The hub's key, 32 bytes; undefined where there is none. Throws a {@link HubError} `key-unusable`. */
export function readHubKey(place: HubKeyPlace): Buffer | undefined {
  const handed = place.credentials === undefined ? undefined : join(place.credentials, CREDENTIAL);
  // systemd itself keeps others from its folder.
  const fromCredential = handed === undefined ? undefined : read(handed);
  if (handed !== undefined && fromCredential !== undefined) return parse(handed, fromCredential);
  const file = hubKeyPath(place);
  const text = read(file);
  if (text === undefined) return undefined;
  if ((statSync(file).mode & 0o077) !== 0) {
    throw unusable(`${file}: others than the hub may read it: chmod 600 it, and think of it as known`);
  }
  return parse(file, text);
}

/** Makes a key in its file, mode 0600, as 64 hexadecimal digits, and syncs it. Throws a {@link HubError} `key-unusable`. */
export function makeHubKey(place: HubKeyPlace): Buffer {
  const file = hubKeyPath(place);
  const key = randomBytes(32);
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const made = openSync(file, 'wx', 0o600);
    try {
      writeFileSync(made, `${key.toString('hex')}\n`);
      fsyncSync(made);
    } finally {
      closeSync(made);
    }
  } catch (cause) {
    throw unusable(`${file}: the hub's key can't be written: ${messageOf(cause)}`, cause);
  }
  return key;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw unusable(`${file}: the hub's key can't be read: ${messageOf(cause)}`, cause);
  }
}

function parse(file: string, text: string): Buffer {
  const digits = text.trim();
  if (!/^[0-9a-fA-F]{64}$/.test(digits)) throw unusable(`${file}: a hub's key is 64 hexadecimal digits`);
  return Buffer.from(digits, 'hex');
}

function unusable(line: string, cause?: unknown): HubError {
  return new HubError('key-unusable', line, { cause });
}

/** Where the key of a configuration is, by what systemd hands over too. */
export function keyPlace(config: { dataDir: string; keyFile?: string | undefined }): HubKeyPlace {
  const { dataDir, keyFile } = config;
  return { dataDir, keyFile, credentials: process.env['CREDENTIALS_DIRECTORY'] };
}
