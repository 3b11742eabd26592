import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Measure, MeasureAnalysis, type MinuteAnalysis } from '@invigil/contract';
import { testMinute } from '../../lib/testing.js';
import { analyseSeat } from './analyse-seat.js';

const minutesOf = (looks: readonly number[], more: Partial<MinuteAnalysis> = {}) =>
  looks.map((left, number) => testMinute(number, left, more));

function told(measures: readonly MeasureAnalysis[], measure: Measure): MeasureAnalysis {
  const found = measures.find((one) => one.measure === measure);
  assert.ok(found);
  return found;
}

test('nothing watched is an answer too: every measure, told of nothing', () => {
  for (const minutes of [[], minutesOf([0, 0], { watchedMs: 0 })]) {
    const one = told(analyseSeat(minutes, []), 'looks-left');
    assert.deepEqual([one.value, one.minutes, one.trend, one.own, one.room], [null, 0, null, null, null]);
  }
});

test('the last three minutes stand against the windows before them', () => {
  const usual = Array.from({ length: 18 }, (_, index) => (index % 3 === 0 ? 1 : 0));
  const { own, trend, value } = told(analyseSeat(minutesOf([...usual, 4, 3, 5]), []), 'looks-left');
  // All six windows before have one look in three minutes: the spread is the least that tells anything.
  assert.deepEqual(own, { recent: 4, earlier: 0.333, z: 11, windows: 6 });
  assert.equal(trend?.windows, 7);
  assert.equal(trend.perTenMinutes, 0);
  assert.equal(value, 0.857);
});

test('own earlier minutes are compared only where there are enough of them', () => {
  const enough = told(analyseSeat(minutesOf(Array.from({ length: 18 }, () => 1)), []), 'looks-left');
  assert.equal(enough.own?.windows, 5);
  const few = told(analyseSeat(minutesOf(Array.from({ length: 15 }, () => 1)), []), 'looks-left');
  assert.equal(few.own, null);
});

test('of the room only the same three minutes count, of seats of which enough was watched', () => {
  const mine = minutesOf([0, 0, 0, 6, 6, 6]);
  // Theirs begin half a minute later, and were full of looks before.
  const theirs = (looks: number, watchedMs = 60_000) =>
    minutesOf([9, 9, 9, looks, looks, looks]).map((minute) => ({
      ...minute,
      from: minute.from + 29_000,
      to: minute.to + 29_000,
      watchedMs,
    }));
  const others = [theirs(1), theirs(2), theirs(1), theirs(2), theirs(40, 10_000), []];
  const { room } = told(analyseSeat(mine, others), 'looks-left');
  assert.equal(room?.seats, 4);
  assert.equal(room.recent, 6);
  assert.ok(room.others >= 1 && room.others <= 4.5, `${room.others}`);
  assert.equal(told(analyseSeat(mine, others.slice(1)), 'looks-left').room, null);
});

test('a minute in which blinks could not be counted is null, and the others count', () => {
  const minutes = [testMinute(0), testMinute(1, 0, { blinks: null }), testMinute(2)];
  const { minutes: count, perMinute, value } = told(analyseSeat(minutes, []), 'blinks');
  assert.deepEqual([value, count, perMinute], [15, 2, [15, null, 15]]);
});

test('every answer is what the contract says', () => {
  const minutes = minutesOf(Array.from({ length: 60 }, (_, index) => (index * 7) % 5));
  const others = Array.from({ length: 6 }, (_, seat) =>
    minutesOf(minutes.map((_minute, index) => (index * seat) % 4)),
  );
  for (const one of analyseSeat(minutes, others)) assert.deepEqual(MeasureAnalysis.parse(one), one);
});
