import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Resident memory of this process, MiB. */
export function residentMb(): number {
  return Math.round(process.memoryUsage.rss() / (1024 * 1024));
}

/** Processor time that this process and all its threads have used on all cores since its start, ms. */
export function processorMs(): number {
  const { system, user } = process.cpuUsage();
  return (system + user) / 1000;
}

/** The hottest thermal zone, °C; null where the machine tells none, as virtual machines do. */
export async function hottestZoneC(folder = '/sys/class/thermal'): Promise<number | null> {
  const zones = await readdir(folder).catch(() => []);
  const readings = await Promise.all(
    zones
      .filter((zone) => zone.startsWith('thermal_zone'))
      .map((zone) => readFile(join(folder, zone, 'temp'), 'utf8').catch(() => '')),
  );
  const degrees = readings
    .filter((reading) => /^-?\d+\s*$/.test(reading))
    .map((reading) => Number(reading) / 1000);
  return degrees.length === 0 ? null : Math.max(...degrees);
}
