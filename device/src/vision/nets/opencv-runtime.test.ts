import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { compiledDir, findGraphNet, type GraphNet, loadManifest } from '@invigil/models';
import { DeviceError } from '../../lib/errors.js';
import { hasCuda } from '../../lib/opencv-dnn.js';
import { memoryLog } from '../../outbox/test-log.js';
import type { RuntimeConfig } from './inference-config.js';
import { openOnnxRuntime } from './onnx-runtime.js';
import { openOpenCvRuntime } from './opencv-runtime.js';

async function netOf(name: string): Promise<{ entry: GraphNet; bytes: Uint8Array }> {
  const entry = findGraphNet(loadManifest(), name);
  return { entry, bytes: await readFile(join(compiledDir, entry.compiled.file)) };
}

function runtime(provider: RuntimeConfig['provider'], name: 'onnxruntime' | 'opencv' = 'opencv') {
  const config = { runtime: name, provider, threads: 1 };
  const { log } = memoryLog();
  return name === 'opencv' ? openOpenCvRuntime(config, log) : openOnnxRuntime(config, log);
}

for (const [name, batch] of [
  ['blazeface', 1],
  ['facemesh', 1],
  ['iris', 1],
  ['iris', 2],
  ['faceres', 1],
  ['phone', 1],
  ['phone-320', 1],
  ['phone-look', 1],
] as const) {
  test(`${name} computes on ${batch} picture(s) what ONNX Runtime computes`, async () => {
    const { bytes, entry } = await netOf(name);
    const { height, width } = entry.input;
    const pixels = Uint8Array.from(
      { length: width * height * 3 * batch },
      (_, i) => 128 + 100 * Math.sin(i / 97) + ((i * 7919) % 27),
    );
    const [here, there] = await Promise.all(
      (['opencv', 'onnxruntime'] as const).map(async (one) =>
        (await runtime('cpu', one).load(entry, bytes, 'faces')).run(Uint8Array.from(pixels), batch),
      ),
    );
    assert.deepEqual(Object.keys(here), Object.keys(there));
    for (const [output, values] of Object.entries(there)) {
      const found = here[output] ?? new Float32Array();
      assert.equal(found.length, values.length, output);
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
      const worst = values.reduce((most, value, i) => Math.max(most, Math.abs(value - (found[i] ?? NaN))), 0);
      assert.ok(worst < 1e-4 * largest, `${output} differs by ${worst}, its largest is ${largest}`);
    }
  });
}

test('says what it runs on once a net is loaded', async () => {
  const opencv = runtime('auto');
  assert.deepEqual([opencv.name, opencv.provider()], ['opencv', 'none']);
  const { bytes, entry } = await netOf('iris');
  await opencv.load(entry, bytes, 'faces');
  assert.equal(opencv.provider(), 'cpu');
});

test('what it can’t run is refused with the net, the reason and what to do', async (t) => {
  const refusal = (pattern: RegExp) => (error: unknown) =>
    error instanceof DeviceError && error.code === 'runtime-unavailable' && pattern.test(error.message);
  const [int8, iris] = [await netOf('phone-int8'), await netOf('iris')];
  await assert.rejects(
    runtime('cpu').load(int8.entry, int8.bytes, 'objects'),
    refusal(
      /can't run phone-int8: phone-int8 is not for OpenCV's DNN module: it computes with whole numbers$/,
    ),
  );
  await assert.rejects(
    runtime('webgpu').load(iris.entry, iris.bytes, 'faces'),
    refusal(/^inference\.provider: webgpu: .* computes on cuda or cpu/),
  );
  if (hasCuda()) return t.skip('OpenCV has CUDA here');
  await assert.rejects(
    runtime('cuda').load(iris.entry, iris.bytes, 'faces'),
    refusal(/^inference\.provider: cuda: .* built without CUDA and cuDNN/),
  );
});

test('whether OpenCV was built with CUDA and cuDNN is read from what it says of itself', () => {
  const text = (cuda: string, cudnn: string) =>
    `  Other:\n  NVIDIA CUDA:                   ${cuda}\n    NVIDIA GPU arch:             87\n  cuDNN:                         ${cudnn}\n`;
  assert.equal(hasCuda(text('YES (ver 12.2, CUFFT CUBLAS FAST_MATH)', 'YES (ver 8.9.4)')), true);
  assert.equal(hasCuda(text('YES (ver 12.2, CUFFT CUBLAS FAST_MATH)', 'NO')), false);
  assert.equal(hasCuda(text('NO', 'NO')), false);
  assert.equal(hasCuda('General configuration for OpenCV 4.6.0'), false);
});
