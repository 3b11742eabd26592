import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ClockSync } from '../doctor-shared.js';

const run = promisify(execFile);
const PATIENCE_MS = 3000;

/** Whether the system keeps its time right, by systemd or chrony; undefined where neither answers. */
export async function clockSync(): Promise<ClockSync> {
  const ntp = await told('timedatectl', 'show', '--property=NTPSynchronized', '--value');
  if (ntp === 'yes' || ntp === 'no') return { synchronised: ntp === 'yes', how: 'timedatectl' };
  const tracking = await told('chronyc', '-c', 'tracking');
  if (tracking === '') return undefined;
  // The last field is the leap status: "Not synchronised" until it is.
  return { synchronised: !tracking.endsWith('Not synchronised'), how: 'chronyc' };
}

/** What a program printed; nothing where it isn't there, or failed. */
async function told(program: string, ...args: string[]): Promise<string> {
  const done = await run(program, args, { timeout: PATIENCE_MS }).catch(() => undefined);
  return done?.stdout.trim() ?? '';
}
