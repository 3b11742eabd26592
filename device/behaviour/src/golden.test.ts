import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import * as scenes from './test-scene.js';
import { film, play } from './test-scene.js';

const GOLDEN = new URL('../fixtures/session.golden.json', import.meta.url);

/** One session with a bit of everything. */
const SESSION = film(
  { forMs: 8000, scene: {} },
  { forMs: 9000, scene: { seen: [scenes.PERSON, scenes.PHONE] } },
  { forMs: 5000, scene: {} },
  { forMs: 8000, scene: { faces: [], seen: [] } },
  { forMs: 5000, scene: {} },
  { forMs: 6000, scene: { faces: [scenes.face({ yawDeg: -41, pitchDeg: -14 })] } },
  { forMs: 5000, scene: 'no-frame' },
  { forMs: 20_000, scene: { seen: [scenes.PERSON, scenes.SECOND_PERSON] } },
  { forMs: 60_000, scene: {} },
);

// After a change that is meant: UPDATE_GOLDEN=1 with this test, `npm run format`, then read the difference.
test('gives for a recorded session the signals and risks that it always gave', () => {
  const steps = play(SESSION);
  const actual = {
    changes: steps.flatMap((step) => step.changes),
    risks: steps.filter((_, index) => index % 20 === 0).map(({ at, risk }) => ({ at, ...risk })),
  };
  if (process.env['UPDATE_GOLDEN']) writeFileSync(GOLDEN, `${JSON.stringify(actual, null, 1)}\n`);
  const golden: unknown = JSON.parse(readFileSync(GOLDEN, 'utf8'));
  assert.deepEqual(actual, golden);
});
