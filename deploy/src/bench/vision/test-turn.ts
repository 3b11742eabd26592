import type { TakenTurn } from './run-turn.js';

/** A turn for tests: frames of these times, objects on the last; one net that took half of all. */
export function oneTurn({ ms, ...more }: { ms: readonly number[] } & Partial<TakenTurn>): TakenTurn {
  const totalMs = ms.reduce((sum, one) => sum + one, 0) / 2;
  return {
    made: 'wasm',
    firstObservationAt: 1000,
    frames: ms.map((one, i) => ({ ms: one, cpuMs: one * 2, objects: i === ms.length - 1 })),
    complete: 1,
    nets: { mesh: { runs: ms.length, totalMs, medianMs: totalMs / ms.length } },
    stages: {},
    rssMb: [100, 200],
    coldStartMs: 900,
    load: 0.5,
    ...more,
  };
}
