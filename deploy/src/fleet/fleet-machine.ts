import type { FleetSeat } from './seats-csv.js';

/** The hub of a fleet, as `ssh` takes it. */
export type FleetHub = { role: 'hub'; host: string };

/** What a work is done to: a seat of the list, or its hub. */
export type FleetMachine = FleetSeat | FleetHub;

export function isSeat(machine: FleetMachine): machine is FleetSeat {
  return 'seat' in machine;
}

/** How people call it: `hall/a1`, or `hub`. */
export function placeOf(machine: FleetMachine): string {
  return isSeat(machine) ? `${machine.room}/${machine.seat}` : 'hub';
}
