import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { compiledDir, findGraphNet, type GraphNet, loadManifest } from '@invigil/models';
import { DeviceError } from '../../lib/errors.js';
import { NetThread } from './net-thread.js';
import { NetThreads } from './net-threads.js';

const config = { runtime: 'onnxruntime', provider: 'cpu', threads: 1 } as const;
const log = { info: () => {} };

async function netOf(name: string): Promise<{ entry: GraphNet; bytes: Uint8Array; pixels: Uint8Array }> {
  const entry = findGraphNet(loadManifest(), name);
  const bytes = await readFile(join(compiledDir, entry.compiled.file));
  return { entry, bytes, pixels: new Uint8Array(entry.input.width * entry.input.height * 3).fill(90) };
}

function isUnavailable(error: unknown): boolean {
  return error instanceof DeviceError && error.code === 'runtime-unavailable';
}

test('the event loop goes on while a net computes', async () => {
  const threads = new NetThreads({ config, log, onRun: () => {} });
  const { bytes, entry, pixels } = await netOf('nanodet');
  const net = await threads.load(entry, bytes, 'objects');
  await net.run(pixels.slice());
  let turns = 0;
  let running = true;
  const count = (): void => {
    turns++;
    if (running) setImmediate(count);
  };
  setImmediate(count);
  await net.run(pixels.slice());
  running = false;
  await threads.close();
  // On the loop's own thread it would be one turn.
  assert.ok(turns > 20, `${turns} turns of the loop`);
});

test('runs asked for at the same time each get their own answer, and each is timed by its net’s name', async () => {
  const timed: string[] = [];
  const thread = new NetThread({
    config,
    role: 'faces',
    log,
    onRun: (net, ms) => timed.push(`${net} ${ms > 0}`),
  });
  const [iris, mesh] = [await netOf('iris'), await netOf('facemesh')];
  const [irisNet, meshNet] = [
    await thread.load(iris.entry, iris.bytes),
    await thread.load(mesh.entry, mesh.bytes),
  ];
  const [eyes, face, bright] = await Promise.all([
    irisNet.run(iris.pixels.slice()),
    meshNet.run(mesh.pixels.slice()),
    irisNet.run(iris.pixels.map(() => 250)),
  ]);
  await thread.close();
  assert.deepEqual([eyes['eyeAndIris']?.length, face['mesh']?.length], [228, 1404]);
  assert.notDeepEqual(eyes['eyeAndIris'], bright['eyeAndIris']);
  assert.deepEqual(timed, ['iris true', 'facemesh true', 'iris true']);
});

test('what can’t be loaded is refused and named, and the thread goes on', async () => {
  const thread = new NetThread({ config, role: 'faces', log, onRun: () => {} });
  const { bytes, entry, pixels } = await netOf('iris');
  await assert.rejects(thread.load(entry, new Uint8Array(64)), (error: unknown) => {
    assert.ok(isUnavailable(error));
    assert.match(String(error), /iris/);
    return true;
  });
  const net = await thread.load(entry, bytes);
  await assert.rejects(net.run(pixels.slice(1)), /dims|size|length/i);
  assert.equal((await net.run(pixels.slice()))['eyeAndIris']?.length, 228);
  await thread.close();
});

test('a thread answers what was asked before its end, and says so to whoever asks later', async () => {
  const thread = new NetThread({ config, role: 'faces', log, onRun: () => {} });
  const { bytes, entry, pixels } = await netOf('facemesh');
  const net = await thread.load(entry, bytes);
  const asked = net.run(pixels.slice());
  await thread.close();
  assert.equal((await asked)['mesh']?.length, 1404);
  await thread.close();
  await assert.rejects(net.run(pixels.slice()), isUnavailable);
});
