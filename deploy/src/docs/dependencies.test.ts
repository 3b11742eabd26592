import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as z from 'zod';

const ROOT = new URL('../../../', import.meta.url);
const Names = z.record(z.string(), z.string()).default({});
const Package = z.object({
  workspaces: z.array(z.string()).default([]),
  dependencies: Names,
  devDependencies: Names,
  overrides: Names,
});

function read(folder: string): z.infer<typeof Package> {
  return Package.parse(JSON.parse(readFileSync(new URL(`${folder}package.json`, ROOT), 'utf8')));
}

test('every dependency has its line in docs/dependencies.md, pinned to one version', () => {
  const page = readFileSync(new URL('docs/dependencies.md', ROOT), 'utf8');
  const root = read('');
  for (const folder of ['', ...root.workspaces.map((workspace) => `${workspace}/`)]) {
    const { dependencies, devDependencies, overrides } = read(folder);
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...overrides })) {
      if (name.startsWith('@invigil/')) continue;
      assert.ok(page.includes(`\`${name}\``), `${folder}package.json: ${name} has no line`);
      assert.match(
        version,
        /^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+$/,
        `${folder}package.json: ${name} is not pinned`,
      );
    }
  }
});

test('the linter has a rule for each layer that docs/architecture.md names', () => {
  const page = readFileSync(new URL('docs/architecture.md', ROOT), 'utf8');
  const lint = readFileSync(new URL('.oxlintrc.json', ROOT), 'utf8');
  for (const line of page.matchAll(/^ {4}(device\/src|hub\/src|dashboard) +(main → .*)$/gm)) {
    const [, folder = '', layers = ''] = line;
    const base = folder.endsWith('src') ? folder : `${folder}/src`;
    for (const layer of layers.split(' → ').slice(1)) {
      assert.ok(lint.includes(`"${base}/${layer}/**/*.ts"`), `${base}/${layer} has no rule`);
    }
  }
});
