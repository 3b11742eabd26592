import { chown, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import type { HubConfig } from '../lib/hub-config.js';
import { HubError } from '../lib/hub-error.js';
import { ifThere } from '../lib/if-there.js';
import { loadHubConfig } from '../lib/load-hub-config.js';
import { placeSealed, type Seal, unseal } from '../lib/sealed-file.js';

const COPY = 'config.sealed';
/** Who may read what is written: root, and the group of the hub. */
const MODE = 0o640;

const Copied = z.object({
  /** Folder in which the hub keeps its files. */
  dataDir: z.string(),
  /** The configuration itself first, then what it names. */
  files: z.array(z.object({ path: z.string(), text: z.string() })).min(1),
});

/** What becomes of a file of the configuration. `new`: none is there; `same`, `other`: one is there, with the same content or another. */
export type ConfigFile = { path: string; is: 'new' | 'same' | 'other' };

/**
 * Copies the configuration of a hub into a backup, with the files that it names, such as that of a password, and without the hub's key; sealed with that key: who holds
 * the backup alone learns no secret. Gives whether it was copied: not without a key, nor where it can't be read any more.
 */
export async function copyConfig(
  configFile: string,
  folder: string,
  key: Uint8Array | undefined,
): Promise<boolean> {
  if (key === undefined) return false;
  const config = readable(configFile);
  if (config === undefined) return false;
  const paths = [resolve(configFile), ...filesNamedIn(config)];
  const read = await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(path, 'utf8').catch(() => undefined) })),
  );
  const files = read.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
  await placeSealed(pieces({ dataDir: config.dataDir, files }), join(folder, COPY), sealOf(key));
  return true;
}

/**
 * What a backup's configuration would change on this machine, and how to do it. Throws a {@link HubError} `not-there`: there is none in it; a SealError where the key is
 * another's.
 */
export async function openConfigCopy(
  folder: string,
  key: Uint8Array,
): Promise<{ files: ConfigFile[]; write(at: number, force: boolean): Promise<string[]> }> {
  const sealed = await ifThere(readFile(join(folder, COPY)));
  if (sealed === undefined)
    throw new HubError(
      'not-there',
      `${folder}: the configuration is not in this backup: there is no ${COPY}`,
    );
  const { dataDir, files } = Copied.parse(JSON.parse(unseal(sealed, sealOf(key)).toString()));
  const looked = await Promise.all(files.map(async (file) => ({ ...file, is: await stateOf(file) })));
  return {
    files: looked.map(({ is, path }) => ({ path, is })),
    write: async (at, force) => {
      const lines: string[] = [];
      for (const { is, path, text } of looked)
        if (is === 'new' || (is === 'other' && force)) lines.push(await put(path, text, { at, dataDir, is }));
      return lines;
    },
  };
}

async function stateOf({ path, text }: { path: string; text: string }): Promise<ConfigFile['is']> {
  const there = await ifThere(readFile(path, 'utf8'));
  if (there === undefined) return 'new';
  return there === text ? 'same' : 'other';
}

/** Writes a file; what was there stays beside it under another name. Gives what was done, in words. */
async function put(
  path: string,
  text: string,
  { at, dataDir, is }: { at: number; dataDir: string; is: 'new' | 'other' },
): Promise<string> {
  const before = `${path}.before-${at}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, text, { mode: MODE, flag: 'wx' });
  // The hub must read it: it is in the group of its own folder.
  const group = (await ifThere(stat(dataDir)))?.gid;
  if (process.getuid?.() === 0 && group !== undefined) await chown(`${path}.new`, 0, group);
  if (is === 'other') await rename(path, before);
  await rename(`${path}.new`, path);
  return is === 'new' ? `${path}: written` : `${path}: written; what was there is ${before}`;
}

/** A file that somebody is just changing must not keep the record from its backup. */
function readable(configFile: string): HubConfig | undefined {
  try {
    return loadHubConfig(configFile);
  } catch {
    return undefined;
  }
}

/** Every file that a configuration names as such, but for the hub's key: who had both would have all. */
function filesNamedIn({ centreView, database, evidence, http, metrics, mqtt, traces }: HubConfig): string[] {
  const { tls } = http;
  const named = [
    database?.passwordFile,
    database?.ca,
    evidence?.s3.accessKeyFile,
    evidence?.s3.secretKeyFile,
    evidence?.s3.caFile,
    ...(centreView?.hubs ?? []).flatMap(({ ca, tokenFile }) => [ca, tokenFile]),
    metrics?.tokenFile,
    traces?.tokenFile,
    mqtt.passwordFile,
    ...(typeof tls === 'string' ? [] : [tls.cert, tls.key]),
  ];
  return [...new Set(named.filter((path) => path !== undefined))];
}

function sealOf(key: Uint8Array): Seal {
  return { key, bound: 'invigil config' };
}

async function* pieces(copied: z.infer<typeof Copied>): AsyncGenerator<Uint8Array> {
  yield Buffer.from(JSON.stringify(copied));
}
