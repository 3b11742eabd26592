import { CLOCK_FAULTS } from './clock-faults.js';
import { DATABASE_FAULTS } from './database-faults.js';
import { DISK_FAULTS } from './disk-faults.js';
import { KILL_FAULTS } from './kill-faults.js';
import { LINK_FAULTS } from './link-faults.js';

export const FAULTS = { ...KILL_FAULTS, ...DATABASE_FAULTS, ...LINK_FAULTS, ...CLOCK_FAULTS, ...DISK_FAULTS };

export type FaultName = keyof typeof FAULTS;

export function isFault(name: string): name is FaultName {
  return name in FAULTS;
}

/** Every fault that there is. */
export function namesOfFaults(): FaultName[] {
  return Object.keys(FAULTS).filter(isFault);
}
