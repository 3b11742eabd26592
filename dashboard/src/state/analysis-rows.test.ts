import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleMinute } from '../lib/sample-views.js';
import { standingOf, staysOf, trendWord } from './analysis-rows.js';

const trend = (perTenMinutes: number, z: number) => ({ perTenMinutes, z, windows: 9 });
const own = (z: number) => ({ recent: 1, earlier: 1, z, windows: 9 });
const room = (z: number) => ({ recent: 1, others: 1, z, seats: 7 });

test('a trend is named by its direction and by how much of the usual it is in ten minutes', () => {
  assert.equal(trendWord({ value: 2, trend: trend(0.2, 2.5) }), 'rising-slowly');
  assert.equal(trendWord({ value: 2, trend: trend(0.6, 2.5) }), 'rising');
  assert.equal(trendWord({ value: 2, trend: trend(1.2, 2.5) }), 'rising-fast');
  assert.equal(trendWord({ value: 2, trend: trend(-0.2, -2.5) }), 'falling-slowly');
  assert.equal(trendWord({ value: 2, trend: trend(-1.2, -2.5) }), 'falling-fast');
});

test('what chance may have ordered so is no trend, and too few windows are none yet', () => {
  assert.equal(trendWord({ value: 2, trend: trend(1.2, 1.9) }), 'none');
  assert.equal(trendWord({ value: 2, trend: trend(0, 2.5) }), 'none');
  assert.equal(trendWord({ value: 2, trend: null }), null);
});

test('what the whole room does is said to be so', () => {
  assert.deepEqual(standingOf({ own: own(3), room: room(0.5) }), { against: 'before-as-room', than: 'more' });
  assert.deepEqual(standingOf({ own: own(3), room: room(4) }), { against: 'both', than: 'more' });
});

test('without a room, or near the own minutes, only the other is named', () => {
  assert.deepEqual(standingOf({ own: own(-3), room: null }), { against: 'before', than: 'less' });
  assert.deepEqual(standingOf({ own: own(3), room: room(-3) }), { against: 'before', than: 'more' });
  assert.deepEqual(standingOf({ own: null, room: room(-3) }), { against: 'room', than: 'less' });
  assert.deepEqual(standingOf({ own: own(1), room: room(-1) }), { against: 'usual', than: 'more' });
});

test('stays of all minutes are summed by place and length', () => {
  const left = [1, 0, 2, 0, 0, 0];
  const minute = sampleMinute(0);
  const stays = staysOf([minute, { ...minute, dwell: { ...minute.dwell, left } }, sampleMinute(1)]);
  assert.deepEqual(
    stays.map(({ place }) => place),
    ['screen', 'left', 'right', 'up', 'down'],
  );
  assert.deepEqual(stays[1]?.classes, left);
});
