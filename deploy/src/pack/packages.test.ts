import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sortPackages } from './packages.js';

test('a workspace is told from an installed package, one beside its user from one at the top', () => {
  const links = new Map([
    ['/r/node_modules/@invigil/contract', '/r/hub/contract'],
    ['/r/node_modules/@invigil/hub', '/r/hub'],
  ]);
  const lines = [
    '/r',
    ...links.keys(),
    '/r/node_modules/zod',
    '/r/node_modules/a/node_modules/zod',
    '/r/node_modules/zod',
    '',
  ];
  assert.deepEqual(
    sortPackages(lines, '/r', (path) => links.get(path) ?? path),
    {
      own: ['hub', 'hub/contract'],
      installed: ['node_modules/a/node_modules/zod', 'node_modules/zod'],
    },
  );
});
