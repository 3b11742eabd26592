import { EditingMinute } from '@invigil/contract';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EditingMinutes } from './editing-minutes.js';

const T = 1_795_000_000_000;

function scene() {
  const told: EditingMinute[] = [];
  return { told, minutes: new EditingMinutes((minute) => told.push(EditingMinute.parse(minute))) };
}

test('a minute has steps of 5 s up to the last thing in it', () => {
  const { minutes, told } = scene();
  minutes.characters('typed', 3, T);
  minutes.characters('typed', 2, T + 4999);
  minutes.characters('deleted', 1, T + 10_000);
  minutes.edited('a', 40, T + 10_000);
  minutes.edited('b', 2, T + 10_000);
  minutes.edited('a', 41, T + 11_000);
  minutes.once('undone', T + 12_000);
  minutes.tick(T + 59_999);
  assert.equal(told.length, 0);
  minutes.tick(T + 60_000);
  const [minute] = told;
  assert.deepEqual(
    minute?.steps.map(({ deleted, typed }) => [typed, deleted]),
    [
      [5, 0],
      [0, 0],
      [0, 1],
    ],
  );
  assert.deepEqual([minute?.from, minute?.undone, minute?.files, minute?.length], [T, 1, 2, 43]);
});

test('what comes after the minute begins the next, told or not', () => {
  const { minutes, told } = scene();
  minutes.characters('typed', 1, T);
  minutes.characters('typed', 1, T + 61_000);
  minutes.finish();
  minutes.finish();
  assert.deepEqual(
    told.map(({ from }) => from - T),
    [0, 61_000],
  );
});

test('nothing makes no minute, and a saved file makes one without characters', () => {
  const { minutes, told } = scene();
  minutes.characters('typed', 0, T);
  minutes.finish();
  assert.equal(told.length, 0);
  minutes.once('saved', T);
  minutes.finish();
  assert.equal(told[0]?.saved, 1);
  assert.deepEqual(told[0]?.steps.length, 1);
});

test('a clock set back does not lose what is counted', () => {
  const { minutes, told } = scene();
  minutes.characters('typed', 1, T);
  minutes.characters('typed', 1, T - 7000);
  minutes.finish();
  assert.equal(told[0]?.steps[0]?.typed, 2);
});
