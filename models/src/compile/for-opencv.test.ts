import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { compiledDir } from '../locations.js';
import { findGraphNet, loadManifest } from '../manifest.js';
import { ModelsError } from '../models-error.js';
import { forOpenCv } from './for-opencv.js';
import { readModelMessage } from './int8/model-message.js';

async function netOf(name: string) {
  const entry = findGraphNet(loadManifest(), name);
  return { entry, bytes: await readFile(join(compiledDir, entry.compiled.file)) };
}

test('a net takes planes of floats, gives every output flat, and has no bounds among its inputs', async () => {
  const { bytes, entry } = await netOf('faceres');
  const { node, initializer, output } = readModelMessage(forOpenCv(bytes, entry)).graph;
  const first = node.filter(({ input }) => input.includes(entry.input.name));
  assert.deepEqual(
    first.map(({ opType }) => opType),
    ['Sub'],
  );
  assert.deepEqual(
    output.map(({ name }) => name),
    entry.outputs.map(({ name }) => name),
  );
  for (const { name } of output) assert.equal(node.find((one) => one.output[0] === name)?.opType, 'Reshape');
  const clips = node.filter(({ opType }) => opType === 'Clip');
  assert.ok(clips.length > 0);
  for (const { attribute, input } of clips) {
    assert.equal(input.length, 1);
    assert.deepEqual(attribute, [{ name: 'max', f: 6, ints: [], type: 1 }]);
  }
  const used = new Set(node.flatMap(({ input }) => input));
  assert.deepEqual(
    initializer.filter(({ name }) => !used.has(name)),
    [],
  );
});

test('a net of whole numbers, and what is no net of this compiler, are refused with the reason', async () => {
  const { bytes, entry } = await netOf('phone-int8');
  const refusal = (pattern: RegExp) => (error: unknown) =>
    error instanceof ModelsError && error.code === 'unsupported' && pattern.test(error.message);
  assert.throws(
    () => forOpenCv(bytes, entry),
    refusal(/^phone-int8 is not for .*: it computes with whole numbers$/),
  );
  assert.throws(() => forOpenCv(new Uint8Array(9), entry), refusal(/it was not made by this compiler$/));
  const other = { ...entry, input: { ...entry.input, name: 'sound' } };
  const { bytes: floats } = await netOf('phone');
  assert.throws(() => forOpenCv(floats, other), refusal(/it does not begin with a picture$/));
});
