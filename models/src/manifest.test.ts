import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { addedManifestFile } from './locations.js';
import { findDetector, findGraphNet, loadManifest, parseManifest, readManifest } from './manifest.js';
import { ModelsError } from './models-error.js';

const code = (wanted: string) => (error: unknown) => error instanceof ModelsError && error.code === wanted;

test('the manifest names the nets that the device asks for', () => {
  const names = new Set(readManifest().nets.map((net) => net.name));
  for (const name of ['blazeface', 'facemesh', 'iris', 'nanodet', 'canonical-face'])
    assert.ok(names.has(name), name);
});

test('an unknown key is refused with its name', () => {
  const manifest: object = JSON.parse(JSON.stringify({ ...readManifest(), notes: 'x' }));
  assert.throws(() => parseManifest(JSON.stringify(manifest), 'm.json'), /m\.json.*notes/s);
});

test('what is not JSON and what is not there are refused', () => {
  assert.throws(() => parseManifest('{', 'm.json'), code('bad-manifest'));
  assert.throws(() => readManifest('/nowhere/manifest.json'), code('missing'));
});

test('a set of points and a net that hears are no graphs, and a net of faces no detector', () => {
  const manifest = { nets: readManifest().nets };
  assert.throws(() => findGraphNet(manifest, 'canonical-face'), code('unknown-net'));
  assert.throws(() => findGraphNet(manifest, 'silero-vad'), /silero-vad hears/);
  assert.throws(() => findDetector(manifest, 'iris'), /iris is no detector; there are nanodet/);
  assert.equal(findDetector(manifest, 'nanodet').detector.head, 'nanodet');
});

test('what was added stands behind the package’s own; one name for two nets is refused with what to do', (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'invigil-manifest-'));
  t.after(() => rmSync(dir, { recursive: true }));
  assert.deepEqual(loadManifest(dir).nets, readManifest().nets);
  const { input, outputs, detector } = findDetector(readManifest(), 'nanodet');
  const hash = '0'.repeat(64);
  const added = { kind: 'added', licence: 'MIT', compiled: { file: 'added/x.onnx', sha256: hash } };
  const write = (name: string) => {
    const net = { ...added, name, from: { file: 'x', sha256: hash }, input, outputs, detector };
    mkdirSync(join(dir, 'added'), { recursive: true });
    writeFileSync(addedManifestFile(dir), JSON.stringify({ nets: [net] }));
  };
  write('mine');
  assert.equal(loadManifest(dir).nets.at(-1)?.name, 'mine');
  write('iris');
  assert.throws(
    () => loadManifest(dir),
    /manifest\.json: iris is now a net of this package too; npm run models -- remove iris/,
  );
});
