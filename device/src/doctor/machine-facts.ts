import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceConfig } from '../config/device-config.js';
import type { SeatState } from '../health/state-file.js';
import { DeviceError, messageOf } from '../lib/errors.js';
import { readIdentity } from '../lib/seat-identity.js';
import { countOutbox } from '../outbox/count-outbox.js';
import { type CertificateFacts, type DiskFacts, inMb, type OutboxFacts } from './judge-machine.js';

const DAY_MS = 86_400_000;

/** The file system below the data folder, and what waits there. */
export async function diskFacts(config: DeviceConfig, state: SeatState | undefined): Promise<DiskFacts> {
  const { dataDir, diskLeastFreeMb, diskMaxMb } = config;
  try {
    const { bavail, bsize, ffree, files } = await statfs(dataDir);
    return {
      type: 'seen',
      freeMb: inMb(bavail * bsize),
      leastFreeMb: diskLeastFreeMb,
      usedMb: state?.health.disk?.usedMb ?? inMb(await bytesBelow(dataDir)),
      limitMb: diskMaxMb,
      inodesFree: files > 0 ? ffree / files : undefined,
    };
  } catch (error) {
    return { type: 'failed', why: `${dataDir}: ${messageOf(error)}` };
  }
}

async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** What waits for the hub. */
export function outboxFacts({ dataDir }: DeviceConfig, state: SeatState | undefined): OutboxFacts | 'in-use' {
  if (state !== undefined) return { type: 'held', outbox: state.health.outbox };
  const file = join(dataDir, 'outbox.sqlite');
  if (!existsSync(file)) return { type: 'never' };
  try {
    return { type: 'kept', depth: countOutbox(file) };
  } catch (error) {
    if (error instanceof DeviceError && error.code === 'outbox-in-use') return 'in-use';
    return { type: 'failed', why: messageOf(error) };
  }
}

/** The certificate that the seat shows. */
export function certificateFacts({ hub }: DeviceConfig, now: number): CertificateFacts {
  if (hub.certificates === undefined) return { type: 'token' };
  try {
    const { subject, validTo } = new X509Certificate(readIdentity(hub.certificates).cert);
    const name = /CN=([^\n]*)/.exec(subject)?.[1] ?? subject;
    return { type: 'certificate', name, daysLeft: (Date.parse(validTo) - now) / DAY_MS };
  } catch (error) {
    return { type: 'failed', why: messageOf(error) };
  }
}
