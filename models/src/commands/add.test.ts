import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { tinyDetector, yoloxNumbers } from '../added/tiny-detector.js';
import { unregisterNet } from '../added/registry.js';
import { OnnxGraph } from '../compile/onnx-graph.js';
import { onnxRunner } from '../compile/onnx-runner.js';
import type { Detector } from '../detector.js';
import { decodeDetections } from '../heads/decode-detections.js';
import { findDetector, loadManifest } from '../manifest.js';
import { ModelsError } from '../models-error.js';
import { verifyNets } from '../verify.js';
import { addNet, type AddOptions } from './add.js';

const yolox: Detector = {
  head: 'yolox',
  decoded: false,
  classes: ['person', 'phone'],
  thresholds: { phone: { score: 0.3 } },
};
const detr: Detector = { head: 'detr', classes: ['person', 'phone'], thresholds: {} };
let dir = '';
let lines: string[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'invigil-add-'));
  lines = [];
});
afterEach(() => rm(dir, { recursive: true }));

async function add(graph: OnnxGraph | string, more: Partial<AddOptions> = {}): Promise<void> {
  const file = join(dir, 'Tiny Net.onnx');
  await writeFile(file, typeof graph === 'string' ? graph : graph.encode('tiny'));
  const options = { dir, file, name: undefined, licence: 'MIT', detector: yolox, scaling: {} };
  await addNet({ ...options, print: (line) => void lines.push(line), ...more });
}

/** What an added net gives for a picture of one colour, in B, G and R. */
async function run(name: string, ...colour: [number, number, number]) {
  const net = findDetector(loadManifest(dir), name);
  const [{ bytes }] = await verifyNets(dir, [name]);
  const runner = await onnxRunner(net, bytes);
  const { width, height } = net.input;
  const outputs = await runner.run(Uint8Array.from({ length: width * height * 3 }, (_, i) => colour[i % 3]));
  await runner.close();
  return { net, outputs: Object.fromEntries(outputs) };
}

async function refuses(
  code: string,
  words: RegExp,
  graph: OnnxGraph | string,
  more: Partial<AddOptions> = {},
) {
  await assert.rejects(add(graph, more), (error) => {
    assert.ok(error instanceof ModelsError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, words);
    return true;
  });
  const left = await readdir(dir, { recursive: true });
  assert.deepEqual(left, ['Tiny Net.onnx']);
}

function yoloxGraph(): OnnxGraph {
  const { graph, give } = tinyDetector();
  // The means of the net's first, second and third channel, one behind the other, in columns 0, 1 and 6.
  const colours = [
    [1, 0, 0, 0, 0, 0, 0],
    [0, 1, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0.001],
  ];
  give('output', [1, 42, 7], yoloxNumbers(2), colours);
  return graph;
}

function withoutColours(): OnnxGraph {
  const { graph, give } = tinyDetector();
  give('output', [1, 42, 7], yoloxNumbers(2));
  return graph;
}

test('a YOLOX file is wrapped to take bytes in BGR, unscaled, and is then a net as any other', async () => {
  await add(yoloxGraph(), { scaling: { mean: [0, 0, 0], std: [100, 100, 100] } });
  const { net, outputs } = await run('tiny-net', 10, 20, 30);
  const numbers = [...outputs['predictions'].subarray(0, 7)].map((one) => Math.round(one * 1e5) / 1e5);
  assert.deepEqual(numbers, [0.1, 0.2, 0, 0, 0, 0, 0.0003]);
  assert.deepEqual(net.input.order, 'bgr');
  assert.deepEqual(net.outputs, [{ name: 'predictions', source: 'output', shape: [1, 42, 7] }]);
  const [found, ...more] = decodeDetections(net, outputs, () => 0.5);
  assert.deepEqual([found.classId, found.score, more.length], [0, 0.75, 0]);
  assert.match(lines[0], /^tiny-net: added from .*Tiny Net\.onnx, MIT, \d+ bytes, SHA-256 [0-9a-f]{64}$/);
});

test('an RT-DETR export is given its size, RGB from 0 to 1, and its whole labels come out as floats', async () => {
  const { graph, give } = tinyDetector();
  graph.input('orig_target_sizes', 'int64', ['N', 2]);
  give('scores', [1, 2], Float32Array.of(0.5, 0), [
    [0, 0],
    [0, 0],
    [0, 1],
  ]);
  const size = graph.node('Cast', ['orig_target_sizes'], { to: 1 });
  const twice = graph.node('Concat', [size, size], { axis: 1 });
  graph.output(
    'boxes',
    graph.node('Mul', [twice, graph.weights([1, 2, 4], Float32Array.of(0, 0, 0.5, 1, 0, 0, 1, 1))]),
    [1, 2, 4],
  );
  graph.output(
    'labels',
    graph.node('Reshape', [graph.integers([1, 0]), graph.integers([1, 2])]),
    [1, 2],
    'int64',
  );
  await add(graph, { detector: detr });
  // Blue is the last of RGB, 51/255 is 0.2.
  const { net, outputs } = await run('tiny-net', 51, 0, 0);
  assert.deepEqual([...outputs['labels']], [1, 0]);
  assert.ok(Math.abs(outputs['scores'][1] - 0.2) < 1e-5);
  assert.deepEqual(
    decodeDetections(net, outputs, () => 0.4),
    [{ classId: 1, score: 0.5, box: { x: 0, y: 0, width: 32, height: 32 } }],
  );
});

