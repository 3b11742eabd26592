import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import * as z from 'zod';
import { compileNet } from './compile/compile-net.js';
import { decodeModel } from './compile/onnx-messages.js';
import { forbiddenWord as forbidden } from './forbidden-word.js';
import { manifestFile } from './locations.js';
import { readManifest } from './manifest.js';

const model = z.object({
  graph: z.object({
    output: z.array(z.object({ name: z.string() })),
    node: z.array(z.object({ opType: z.string(), output: z.array(z.string()) })),
  }),
});
const manifest = readManifest();

test('no net of the manifest reads emotion, age, gender or race', () => {
  for (const net of manifest.nets) {
    const outputs = net.kind === 'points' ? [] : net.outputs.flatMap(({ name, source }) => [name, source]);
    const words = [net.name, net.card, net.compiled.file, ...net.files.map((file) => file.path), ...outputs];
    for (const word of words) assert.doesNotMatch(word, forbidden, net.name);
  }
});

test('a compiled net gives the outputs of the manifest and no other', async () => {
  for (const net of manifest.nets.filter((one) => one.kind !== 'points')) {
    const { graph } = model.parse(decodeModel(await compileNet(net)));
    const outputs = graph.output.map((output) => output.name);
    assert.deepEqual(
      outputs,
      net.kind === 'sound'
        ? [...net.outputs.map(({ name }) => name), net.state.output]
        : net.outputs.map(({ name }) => name),
    );
    for (const name of [...outputs, ...graph.node.flatMap((node) => node.output)])
      assert.doesNotMatch(name, forbidden);
  }
});

test('every net has a card that names its licence', async () => {
  for (const net of manifest.nets) {
    const card = await readFile(join(manifestFile, '..', net.card), 'utf8');
    assert.match(card, new RegExp(net.licence), net.name);
  }
});
