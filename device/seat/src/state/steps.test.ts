import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf, planOf, recordOf, stepAfter } from './steps.js';

const ALL = { camera: true, calibration: true, liveness: true, identity: true, microphone: true };

test('goes through all that the policy has, in one order', () => {
  assert.deepEqual(planOf({ steps: ALL }), [
    'welcome',
    'camera',
    'identity',
    'gaze',
    'turn',
    'microphone',
    'ready',
    'exam',
    'after',
  ]);
});

test('without a camera nothing that rests on it is asked for', () => {
  assert.deepEqual(planOf({ steps: { ...ALL, camera: false } }), [
    'welcome',
    'microphone',
    'ready',
    'exam',
    'after',
  ]);
});

test('a step that a new policy took away is passed over', () => {
  const plan = planOf({ steps: { ...ALL, identity: false, calibration: false } });
  assert.equal(stepAfter('camera', plan), 'turn');
  assert.equal(stepAfter('identity', plan), 'turn');
  assert.equal(stepAfter('after', plan), 'after');
});

test('counts the steps before the exam only', () => {
  const plan = planOf({ steps: ALL });
  assert.deepEqual(placeOf('welcome', plan), { nth: 1, of: 7 });
  assert.deepEqual(placeOf('ready', plan), { nth: 7, of: 7 });
  assert.equal(placeOf('exam', plan), null);
});

test('the record says of a step that was not reached that it was not asked', () => {
  assert.deepEqual(recordOf({ camera: 'done', gaze: 'skipped', turn: 'not-possible' }), {
    camera: 'done',
    identity: 'not-asked',
    calibration: 'skipped',
    liveness: 'not-possible',
    microphone: 'not-asked',
  });
});
