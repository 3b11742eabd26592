import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_TROUBLES, Trouble } from '@invigil/contract';
import { ManualClock } from './clock.js';
import { createLog } from './log.js';
import { Troubles } from './troubles.js';

function bench() {
  const clock = new ManualClock(1000);
  const troubles = new Troubles(clock);
  const log = createLog({ level: 'info', destination: { write: () => undefined }, troubles });
  return { clock, log, troubles };
}

test('keeps the text of warnings and errors, and nothing of what they are about', () => {
  const { log, troubles } = bench();
  log.info({}, 'seat started');
  log.warn({ candidate: 'Kim Doe', token: 'SECRET' }, 'upload waits for the hub');
  log.error({ err: Object.assign(new Error('of Kim Doe'), { code: 'ENOSPC' }) }, 'events not stored');
  const told = troubles.list();
  assert.deepEqual(told, [
    { level: 'error', message: 'events not stored', code: 'ENOSPC', count: 1, at: 1000 },
    { level: 'warn', message: 'upload waits for the hub', count: 1, at: 1000 },
  ]);
  for (const one of told) assert.deepEqual(Trouble.parse(one), one);
  assert.doesNotMatch(JSON.stringify(told), /Kim|SECRET/);
});

test('counts what comes again, and tells it first', async () => {
  const { clock, log, troubles } = bench();
  log.error({}, 'frame not seen');
  log.warn({}, 'upload waits for the hub');
  await clock.advance(500);
  log.child({ part: 'camera' }).error({}, 'frame not seen');
  assert.deepEqual(troubles.list()[0], { level: 'error', message: 'frame not seen', count: 2, at: 1500 });
});

test('forgets the oldest once there are too many, and a line without an object is no trouble', () => {
  const { log, troubles } = bench();
  for (let i = 0; i <= MAX_TROUBLES; i++) log.warn({}, `trouble ${i}`);
  log.error('only a text');
  const told = troubles.list();
  assert.equal(told.length, MAX_TROUBLES);
  assert.equal(told.at(-1)?.message, 'trouble 2');
  assert.equal(told[0]?.message, 'only a text');
});
