import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openingChunks } from './opening-chunks.js';

const IMPORTS: Record<string, string[]> = {
  '/main.ts': ['/locale.ts'],
  '/locale.ts': [],
  '/start.ts': ['/room-page.ts', '/locale.ts'],
  '/room-page.ts': ['/tile.ts'],
  '/tile.ts': ['/start.ts'],
  '/audit-page.ts': ['/tile.ts', '/table.ts'],
  '/table.ts': [],
};
const context = {
  getModuleInfo: (id: string) => ({ importedIds: IMPORTS[id] ?? [] }),
};

test('what the app needs at first is one file, what runs before it another, and the entry and the pages stay apart', () => {
  const groups = openingChunks('/main.ts', '/start.ts');
  const places = Object.keys(IMPORTS).map((id) => [id, groups.map(({ name }) => name(id, context))]);
  assert.deepEqual(Object.fromEntries(places), {
    '/main.ts': [null, null],
    '/locale.ts': ['first', 'app'],
    '/start.ts': [null, 'app'],
    '/room-page.ts': [null, 'app'],
    '/tile.ts': [null, 'app'],
    '/audit-page.ts': [null, null],
    '/table.ts': [null, null],
  });
  assert.ok((groups[0]?.priority ?? 0) > (groups[1]?.priority ?? 0), 'what runs first is in one file only');
});
