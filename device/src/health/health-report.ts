import type { BootId, Health } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
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
    const { boot, clock, counters, outbox, stages } = this.#deps;
    const now = counters();
    const at = clock.monotonic();
    const seconds = Math.max(0.001, (at - this.#beforeAt) / 1000);
    const before = this.#before;
    this.#before = now;
    this.#beforeAt = at;
    const rate = (key: 'captured' | 'faces' | 'objects'): number =>
      Math.round(((now[key] - before[key]) / seconds) * 10) / 10;
    return {
      boot,
      at: clock.now(),
      rates: { captured: rate('captured'), faces: rate('faces'), objects: rate('objects') },
      dropped: now.dropped - before.dropped,
      stages: stages.flush(),
      outbox: outbox(),
      rssMb: residentMb(),
      temperatureC: await hottestZoneC(),
    };
  }
}
