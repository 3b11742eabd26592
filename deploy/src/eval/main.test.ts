import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { folderOf } from './test-bench.js';

function run(...args: string[]) {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  return spawnSync(process.execPath, [...process.execArgv, '--import', 'tsx', main, ...args], {
    encoding: 'utf8',
  });
}

test('a folder that holds no data ends with 2 and one clear line', (t) => {
  const { folder, remove } = folderOf({ 'a.txt': '' });
  t.after(remove);
  const { status, stderr } = run('--data', folder);
  assert.equal(status, 2);
  assert.match(stderr, /^eval: .* has none of headpose\/, clips\/, faces\/, identity\/, objects\/\n$/);
});

test('an unknown measure and a missing folder are wrong usage', (t) => {
  const { folder, remove } = folderOf({ 'clips/a.txt': '' });
  t.after(remove);
  assert.equal(run('--data', folder, '--only', 'mood').status, 2);
  assert.equal(run().status, 2);
});
