import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasMosquitto, Mosquitto } from '@invigil/hub/boundaries';
import { freePort } from '../room/free-port.js';
import { clockOffsets, storedByBoot, waitingInOutbox } from './hub-record.js';
import { signedInFetch } from './rest.js';
import { openTestRoom } from './test-room.js';
import { until } from './until.js';

const skip = hasMosquitto ? false : 'mosquitto is not on this machine';
const PASSWORD = 'a-password-for-this-test-only';

test(
  'a room on mosquitto in place of the hub’s own broker loses nothing when it is killed',
  { skip },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'invigil-mosquitto-'));
    const port = await freePort();
    const seats = [{ centre: 'test', room: 'room-1', seat: 'a1', password: PASSWORD }];
    const broker = new Mosquitto(folder, port, { hubPassword: PASSWORD, seats });
    await broker.start();
    // A camera that is not there speaks first, and soon.
    const { close, room } = await openTestRoom(
      { a1: { type: 'camera', device: '/dev/video63' } },
      { broker: { url: broker.url, username: 'hub', password: PASSWORD, seatPassword: () => PASSWORD } },
    );
    try {
      await room.startHub();
      const { incidents } = await signedInFetch(room);
      room.startSeat('a1');
      await until(async () =>
        (await incidents()).some(({ signals }) => signals.some((s) => s.kind === 'camera-lost')),
      );
      await broker.kill();
      await room.seat('a1')?.kill();
      room.startSeat('a1');
      await sleep(4000);
      await broker.start();
      await until(() => storedByBoot(room.plan).length === 2);
      // Time enough to measure the clock anew: what ends at the stop tells it.
      await sleep(3000);
      await room.seat('a1')?.stop();
      assert.equal(waitingInOutbox(room.plan, 'a1'), 0);
      for (const { distinct, first, last, stored } of storedByBoot(room.plan)) {
        assert.deepEqual([first, last, distinct], [1, stored, stored]);
      }
      // Seat and hub are on one machine, and so have one clock.
      const offsets = clockOffsets(room.plan);
      assert.ok(offsets.length > 0);
      for (const { offsetMs, uncertaintyMs } of offsets) assert.ok(Math.abs(offsetMs) <= uncertaintyMs);
    } finally {
      await close();
      await broker.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
