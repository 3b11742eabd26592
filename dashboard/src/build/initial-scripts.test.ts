import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialFiles } from './initial-scripts.js';

function file(fileName: string, options: { of?: string; imports?: string[]; isEntry?: boolean } = {}) {
  const { imports = [], isEntry = false, of = null } = options;
  return { fileName, isEntry, facadeModuleId: of, imports };
}

const FILES = [
  file('index.js', { of: '/src/index.html', imports: ['shared.js'], isEntry: true }),
  file('start.js', { of: '/src/main/start.ts', imports: ['shared.js', 'bar.js'] }),
  file('shared.js', { imports: ['bar.js'] }),
  file('bar.js', { imports: ['shared.js'] }),
  file('audit.js', { of: '/src/pages/audit.ts', imports: ['table.js', 'shared.js'] }),
  file('table.js'),
];

test('what the entry and the modules loaded beforehand import counts, once, and no page that is opened later', () => {
  assert.deepEqual([...initialFiles(FILES, [])].sort(), ['bar.js', 'index.js', 'shared.js']);
  assert.deepEqual([...initialFiles(FILES, ['main/start.ts'])].sort(), [
    'bar.js',
    'index.js',
    'shared.js',
    'start.js',
  ]);
});

test('a module that was renamed is told, so that its size does not fall out of the sum', () => {
  assert.throws(() => initialFiles(FILES, ['main/begin.ts']), /no file was built for main\/begin\.ts/);
});
