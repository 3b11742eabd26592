import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, someOf } from './fault.js';

/** Processes that end as in a power cut. */
export const KILL_FAULTS = {
  'hub-kill': {
    what: 'kill -9 of the hub with its broker, started again 0.2 to 3 s later',
    async run(stage) {
      await stage.hub.kill();
      await sleep(stage.between(200, 3000));
      stage.hub.begin();
    },
  },

  'hub-kill-again': {
    what: 'kill -9 of the hub three times, 0.3 to 3 s after each start',
    async run(stage) {
      for (let i = 0; i < 3; i++) {
        await stage.hub.kill();
        stage.hub.begin();
        await sleep(stage.between(300, 3000));
      }
      await stage.hub.kill();
      stage.hub.begin();
    },
  },

  'broker-kill': {
    what: 'kill -9 of mosquitto, started again 0.2 to 3 s later',
    missing: ({ broker }) => (broker === undefined ? 'the broker is part of the hub' : undefined),
    async run(stage) {
      await stage.broker?.kill();
      await sleep(stage.between(200, 3000));
      await stage.broker?.start();
    },
  },

  'seats-kill': {
    what: 'kill -9 of a third of the seats, started again 0.2 to 2 s later under a new boot',
    async run(stage) {
      const killed = someOf(stage);
      await Promise.all(killed.map((one) => one.kill()));
      await sleep(stage.between(200, 2000));
      for (const one of killed) one.start();
    },
  },

  'all-kill': {
    what: 'kill -9 of hub, broker, database and every seat at once, as a power cut does',
    async run(stage) {
      await Promise.all([
        stage.hub.kill(),
        stage.broker?.kill(),
        stage.postgres?.kill(),
        ...stage.processes.map((one) => one.kill()),
      ]);
      await stage.postgres?.again();
      await stage.broker?.start();
      stage.hub.begin();
      for (const one of stage.processes) one.start();
    },
  },
} satisfies Record<string, Fault>;
