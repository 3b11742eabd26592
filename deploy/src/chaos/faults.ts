import { closeSync, copyFileSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { copyStore, countEvents } from './hub-store.js';
import { cutWal } from './cut-wal.js';
import type { SeatsChild } from './seats-child.js';
import type { Stage } from './stage.js';

const HOUR_MS = 3_600_000;
/** How long a fault is waited for to bite, ms. */
export const BITES_WITHIN_MS = 30_000;
/** How often the hub is killed in the hope that its log holds what the database does not. */
const CUT_TRIES = 5;
const BACK_WITHIN_MS = 300_000;
const CALM = { twice: 0, swapped: 0, swallowed: 0, deaf: 0 };
const STORM = { twice: 0.3, swapped: 0.3, swallowed: 0.1, deaf: 0.1 };

/** One way in which things go wrong. */
export type Fault = {
  /** What is done, for people. */
  what: string;
  /** Why it can't be tried here; undefined where it can. */
  missing?: (stage: Stage) => string | undefined;
  /** Nobody tells anything from its end on until all has settled: what comes back is then seen apart from what is new. */
  settles?: true;
  /** Seats must tell on until it bites. */
  bites?: true;
  /** Does it. Resolves when the cause is gone, and recovery can begin; with a remark where there is one. Throws an Error where it did not bite. */
  run: (stage: Stage) => Promise<string | void>;
};

export const FAULTS = {
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
    what: 'kill -9 of hub, broker and every seat at once, as a power cut does',
    async run(stage) {
      await Promise.all([
        stage.hub.kill(),
        stage.broker?.kill(),
        ...stage.processes.map((one) => one.kill()),
      ]);
      await stage.broker?.start();
      stage.hub.begin();
      for (const one of stage.processes) one.start();
    },
  },
  'link-cut': {
    what: 'every connection cut, none let through for 2 to 8 s',
    async run(stage) {
      stage.proxy.set('cut');
      await sleep(stage.between(2000, 8000));
      stage.proxy.set('open');
    },
  },
  'link-flap': {
    what: 'every connection cut ten times, 0.1 to 1 s apart',
    async run(stage) {
      for (let i = 0; i < 10; i++) {
        stage.proxy.cutAll();
        await sleep(stage.between(100, 1000));
      }
    },
  },
  'link-silent': {
    what: 'nothing passes for 3 to 18 s, and neither end is told',
    async run(stage) {
      stage.proxy.set('silent');
      await sleep(stage.between(3000, 18_000));
      stage.proxy.set('open');
    },
  },
  'link-half-cut': {
    what: 'every connection cut at the seat alone: the hub believes the old one to be there',
    async run(stage) {
      stage.proxy.cutAtSeats();
    },
  },
  'link-slow': {
    what: '0.3 s more each way for 5 s',
    async run(stage) {
      stage.proxy.set('slow');
      await sleep(5000);
      stage.proxy.set('open');
    },
  },
  storm: {
    what: 'for 8 s, 30 % of the messages twice, 30 % out of order, 10 % lost though taken, 10 % of the acknowledgements lost',
    async run(stage) {
      stage.unruly(STORM);
      await sleep(8000);
      stage.unruly();
    },
  },
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
  'hub-disk-full': {
    what: 'no byte left on the hub’s disk until it stores nothing more, and 5 s longer',
    bites: true,
    missing: ({ disks }) => (typeof disks.hub === 'string' ? disks.hub : undefined),
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
      return `${stage.state.refused - before} events not taken, so not told`;
    },
  },
  'hub-wal-cut': {
    what: 'the hub killed and the end of its write-ahead log cut off: what it had acknowledged is gone',
    settles: true,
    bites: true,
    async run(stage) {
      for (let tries = 1; tries <= CUT_TRIES; tries++) {
        await stage.hub.kill();
        const before = countEvents(stage.hubStore);
        const cut = cutWal(stage.hubStore, stage.random());
        const gone = before - countEvents(stage.hubStore);
        if (cut !== undefined) stage.pause();
        stage.hub.begin();
        if (cut !== undefined)
          return `${cut.framesBefore - cut.framesLeft} of ${cut.framesBefore} frames cut, ${gone} committed events gone`;
        // Killed just when its log was being copied into the database: another time.
        await stage.until('seats are back', () => stage.state.online === stage.seats, BACK_WITHIN_MS);
        await sleep(stage.between(500, 3000));
      }
      stage.pause();
      return 'its log was copied into the database each time: nothing was cut';
    },
  },
  'hub-restore': {
    what: 'the hub killed and its store replaced by a copy of 4 s before, as after a lost disk',
    settles: true,
    async run(stage) {
      const copy = `${stage.hubLog}.store`;
      await copyStore(stage.hubStore, copy);
      await sleep(4000);
      await stage.hub.kill();
      stage.pause();
      const before = countEvents(stage.hubStore);
      for (const end of ['-wal', '-shm']) rmSync(stage.hubStore + end, { force: true });
      copyFileSync(copy, stage.hubStore);
      rmSync(copy);
      const gone = before - countEvents(stage.hubStore);
      stage.hub.begin();
      return `${gone} committed events gone`;
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
      return `${cuts} outboxes cut`;
    },
  },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

export function isFault(name: string): name is FaultName {
  return name in FAULTS;
}

/** Every fault that there is. */
export function namesOfFaults(): FaultName[] {
  return Object.keys(FAULTS).filter(isFault);
}

async function stepClock(set: (skewMs: number) => void): Promise<void> {
  for (const skewMs of [HOUR_MS, 0, -HOUR_MS, 0]) {
    set(skewMs);
    await sleep(1500);
  }
}

/** A third of the processes of seats, at least one. */
function someOf({ processes, random }: Stage): SeatsChild[] {
  const from = Math.floor(random() * processes.length);
  const count = Math.ceil(processes.length / 3);
  return Array.from({ length: count }, (_, i) => processes[(from + i) % processes.length]).filter(
    (one) => one !== undefined,
  );
}

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
