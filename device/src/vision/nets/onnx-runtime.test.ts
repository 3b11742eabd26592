import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { compiledDir, findGraphNet, type GraphNet, loadManifest } from '@invigil/models';
import { listSupportedBackends } from 'onnxruntime-node';
import { DeviceError } from '../../lib/errors.js';
import { memoryLog } from '../../outbox/test-log.js';
import { openOnnxRuntime } from './onnx-runtime.js';

async function netOf(name: string): Promise<{ entry: GraphNet; bytes: Uint8Array }> {
  const entry = findGraphNet(loadManifest(), name);
  return { entry, bytes: await readFile(join(compiledDir, entry.compiled.file)) };
}

function runtime(provider: Parameters<typeof openOnnxRuntime>[0]['provider']) {
  const memory = memoryLog();
  const config = { runtime: 'onnxruntime', provider, threads: 1 } as const;
  return { ...memory, runtime: openOnnxRuntime(config, memory.log) };
}

test('a net on the CPU gives each output of the manifest in its size', async () => {
  const { runtime: onnx, lines } = runtime('cpu');
  assert.equal(onnx.provider(), 'none');
  const { entry, bytes } = await netOf('blazeface');
  const net = await onnx.load(entry, bytes, 'faces');
  const { width, height } = entry.input;
  const outputs = await net.run(new Uint8Array(width * height * 3));
  assert.deepEqual(
    Object.entries(outputs).map(([name, values]) => `${name} ${values.length}`),
    ['scores16 512', 'scores32 384', 'boxes16 8192', 'boxes32 6144'],
  );
  assert.deepEqual([onnx.name, onnx.provider(), lines.length], ['onnxruntime', 'cpu', 0]);
});

test('a batch of two gives what each picture gives alone', async () => {
  const { entry, bytes } = await netOf('iris');
  const net = await runtime('cpu').runtime.load(entry, bytes, 'faces');
  const size = entry.input.width * entry.input.height * 3;
  const pictures = [40, 200].map((from) => Uint8Array.from({ length: size }, (_, i) => (from + i) % 251));
  const both = (await net.run(Buffer.concat(pictures), 2))['eyeAndIris'];
  assert.equal(both?.length, 2 * 228);
  for (const [i, picture] of pictures.entries()) {
    const alone = (await net.run(picture))['eyeAndIris'] ?? new Float32Array();
    const worst = alone.reduce((most, value, k) => Math.max(most, Math.abs(value - both[i * 228 + k])), 0);
    assert.ok(alone.length === 228 && worst < 1e-3, `picture ${i} differs by ${worst}`);
  }
});

test('a provider that this machine has not is refused, with its name and the net’s', async (t) => {
  const here = new Set(listSupportedBackends().map(({ name }) => name));
  const absent = (['cuda', 'dml', 'coreml'] as const).find((provider) => !here.has(provider));
  if (absent === undefined) return t.skip('every provider is supported here');
  const { count, runtime: onnx } = runtime(absent);
  const { entry, bytes } = await netOf('blazeface');
  await assert.rejects(onnx.load(entry, bytes, 'faces'), (error: unknown) => {
    assert.ok(error instanceof DeviceError);
    assert.equal(error.code, 'runtime-unavailable');
    assert.match(error.message, /blazeface/);
    assert.ok(error.message.includes(`asked for: ${absent}`));
    assert.ok(error.cause instanceof Error);
    return true;
  });
  assert.equal(count('execution provider does not work here'), 1);
  assert.equal(onnx.provider(), 'none');
});

test('auto puts faces on the CPU and objects on something that works', async () => {
  const { runtime: onnx } = runtime('auto');
  const { entry, bytes } = await netOf('blazeface');
  await onnx.load(entry, bytes, 'faces');
  assert.equal(onnx.provider(), 'cpu');
  const net = await onnx.load(entry, bytes, 'objects');
  const outputs = await net.run(new Uint8Array(entry.input.width * entry.input.height * 3));
  assert.equal(outputs['scores16']?.length, 512);
  assert.match(onnx.provider(), /^cpu(?:\+(?:cuda|webgpu|dml|coreml))?$/);
});

test('bytes that are no net are refused as what can’t be run', async () => {
  const { entry } = await netOf('blazeface');
  await assert.rejects(
    runtime('cpu').runtime.load(entry, new Uint8Array(64), 'faces'),
    (error: unknown) => error instanceof DeviceError && error.code === 'runtime-unavailable',
  );
});
