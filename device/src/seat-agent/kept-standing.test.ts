import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { memoryLog } from '../outbox/test-log.js';
import { KeptStanding } from './kept-standing.js';

const home = mkdtempSync(join(tmpdir(), 'standing-'));
after(() => rmSync(home, { recursive: true }));

const HAND = '6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f4';
const ARRIVING = { stage: 'arriving', hand: null };
let files = 0;

function setUp() {
  files += 1;
  const file = join(home, `${files}`, 'standing.json');
  const memory = memoryLog();
  const standing = (session: string | null = 'algebra') =>
    new KeptStanding({ file, session, log: memory.log });
  return { file, standing, count: memory.count };
}

test('a start in the midst of an exam finds the candidate where they are, for its owner’s eyes only', () => {
  const { file, standing } = setUp();
  assert.deepEqual(standing().read(), ARRIVING);
  standing().write({ stage: 'in-exam', hand: HAND });
  assert.deepEqual(standing().read(), { stage: 'in-exam', hand: HAND });
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('another session, or none, knows nothing of it', () => {
  const { standing } = setUp();
  standing().write({ stage: 'over', hand: null });
  assert.deepEqual(standing('chemistry').read(), ARRIVING);
  assert.deepEqual(standing(null).read(), ARRIVING);
  standing(null).write({ stage: 'in-exam', hand: null });
  assert.deepEqual(standing().read(), { stage: 'over', hand: null });
});

test('believes no file that says something else, and a disk that takes nothing harms nothing', () => {
  const { count, file, standing } = setUp();
  standing().write({ stage: 'in-exam', hand: null });
  for (const text of ['{"session":', '{"session":"algebra","stage":"asleep","hand":null}']) {
    writeFileSync(file, text);
    assert.deepEqual(standing().read(), ARRIVING);
  }
  const full = new KeptStanding({ file: join(file, 'x'), session: 'algebra', log: memoryLog().log });
  full.write({ stage: 'in-exam', hand: null });
  assert.deepEqual(full.read(), ARRIVING);
  assert.equal(count('not kept on the disk'), 0);
});
