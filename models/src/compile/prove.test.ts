import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { findNet, readManifest } from '../manifest.js';
import { ModelsError } from '../models-error.js';
import { sha256 } from '../sha256.js';
import { compileNet } from './compile-net.js';
import { onnxRunner } from './onnx-runner.js';
import { proofPictures, readPicture } from './pictures.js';
import { prove } from './prove.js';

const manifest = readManifest();
const graphs = manifest.nets.filter((net) => net.kind === 'graph');
const compiled = new Map<string, Uint8Array>();

before(async () => {
  for (const net of manifest.nets) compiled.set(net.name, await compileNet(net));
});

const bytesOf = (name: string): Uint8Array => compiled.get(name) ?? new Uint8Array();

test('every net compiles to the bytes that the manifest names', () => {
  for (const net of manifest.nets) assert.equal(sha256(bytesOf(net.name)), net.compiled.sha256, net.name);
});

for (const net of graphs) {
  test(`${net.name} gives what its TF.js source gives on real pictures`, async () => {
    // A net that says one number has no range on one.
    const pictures = net.outputs.every(({ shape }) => shape.every((size) => size === 1)) ? 2 : 1;
    const proof = await prove(net, bytesOf(net.name), pictures);
    assert.deepEqual(
      proof.differences.map((difference) => difference.output),
      net.outputs.map((output) => output.name),
    );
    assert.ok(proof.worst < proof.bound);
  });
}

test('a net with one wrong weight is not proven', async () => {
  const net = findNet(manifest, 'iris');
  assert.ok(net.kind === 'graph');
  const bytes = Uint8Array.from(bytesOf('iris'));
  // 64 weights of some layer, far from the file's ends, so that the model still loads.
  bytes.fill(0x3f, bytes.length / 2, bytes.length / 2 + 256);
  await assert.rejects(
    prove(net, bytes, 1),
    (error) => error instanceof ModelsError && error.code === 'unproven',
  );
});

test('the mesh knows a face from a room', async () => {
  const net = findNet(manifest, 'facemesh');
  assert.ok(net.kind === 'graph');
  const runner = await onnxRunner(net, bytesOf('facemesh'));
  const flags: number[] = [];
  for (const picture of proofPictures()) {
    const results = await runner.run(await readPicture(picture, net.input.width, net.input.height));
    flags.push(results.get('faceFlag')?.[0] ?? NaN);
  }
  await runner.close();
  assert.ok((flags[0] ?? 0) > 0.9, `a face: ${flags[0]}`);
  assert.ok((flags[5] ?? 1) < 0.1, `a room: ${flags[5]}`);
});
