import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.js';
import type { Stage } from './stage.js';

const missing = ({ postgres }: Stage): string | undefined =>
  postgres === undefined ? 'the store is a file of the hub' : undefined;

/** A database server that goes away under the hub. */
export const DATABASE_FAULTS = {
  'database-kill': {
    what: 'kill -9 of every process of PostgreSQL, started again 1 to 8 s later; the hub goes on',
    missing,
    async run(stage) {
      await stage.postgres?.kill();
      await sleep(stage.between(1000, 8000));
      await stage.postgres?.again();
    },
  },

  'database-cut': {
    what: 'every connection to PostgreSQL ended by the server ten times, 0.1 to 1 s apart',
    missing,
    async run(stage) {
      let ended = 0;
      for (let i = 0; i < 10; i++) {
        ended += (await stage.postgres?.cutConnections()) ?? 0;
        await sleep(stage.between(100, 1000));
      }
      return { remark: `${ended} connections ended` };
    },
  },

  'database-and-hub-kill': {
    what: 'kill -9 of PostgreSQL and the hub at once; the hub is started until the database is there again',
    missing,
    async run(stage) {
      await stage.postgres?.kill();
      await stage.hub.kill();
      // As its unit does: it does not start without its database.
      stage.hub.begin();
      await sleep(stage.between(1000, 4000));
      await stage.postgres?.again();
      await stage.hub.kill();
      stage.hub.begin();
    },
  },
} satisfies Record<string, Fault>;
