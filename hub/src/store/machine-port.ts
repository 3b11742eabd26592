import type { DoctorReport, MachineList } from '@invigil/contract';
import type { MachinePort } from '../http/machine-routes.js';
import type { Clock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import type { RoomPlan } from '../lib/room-plan.js';
import { healthHistory } from './health-history.js';
import { machinesOf } from './machines.js';
import type { Db } from './schema.js';
import { supportBundle } from './support-bundle.js';

type MachineDeps = {
  db: Db;
  config: HubConfig;
  plan: RoomPlan;
  seatIds: ReadonlyMap<string, number>;
  clock: Clock;
  /** Whether this hub gives certificates. */
  certificates: boolean;
  /** What `doctor` found, where a bundle shall hold it. */
  report?: DoctorReport;
};

/** What is known of the machines of a centre, from this database. */
export function machinePort(deps: MachineDeps): MachinePort {
  const { certificates, clock, config, db, plan, report, seatIds } = deps;
  const listOf = async (name: string): Promise<MachineList | undefined> => {
    const room = plan.rooms.find((one) => one.room === name);
    if (room === undefined) return undefined;
    return { room: name, certificates, machines: await machinesOf(db, room.seats, clock.now()) };
  };
  return {
    machines: listOf,
    health: async (key, from, to) => {
      const id = seatIds.get(key);
      return id === undefined ? undefined : healthHistory(db, id, from, to);
    },
    supportBundle: () =>
      supportBundle({
        db,
        config,
        seatIds,
        machines: async () =>
          (await Promise.all(plan.rooms.map(({ room }) => listOf(room)))).filter(
            (list) => list !== undefined,
          ),
        now: clock.now(),
        report,
      }),
  };
}
