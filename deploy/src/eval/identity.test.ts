import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identity } from './identity.js';
import { benchOf, folderOf } from './test-bench.js';

test('without two people it is skipped', async (t) => {
  const { folder, remove } = folderOf({
    'identity/set/one/a.jpg': '',
    'identity/set/one/b.jpg': '',
    'identity/set/two/c.jpg': '',
  });
  t.after(remove);
  assert.ok('skipped' in (await identity.run(benchOf(folder))));
  assert.ok('skipped' in (await identity.run(benchOf(`${folder}/none`))));
});
