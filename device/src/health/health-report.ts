import type { BootId, Health, Trouble } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { PaceState } from '../pace/pace.js';
import type { Rates } from '../pace/rates.js';
import { hottestZoneC, residentMb } from './machine.js';
import type { StageTimer } from './stage-timer.js';

/** Counters that only grow, read once a period. */
export type Counters = { captured: number; faces: number; objects: number; dropped: number };

type HealthDeps = {
  boot: BootId;
  clock: Clock;
  stages: StageTimer;
  counters: () => Counters;
  outbox: () => { depth: number; oldestMs: number };
  /** What waits on the disk, and whether that is near its limit. */
  disk?: () => Health['disk'];
  /** How far its clock is from the hub's. */
  hubClock?: () => Health['clock'];
  /** What the pictures since the last report were like. */
  pictures?: () => Health['pictures'];
  /** Last warnings and errors of the log. */
  troubles?: () => Trouble[];
  /** What the seat allows itself. */
  pace: () => PaceState;
};

/** Writes the health message: rates are those since the message before. */
export class HealthReport {
  readonly #deps: HealthDeps;
  #before: Counters;
  #beforeAt: number;

  constructor(deps: HealthDeps) {
    this.#deps = deps;
    this.#before = deps.counters();
    this.#beforeAt = deps.clock.monotonic();
  }

  async write(): Promise<Health> {
    const { boot, clock, counters, disk, hubClock, outbox, pace, stages } = this.#deps;
    const measured = hubClock?.();
    const room = disk?.();
    const pictures = this.#deps.pictures?.();
    const troubles = this.#deps.troubles?.() ?? [];
    const now = counters();
    const at = clock.monotonic();
    const seconds = Math.max(0.001, (at - this.#beforeAt) / 1000);
    const before = this.#before;
    this.#before = now;
    this.#beforeAt = at;
    const rate = (key: 'captured' | 'faces' | 'objects'): number =>
      tenths((now[key] - before[key]) / seconds);
    return {
      boot,
      at: clock.now(),
      rates: { captured: rate('captured'), faces: rate('faces'), objects: rate('objects') },
      dropped: now.dropped - before.dropped,
      stages: stages.flush(),
      outbox: outbox(),
      rssMb: residentMb(),
      temperatureC: await hottestZoneC(),
      pace: readable(pace()),
      ...(room && { disk: room }),
      ...(measured && { clock: measured }),
      ...(pictures && { pictures }),
      ...(troubles.length > 0 && { troubles }),
    };
  }
}

function readable(pace: PaceState): Health['pace'] {
  return {
    ...pace,
    wanted: inTenths(pace.wanted),
    allowed: inTenths(pace.allowed),
    cpuShare: Math.round(pace.cpuShare * 1000) / 1000,
  };
}

function inTenths({ detector, faces, identity, objects }: Rates): Rates {
  return {
    faces: tenths(faces),
    detector: tenths(detector),
    objects: tenths(objects),
    // It goes down to a look in ten seconds.
    identity: Math.round(identity * 100) / 100,
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
