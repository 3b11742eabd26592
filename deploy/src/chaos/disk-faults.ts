import { closeSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cutWal } from './cut-wal.js';
import { BITES_WITHIN_MS, type Fault, someOf } from './fault.js';

/** How often the hub is killed in the hope that its log holds what the database does not. */
const CUT_TRIES = 5;
const BACK_WITHIN_MS = 300_000;
const CALM = { twice: 0, swapped: 0, swallowed: 0, deaf: 0 };

/** Disks that are full, that lied, or that are lost. */
export const DISK_FAULTS = {
  'hub-disk-full': {
    what: 'no byte left on the hub’s disk until it stores nothing more, and 5 s longer',
    bites: true,
    missing: ({ disks, hubStore }) => {
      if (hubStore.file === undefined) return 'its rows are on the disk of the database';
      return typeof disks.hub === 'string' ? disks.hub : undefined;
    },
    async run(stage) {
      const { disks, hubLog } = stage;
      if (typeof disks.hub === 'string') return;
      const from = statSync(hubLog).size;
      disks.hub.fill();
      try {
        await stage.until(
          'the hub stores nothing',
          () => hasSaid(hubLog, from, 'not stored'),
          BITES_WITHIN_MS,
        );
        await sleep(5000);
      } finally {
        disks.hub.empty();
      }
    },
  },

  'seats-disk-full': {
    what: 'no byte left on the disk of some seats until they keep nothing more, and 3 s longer',
    bites: true,
    missing: ({ disks }) => (typeof disks.seats === 'string' ? disks.seats : undefined),
    async run(stage) {
      const { disks } = stage;
      if (typeof disks.seats === 'string') return;
      const before = stage.state.refused;
      disks.seats.fill();
      try {
        await stage.until('the seats keep nothing', () => stage.state.refused > before, BITES_WITHIN_MS);
        await sleep(3000);
      } finally {
        disks.seats.empty();
      }
      return { remark: `${stage.state.refused - before} events not taken, so not told` };
    },
  },

  'hub-wal-cut': {
    what: 'the hub killed and the end of its write-ahead log cut off: what it had acknowledged is gone',
    settles: true,
    bites: true,
    missing: ({ hubStore }) => (hubStore.file === undefined ? 'the log is the database’s own' : undefined),
    async run(stage) {
      const { file } = stage.hubStore;
      if (file === undefined) return;
      for (let tries = 1; tries <= CUT_TRIES; tries++) {
        await stage.hub.kill();
        const before = await stage.hubStore.countEvents();
        const cut = cutWal(file, stage.random());
        const gone = before - (await stage.hubStore.countEvents());
        if (cut !== undefined) stage.pause();
        stage.hub.begin();
        if (cut !== undefined)
          return { remark: `${cut.framesBefore - cut.framesLeft} of ${cut.framesBefore} frames cut`, gone };
        // Killed just when its log was being copied into the database: another time.
        await stage.until('seats are back', () => stage.state.online === stage.seats, BACK_WITHIN_MS);
        await sleep(stage.between(500, 3000));
      }
      stage.pause();
      return { remark: 'its log was copied into the database each time: nothing was cut' };
    },
  },

  'hub-restore': {
    what: 'the hub killed and its store replaced by a copy of 4 s before, as after a lost disk',
    settles: true,
    async run(stage) {
      const copy = `${stage.hubLog}.store`;
      await stage.hubStore.copy(copy);
      await sleep(4000);
      await stage.hub.kill();
      stage.pause();
      const before = await stage.hubStore.countEvents();
      await stage.hubStore.putBack(copy);
      rmSync(copy);
      const gone = before - (await stage.hubStore.countEvents());
      stage.hub.begin();
      return { remark: 'restored', gone };
    },
  },

  'seats-wal-cut': {
    what: 'a third of the seats killed and the end of their outboxes’ write-ahead logs cut off',
    async run(stage) {
      // What a cut takes must be the end of a boot: a message that is still held back would stand before it.
      stage.unruly(CALM);
      await sleep(1000);
      const killed = someOf(stage);
      await Promise.all(killed.map((one) => one.kill()));
      let cuts = 0;
      for (const { folder } of killed.flatMap(({ seats }) => seats)) {
        if (cutWal(join(folder, 'outbox.sqlite'), stage.random()) !== undefined) cuts += 1;
      }
      for (const one of killed) one.start({ cut: true });
      stage.unruly();
      return { remark: `${cuts} outboxes cut` };
    },
  },
} satisfies Record<string, Fault>;

/** Whether these words stand in a log after its first bytes. */
function hasSaid(log: string, from: number, words: string): boolean {
  const fd = openSync(log, 'r');
  try {
    const later = Buffer.alloc(Math.max(0, statSync(log).size - from));
    return later.subarray(0, readSync(fd, later, 0, later.length, from)).includes(words);
  } finally {
    closeSync(fd);
  }
}
