import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { pack } from './pack.js';

const json = (text: Uint8Array | undefined) => JSON.parse(text ? strFromU8(text) : '');
const here = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

test('the package is whole: what its manifests name is in it, and it is the same each time', async () => {
  const bytes = await pack();
  const files = unzipSync(bytes);
  const manifest = json(files['extension/package.json']);
  assert.equal(manifest.main, './extension.js');
  assert.equal(manifest.type, undefined);
  assert.equal(manifest.devDependencies, undefined);
  const xml = strFromU8(files['extension.vsixmanifest'] ?? new Uint8Array());
  for (const [, path] of xml.matchAll(/ Path="([^"]+)"/g)) assert.ok(files[path ?? ''], `${path} is missing`);
  assert.match(xml, /Id="invigil-vscode" Version="0\.1\.0" Publisher="invigil"/);
  const code = strFromU8(files['extension/extension.js'] ?? new Uint8Array());
  const asked = new Set(code.match(/require\("[^"]+"\)/g)?.map((call) => call.slice(9, -2)));
  const offered = new Set(['vscode', 'bufferutil', 'utf-8-validate', ...builtinModules]);
  const foreign = [...asked].filter((name) => !offered.has(name.replace(/^node:/, '')));
  assert.deepEqual(foreign, [], 'an extension host loads no packages');
  assert.deepEqual(await pack(), bytes);
});

test('every text has its German one, and none is left over', () => {
  const german = Object.keys(json(Buffer.from(here('l10n/bundle.l10n.de.json'))));
  const said = [...here('src/words.ts').matchAll(/l10n\.t\(\s*'([^']+)',?\s*\)/g)].map(
    ([, words = '']) => words,
  );
  assert.ok(said.length > 20);
  assert.deepEqual(german.toSorted(), said.toSorted());
  const [titles, germanTitles] = ['package.nls.json', 'package.nls.de.json'].map((name) =>
    json(Buffer.from(here(name))),
  );
  assert.deepEqual(Object.keys(germanTitles), Object.keys(titles));
  const asked = [...here('package.json').matchAll(/"%([^%]+)%"/g)].map(([, key = '']) => key);
  assert.deepEqual(asked.toSorted(), Object.keys(titles).toSorted());
});

test('a folder can set nothing: the one setting is the machine’s', () => {
  const { contributes } = json(Buffer.from(here('package.json')));
  const scopes = Object.values(contributes.configuration.properties).map((one) => JSON.stringify(one));
  assert.ok(scopes.every((one) => one.includes('"scope":"machine"')));
});
