import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE_NOW, sampleIncident } from '../lib/sample-views.js';
import { flipPages, pictureNear } from './flip-order.js';

const base = sampleIncident(1);
const evidence = [4000, -2000, -2000].map((after) => ({
  sha256: 'a'.repeat(64),
  takenAt: SAMPLE_NOW + after,
  role: after < 0 ? ('before' as const) : ('moment' as const),
  signalId: base.id,
}));

test('pictures come in their order, each once, with their time from the onset', () => {
  const pages = flipPages({ ...base, evidence });
  assert.deepEqual(
    pages.map(({ fromOnsetMs }) => fromOnsetMs),
    [-2000, 4000],
  );
});

test('the nearest picture is given, where it is near', () => {
  assert.equal(pictureNear([{ evidence }], SAMPLE_NOW + 3000, 5000)?.takenAt, SAMPLE_NOW + 4000);
  assert.equal(pictureNear([{ evidence }], SAMPLE_NOW + 60_000, 5000), undefined);
});
