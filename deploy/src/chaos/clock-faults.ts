import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.js';

const HOUR_MS = 3_600_000;

/** Clocks that are set while everything runs. */
export const CLOCK_FAULTS = {
  'seats-clock': {
    what: 'the seats’ clocks stepped by +1 h, back, −1 h, back, 1.5 s apart',
    run: (stage) =>
      stepClock((skewMs) => {
        for (const one of stage.processes) one.say({ type: 'clock', skewMs });
      }),
  },

  'hub-clock': {
    what: 'the hub’s clock stepped by +1 h, back, −1 h, back, 1.5 s apart',
    run: ({ hub }) => stepClock((skewMs) => hub.say({ type: 'clock', skewMs })),
  },
} satisfies Record<string, Fault>;

async function stepClock(set: (skewMs: number) => void): Promise<void> {
  for (const skewMs of [HOUR_MS, 0, -HOUR_MS, 0]) {
    set(skewMs);
    await sleep(1500);
  }
}
