import type { Health } from '@invigil/contract';

/** How a seat fares that has nothing to complain of. */
export const WELL = {
  rates: { captured: 29.8, faces: 9.9, objects: 1.2 },
  dropped: 0,
  stages: { frame: { p50: 9.1, p95: 13.6, n: 50 } },
  outbox: { depth: 0, oldestMs: 0 },
  rssMb: 212,
  temperatureC: 51,
  disk: {
    usedMb: 4,
    limitMb: 2000,
    freeMb: 48_000,
    leastFreeMb: 1000,
    near: false,
    givenUp: { pictures: 0, tracks: 0, events: 0 },
  },
  clock: { offsetMs: 3, uncertaintyMs: 2, measuredAgoMs: 1000, steps: 0 },
  pictures: { brightness: 0.46, faceHeight: 0.38 },
} satisfies Omit<Health, 'at' | 'boot'>;
