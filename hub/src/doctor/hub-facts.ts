import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { dumpVersion } from '../backup/postgres-programs.js';
import { serverVersion } from '../store/look-at-database.js';
import type { HubConfig } from '../lib/hub-config.js';
import { messageOf } from '../lib/hub-error.js';
import { type HubKeyPlace, hubKeyPath, keyPlace, readHubKey } from '../lib/hub-key-file.js';
import type { BackupFacts, HubCertificates, KeyFacts } from './judge-hub.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MB = 1_000_000;

/** Room below the data folder, and the share of its inodes that is free. */
export async function diskFacts(
  dataDir: string,
): Promise<{ freeMb: number; inodesFree: number | undefined } | { why: string }> {
  try {
    const { bavail, bsize, ffree, files } = await statfs(dataDir);
    return { freeMb: (bavail * bsize) / MB, inodesFree: files > 0 ? ffree / files : undefined };
  } catch (cause) {
    return { why: `${dataDir}: ${messageOf(cause)}` };
  }
}

/** How long the certificates last that hub and broker show. */
export async function certificateFacts(
  { dataDir, http, mqtt }: HubConfig,
  now: number,
): Promise<HubCertificates> {
  if (http.tls === 'off' && mqtt.embedded?.tls !== 'auto') return { type: 'off' };
  try {
    const daysOf = async (file: string): Promise<number> =>
      (Date.parse(new X509Certificate(await readFile(file)).validTo) - now) / DAY_MS;
    return {
      type: 'seen',
      hubDays: await daysOf(join(dataDir, 'pki', 'hub.crt')),
      authorityDays: await daysOf(join(dataDir, 'pki', 'ca.crt')),
      ownDays: typeof http.tls === 'string' ? undefined : await daysOf(http.tls.cert),
    };
  } catch (cause) {
    return { type: 'failed', why: messageOf(cause) };
  }
}

/** Where the key is, and whether it is for the hub alone. @param stored whether there is a store that needs it */
export function keyFacts(config: HubConfig, stored: boolean): KeyFacts {
  const place: HubKeyPlace = keyPlace(config);
  const file = hubKeyPath(place);
  try {
    if (readHubKey(place) !== undefined && place.credentials !== undefined && !existsSync(file))
      return { type: 'credential' };
    return readHubKey({ ...place, credentials: undefined }) === undefined
      ? { type: 'none', place: file, stored }
      : { type: 'file', place: file, beside: dirname(file) === config.dataDir };
  } catch (cause) {
    return { type: 'failed', why: messageOf(cause) };
  }
}

/** The newest backup of the configured folder. */
export async function backupFacts(
  { backup, database, dataDir }: HubConfig,
  now: number,
): Promise<BackupFacts> {
  if (backup === undefined) return { type: 'off' };
  const why = database && (await whyNotDumped(database));
  if (why !== undefined) return { type: 'no-dump', ...why };
  const ending = database === undefined ? '.sqlite' : '.dump';
  const { everyHours, folder } = backup;
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => name.startsWith('hub-') && name.endsWith(ending))
    .sort();
  const name = names.at(-1);
  if (name === undefined) return { type: 'none', folder };
  const { dev, mtimeMs } = await stat(join(folder, name));
  const sameDisk = (await stat(dataDir).catch(() => undefined))?.dev === dev;
  return { type: 'seen', name, ageHours: (now - mtimeMs) / HOUR_MS, everyHours, sameDisk };
}

/** Why the rows of a database can't be dumped on this machine; undefined: they can, or the server did not say its version. */
async function whyNotDumped(
  database: NonNullable<HubConfig['database']>,
): Promise<{ program: number | undefined; server: number | undefined } | undefined> {
  const [program, server] = await Promise.all([dumpVersion(), serverVersion(database)]);
  if (program === undefined) return { program, server };
  return server !== undefined && program < server ? { program, server } : undefined;
}

/** Cores and memory; what can still be had counts what caches give back. */
export async function machineFacts(): Promise<{ cores: number; totalMb: number; freeMb: number }> {
  const info = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const availableKb = /^MemAvailable:\s+(\d+) kB$/m.exec(info)?.[1];
  return {
    cores: availableParallelism(),
    totalMb: totalmem() / MB,
    freeMb: availableKb === undefined ? totalmem() / MB : (Number(availableKb) * 1024) / MB,
  };
}
