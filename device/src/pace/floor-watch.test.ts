import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FloorWatch } from './floor-watch.js';

/** Passes time in steps of 100 ms, with so many frames and looks a second. Gives when it was too slow first, in s. */
function pass(
  watch: FloorWatch,
  { captured, looks, seconds }: { captured: number; looks: number; seconds: number },
): number | undefined {
  let told: number | undefined;
  const count = (perSecond: number, tick: number): number =>
    Math.floor(((tick + 1) * perSecond) / 10) - Math.floor((tick * perSecond) / 10);
  for (let tick = 0; tick < seconds * 10; tick++) {
    watch.note(0.1, { frames: count(captured, tick), looks: count(looks, tick) });
    if (watch.tooSlow) told ??= tick / 10;
  }
  return told;
}

test('a floor that is kept is never missed, for objects as for faces', () => {
  assert.equal(pass(new FloorWatch(5), { captured: 30, looks: 5, seconds: 600 }), undefined);
  assert.equal(pass(new FloorWatch(1), { captured: 30, looks: 1, seconds: 600 }), undefined);
});

test('looks that stop are told after four to five seconds', () => {
  const told = pass(new FloorWatch(5), { captured: 30, looks: 0, seconds: 10 });
  assert.ok(told !== undefined && told >= 4 && told < 5, `after ${told} s`);
});

test('a machine at half of the floor is told within twelve seconds', () => {
  const told = pass(new FloorWatch(5), { captured: 30, looks: 2.5, seconds: 20 });
  assert.ok(told !== undefined && told > 4 && told < 12, `after ${told} s`);
});

test('one late look says nothing', () => {
  const watch = new FloorWatch(1);
  watch.note(2.5, { frames: 75, looks: 0 });
  assert.equal(pass(watch, { captured: 30, looks: 1, seconds: 60 }), undefined);
});

test('once too slow, it is well again only after it has kept up for a while', () => {
  const watch = new FloorWatch(5);
  pass(watch, { captured: 30, looks: 0, seconds: 10 });
  pass(watch, { captured: 30, looks: 10, seconds: 3 });
  assert.equal(watch.tooSlow, true);
  pass(watch, { captured: 30, looks: 10, seconds: 1 });
  assert.equal(watch.tooSlow, false);
});

test('a machine that swings about the floor does not flicker', () => {
  const watch = new FloorWatch(5);
  let changes = 0;
  let before = false;
  for (let i = 0; i < 60; i++) {
    pass(watch, { captured: 30, looks: i % 2 ? 6 : 2, seconds: 2 });
    if (watch.tooSlow !== before) changes++;
    before = watch.tooSlow;
  }
  assert.ok(changes <= 1, `it changed ${changes} times in two minutes`);
});

test('a slow camera is no slow machine, nor is one that gives nothing', () => {
  assert.equal(pass(new FloorWatch(5), { captured: 2, looks: 2, seconds: 600 }), undefined);
  assert.equal(pass(new FloorWatch(1), { captured: 0.5, looks: 0.5, seconds: 600 }), undefined);
  assert.equal(pass(new FloorWatch(5), { captured: 0, looks: 0, seconds: 600 }), undefined);
});
