import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import * as z from 'zod';
import { PARTS, type Role } from './role.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const Package = z.object({
  name: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
  exports: z.record(z.string(), z.object({ source: z.string() })).optional(),
});
type Package = z.output<typeof Package>;

/** A bundle holds what `dependencies` name. What a program imports, also where it does so late, must stand there. */
for (const role of ['hub', 'seat'] as const satisfies readonly Role[]) {
  test(`whatever the program of a ${role} imports is in its bundle`, () => {
    const { missing, seen } = importsFrom(
      join(ROOT, PARTS[role].program.replace('dist', 'src').replace('.js', '.ts')),
    );
    assert.ok(seen > 100, `${seen} files were read`);
    assert.deepEqual(missing, []);
  });
}

function importsFrom(first: string): { missing: string[]; seen: number } {
  const files = new Set([first]);
  const missing = new Set<string>();
  for (const file of files) {
    const own = packageAround(file);
    for (const wanted of importedBy(file)) {
      if (wanted.startsWith('node:')) continue;
      if (wanted.startsWith('.')) {
        files.add(join(dirname(file), wanted).replace(/\.js$/, '.ts'));
        continue;
      }
      const [name = ''] = /^(?:@[^/]+\/)?[^/]+/.exec(wanted) ?? [];
      if (!(name in own.dependencies)) missing.add(`${file.slice(ROOT.length)}: ${name}`);
      else if (name.startsWith('@invigil/')) files.add(sourceOf(name, `.${wanted.slice(name.length)}`));
    }
  }
  return { missing: [...missing], seen: files.size };
}

/** What a file asks for when it runs: types are gone by then. */
function importedBy(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const { dynamicImports, staticExports, staticImports } = parseSync(file, text).module;
  const runs = staticImports.filter(
    ({ entries }) => entries.length === 0 || entries.some((one) => !one.isType),
  );
  const again = staticExports.flatMap(({ entries }) => entries.filter((one) => !one.isType));
  const late = dynamicImports.flatMap(
    ({ moduleRequest: { end, start } }) => /^'(.+)'$/.exec(text.slice(start, end))?.[1] ?? [],
  );
  const named = again.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []);
  // Threads and processes of its own.
  const started = [...text.matchAll(/`(\.{1,2}\/[\w/-]+)\$\{extname\(import\.meta\.url\)\}`/g)].map(
    ([, path]) => `${path}.js`,
  );
  return [...runs.map(({ moduleRequest }) => moduleRequest.value), ...named, ...late, ...started];
}

function packageAround(file: string): Package {
  let folder = dirname(file);
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return read(folder);
}

function read(folder: string): Package {
  return Package.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
}

function sourceOf(name: string, entry: string): string {
  const folder = join(ROOT, 'node_modules', name);
  const source = read(folder).exports?.[entry]?.source;
  assert.ok(source, `${name} has no ${entry}`);
  return join(folder, source);
}
