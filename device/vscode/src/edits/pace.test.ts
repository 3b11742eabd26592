import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { test } from 'node:test';
import { Pace } from './pace.js';

/** A pace whose window answers when it is told to. */
function scene() {
  const waiting: (() => void)[] = [];
  const pace = new Pace(() => new Promise<void>((resolve) => void waiting.push(resolve)));
  const answer = async (): Promise<void> => {
    for (const resolve of waiting.splice(0)) resolve();
    await nextTurn();
  };
  return { answer, asked: () => waiting.length, pace };
}

test('time counts while ticks are in time and the window answers', async () => {
  const { answer, pace } = scene();
  assert.equal(pace.tick(0, true), 0);
  await answer();
  assert.equal(pace.tick(250, true), 250);
  await answer();
  assert.equal(pace.tick(600, true), 350);
  assert.equal(pace.answers, 2);
});

test('no time counts while the window has not answered, however regular the ticks', async () => {
  const { answer, asked, pace } = scene();
  pace.tick(0, true);
  for (let now = 250; now <= 10_000; now += 250) assert.equal(pace.tick(now, true), 0);
  assert.equal(asked(), 1);
  await answer();
  assert.equal(pace.tick(10_250, true), 250);
});

test('no time counts between ticks that come late', async () => {
  const { answer, pace } = scene();
  for (let now = 0; now <= 20_000; now += 1000) {
    assert.equal(pace.tick(now, true), 0);
    await answer();
  }
  assert.equal(pace.waited(23_000), 3000);
});

test('nothing is asked while nobody waits', () => {
  const { asked, pace } = scene();
  assert.equal(pace.waited(5), 0);
  pace.tick(0, false);
  assert.equal(pace.tick(250, false), 0);
  assert.equal(asked(), 0);
});

test('a question that failed was answered', async () => {
  const pace = new Pace(() => Promise.reject(new Error('no such command')));
  pace.tick(0, true);
  await nextTurn();
  assert.equal(pace.answers, 1);
});
