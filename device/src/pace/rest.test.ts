import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rest, type Scene } from './rest.js';

const FACE = { id: 1, box: { x: 300, y: 100, width: 100, height: 120 } };
const NOISE = 0.004;

/** A seat at which nothing happens but what each frame changes, 10 frames a second. */
function bench() {
  const rest = new Rest();
  let at = 0;
  const see = (scene: Partial<Scene> = {}): boolean =>
    rest.see({ at: (at += 100), change: NOISE, faces: [FACE], signalOpen: false, ...scene });
  const pass = (seconds: number, scene: Partial<Scene> = {}): boolean => {
    let resting = false;
    for (let i = 0; i < seconds * 10; i++) resting = see(scene);
    return resting;
  };
  return { see, pass };
}

test('it rests after five seconds in which nothing happens', () => {
  const { pass } = bench();
  assert.equal(pass(4.9), false);
  assert.equal(pass(0.3), true);
  assert.equal(pass(600), true);
});

test('noise that comes and goes is nothing', () => {
  const { see } = bench();
  let resting = false;
  for (let i = 0; i < 100; i++) resting = see({ change: NOISE * (1 + 0.4 * (i % 2)) });
  assert.equal(resting, true);
});

const AWAKE: [string, Partial<Scene>][] = [
  ['a change in the picture', { change: 0.012 }],
  ['a lost face', { faces: [] }],
  ['a second face', { faces: [FACE, { ...FACE, id: 2 }] }],
  ['another face in its place', { faces: [{ ...FACE, id: 7 }] }],
  ['a face that moves', { faces: [{ ...FACE, box: { ...FACE.box, x: 311 } }] }],
  ['a face that comes nearer', { faces: [{ ...FACE, box: { ...FACE.box, width: 115 } }] }],
  ['a signal', { signalOpen: true }],
  ['a lost camera', { change: null, faces: [] }],
];
for (const [what, scene] of AWAKE) {
  test(`${what} wakes it with that very frame, and it takes five seconds to rest again`, () => {
    const { pass, see } = bench();
    assert.equal(pass(6), true);
    assert.equal(see(scene), false);
    assert.equal(pass(4.8), false);
    assert.equal(pass(0.5), true);
  });
}

test('a face that drifts slowly wakes it too', () => {
  const { pass, see } = bench();
  pass(6);
  let woke = false;
  for (let x = 300; x < 320; x += 0.5) woke ||= !see({ faces: [{ ...FACE, box: { ...FACE.box, x } }] });
  assert.equal(woke, true);
});

test('while a signal is open it never rests', () => {
  const { pass } = bench();
  assert.equal(pass(60, { signalOpen: true }), false);
});

test('somebody who always moves is never taken for noise', () => {
  const { pass } = bench();
  assert.equal(pass(600, { change: 0.02 }), false);
});

test('an empty seat before a still wall rests', () => {
  const { pass } = bench();
  assert.equal(pass(6, { faces: [] }), true);
});
