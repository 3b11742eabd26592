import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findGraphNet, loadManifest, parseManifest } from './manifest.js';
import { ModelsError } from './models-error.js';

const code = (wanted: string) => (error: unknown) => error instanceof ModelsError && error.code === wanted;

test('the manifest names the nets that the device asks for', () => {
  const names = loadManifest().nets.map((net) => net.name);
  assert.deepEqual(names, ['blazeface', 'facemesh', 'iris', 'nanodet', 'canonical-face']);
});

test('an unknown key is refused with its name', () => {
  const manifest: object = JSON.parse(JSON.stringify({ ...loadManifest(), notes: 'x' }));
  assert.throws(() => parseManifest(JSON.stringify(manifest), 'm.json'), /m\.json.*notes/s);
});

test('what is not JSON and what is not there are refused', () => {
  assert.throws(() => parseManifest('{', 'm.json'), code('bad-manifest'));
  assert.throws(() => loadManifest('/nowhere/manifest.json'), code('missing'));
});

test('a set of points is no graph', () => {
  assert.throws(() => findGraphNet(loadManifest(), 'canonical-face'), code('unknown-net'));
});
