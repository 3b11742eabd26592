import assert from 'node:assert/strict';
import { test } from 'node:test';
import { floorRates, ratesAt } from './rates.js';

const WANTED = { faces: 10, detector: 3, objects: 1.5, identity: 0.5 };
const FLOORS = { faces: 5, objects: 1 };

test('a throttle that is open gives what is wanted, a shut one the floors', () => {
  assert.deepEqual(ratesAt(1, WANTED, FLOORS), WANTED);
  assert.deepEqual(ratesAt(0, WANTED, FLOORS), { faces: 5, detector: 1.5, objects: 1, identity: 0.1 });
});

test('identity gives way first, then objects, then faces with their detector', () => {
  const [identityGone, objectsGone] = [ratesAt(0.9, WANTED, FLOORS), ratesAt(0.6, WANTED, FLOORS)];
  assert.deepEqual(identityGone, { ...WANTED, identity: 0.1 });
  assert.deepEqual(objectsGone, { ...WANTED, identity: 0.1, objects: 1 });
  const faces = ratesAt(0.3, WANTED, FLOORS);
  assert.deepEqual(faces, { faces: 7.5, detector: 2.25, objects: 1, identity: 0.1 });
});

test('a wanted rate below its floor is its own floor', () => {
  const seldom = { faces: 3, detector: 1, objects: 0.5, identity: 0 };
  assert.deepEqual(floorRates(seldom, FLOORS), seldom);
  assert.deepEqual(ratesAt(0.2, seldom, FLOORS), seldom);
});
