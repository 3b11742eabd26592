import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as fc from 'fast-check';
import { BOUNDARIES } from './boundaries.js';
import { type Boundary, target } from './boundary.js';
import { tryBoundary } from './campaign.js';
import { MOST_GROWTH_MIB, rowsOf } from './findings.js';

const folder = mkdtempSync(join(tmpdir(), 'invigil-fuzz-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Inputs of a boundary of weight 1: the whole campaign of `npm run fuzz` is a thousand times that. */
const COUNT = 20;
/** Hubs and trackfiles take longer, and all of them shall be met. */
const LEAST = 50;

for (const boundary of BOUNDARIES) {
  test(`${boundary.name}: takes what is valid and refuses the rest with a code`, async () => {
    const count = Math.max(LEAST, Math.round(COUNT * boundary.weight));
    const tried = await tryBoundary(boundary, { count, folder, seed: 1 });
    assert.deepEqual(tried.findings, []);
    assert.equal(tried.failed, 0);
    const grown = rowsOf(tried).find(({ name }) => name.endsWith('heap growth'));
    assert.ok(grown !== undefined && grown.value <= MOST_GROWTH_MIB);
    assert.ok(tried.outcomes.size > 1, 'both were met');
  });
}

test('what throws is found, with the seed that repeats it', async () => {
  const broken: Boundary = {
    name: 'broken',
    weight: 1,
    open: () =>
      target(fc.nat({ max: 9 }), (input) => {
        if (input === 3) throw new Error('three');
        return 'accepted';
      }),
  };
  const tried = await tryBoundary(broken, { count: 700, folder, seed: 5 });
  const [first] = tried.findings;
  assert.deepEqual([first?.seed, first?.count, first?.input], [5, 500, '3']);
  assert.ok(tried.findings.some(({ seed }) => seed === 5) && tried.failed > 50);
  const again = await tryBoundary(broken, { count: 500, folder, seed: 5 });
  assert.deepEqual([again.findings[0]?.index, again.findings[0]?.input], [first?.index, '3']);
});