test('logits of free queries are matched by shape, and their number is learnt from the run', async () => {
  const { graph, give } = tinyDetector('nhwc');
  give('pred_boxes', [1, 5, 4], new Float32Array(20));
  give('pred_logits', [1, 5, 2], new Float32Array(10));
  await add(graph, { detector: detr, name: 'mine' });
  const { net } = await run('mine', 0, 0, 0);
  assert.deepEqual(
    net.outputs.map(({ name, source, shape }) => [name, source, shape]),
    [
      ['logits', 'pred_logits', [1, 5, 2]],
      ['boxes', 'pred_boxes', [1, 5, 4]],
    ],
  );
});

test('CenterNet’s maps with channels first are turned', async () => {
  const { graph, give } = tinyDetector();
  const heat = new Float32Array(2 * 8 * 16);
  heat[128 + 3 * 16 + 5] = 0.5;
  give('hm', [1, 2, 8, 16], heat);
  give('ltrb', [1, 4, 8, 16], new Float32Array(4 * 8 * 16).fill(2));
  await add(graph, { detector: { head: 'centernet', classes: ['person', 'phone'], thresholds: {} } });
  const { net, outputs } = await run('tiny-net', 0, 0, 0);
  assert.deepEqual(
    decodeDetections(net, outputs, () => 0.4),
    [{ classId: 1, score: 0.5, box: { x: 18, y: 10, width: 4, height: 4 } }],
  );
});

test('a net that takes bytes gets them, with its channels in order', async () => {
  const { graph, give } = tinyDetector('nhwc', 'uint8');
  give('output', [1, 42, 7], yoloxNumbers(2), [
    [0.01, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0],
  ]);
  await add(graph, { scaling: { order: 'rgb' } });
  const { outputs } = await run('tiny-net', 0, 0, 200);
  assert.equal(outputs['predictions'][0], 2);
  await rm(join(dir, 'added'), { recursive: true });
  await refuses('unsupported', /leave --mean and --std away/, graph, { scaling: { mean: [1, 1, 1] } });
});

test('the same file again is told, a name that is taken is refused, and a removed net can be added anew', async () => {
  await add(withoutColours());
  await add(withoutColours(), { name: 'other' });
  assert.match(lines.at(-1) ?? '', /tiny-net is this very file already/);
  await assert.rejects(
    add(yoloxGraph(), { scaling: { std: [100, 100, 100] } }),
    /a net called tiny-net already/,
  );
  await assert.rejects(add(yoloxGraph(), { name: 'iris' }), /a net called iris already/);
  await assert.rejects(unregisterNet(dir, 'other'), /added were tiny-net/);
  await unregisterNet(dir, 'tiny-net');
  assert.deepEqual(await readdir(join(dir, 'added')), ['manifest.json']);
  await add(withoutColours(), { name: 'other' });
  assert.equal(findDetector(loadManifest(dir), 'other').licence, 'MIT');
});

test('what is no detector that can be run is refused in one line, and nothing is left behind', async () => {
  await refuses('unsupported', /Tiny Net\.onnx is no ONNX model/, 'hello');
  await refuses(
    'wrong-output',
    /gives output \[1×42×7\]; head yolox needs predictions \[1×42×85\].*--classes/,
    withoutColours(),
    {
      detector: { ...yolox, classes: 'coco' },
    },
  );
  await refuses('wrong-output', /head detr needs logits/, withoutColours(), { detector: detr });
  await refuses('licence', /--licence/, withoutColours(), { licence: undefined });
  await refuses('wrong-output', /leave --decoded away/, withoutColours(), {
    detector: { ...yolox, decoded: true },
  });
  await refuses('name-taken', /--name takes/, withoutColours(), { name: 'Ä' });
  const sure = tinyDetector();
  sure.give(
    'output',
    [1, 42, 7],
    yoloxNumbers(2).map((one) => one * 3),
  );
  await refuses('wrong-output', /a score is 6\.75, not between 0 and 1/, sure.graph);
  await rm(join(dir, 'Tiny Net.onnx'));
  await assert.rejects(
    addNet({
      dir,
      file: '/nowhere.onnx',
      name: undefined,
      licence: 'MIT',
      detector: yolox,
      scaling: {},
      print: () => {},
    }),
    /\/nowhere\.onnx can't be read/,
  );
});

test('a picture of free size, of an odd size, of another type or beside another input is refused', async () => {
  const graphOf = (shape: readonly (number | string)[], type: 'float32' | 'int64' = 'float32') => {
    const graph = new OnnxGraph();
    graph.input('images', type, shape);
    graph.output('output', graph.node('Identity', ['images']), [1, 42, 7]);
    return graph;
  };
  await refuses('unsupported', /images \[1×3×\?×\?\].*fixed size/, graphOf([1, 3, 'h', 'w']));
  await refuses('unsupported', /multiples of 32/, graphOf([1, 3, 40, 64]));
  await refuses('unsupported', /three channels/, graphOf([1, 1, 32, 64]));
  await refuses('unsupported', /one picture at a time/, graphOf([4, 3, 32, 64]));
  await refuses('unsupported', /float32 or uint8/, graphOf([1, 3, 32, 64], 'int64'));
  const two = graphOf([1, 3, 32, 64]);
  two.input('more', 'float32', [1, 2]);
  await refuses('unsupported', /images .* and more .*one picture/, two);
});
