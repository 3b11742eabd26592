import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { canonicalPolicy, Policy } from '@invigil/contract';
import { sha256Hex } from '../lib/sha256.js';
import { memoryLog } from '../outbox/test-log.js';
import { KeptPolicy } from './kept-policy.js';

const home = mkdtempSync(join(tmpdir(), 'kept-policy-'));
after(() => rmSync(home, { recursive: true }));

const POLICY = Policy.parse({ id: 'arranged', camera: { enabled: false } });
const TEXT = canonicalPolicy(POLICY);
const WANTED = { hash: sha256Hex(TEXT), text: TEXT };

function kept(session: string | null, file = join(home, 'data', 'policy')) {
  const memory = memoryLog();
  return { ...memory, file, policy: new KeptPolicy({ file, session, log: memory.log }) };
}

test('gives back in the same session what was wanted last, word for word', () => {
  assert.equal(kept('exam-1').policy.read(), undefined);
  kept('exam-1').policy.write(WANTED);
  assert.deepEqual(kept('exam-1').policy.read(), { ...WANTED, policy: POLICY, ignored: [] });
});

test('holds in no other session and outside of none', () => {
  kept('exam-1').policy.write(WANTED);
  assert.equal(kept('exam-2').policy.read(), undefined);
  const none = kept(null, join(home, 'none'));
  none.policy.write(WANTED);
  assert.equal(none.policy.read(), undefined);
});

test('believes no file that was cut off or changed', () => {
  const { file, policy } = kept('exam-1');
  policy.write(WANTED);
  const text = readFileSync(file, 'utf8');
  for (const spoilt of [
    text.slice(0, -20),
    text.replace('"enabled":false', '"enabled":true'),
    '',
    'exam-1\n',
  ]) {
    writeFileSync(file, spoilt);
    assert.equal(policy.read(), undefined);
  }
});

test('a disk that takes nothing is told, and harms nothing', () => {
  writeFileSync(join(home, 'a-file'), '');
  const { count, policy } = kept('exam-1', join(home, 'a-file', 'policy'));
  policy.write(WANTED);
  assert.equal(count('policy not kept'), 1);
});
