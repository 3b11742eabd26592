import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compiledDir, findDetector, iou, loadManifest, verifyNets } from '@invigil/models';
import { readPicture } from '../../lib/opencv.js';
import type { LoadedNet } from '../nets/inference.js';
import { findObjects } from './object-detector.js';
import { ObjectWatch } from './object-watch.js';
import { openOnnxRuntime } from '../nets/onnx-runtime.js';
import { pictureOf, stillsOf } from '../picture/test-films.js';

async function nanodet(): Promise<LoadedNet> {
  const [verified] = await verifyNets(compiledDir, ['nanodet']);
  const runtime = openOnnxRuntime(
    { runtime: 'onnxruntime', provider: 'cpu', threads: 1 },
    { info: () => undefined },
  );
  return runtime.load(
    findDetector(loadManifest(), 'nanodet'),
    verified?.bytes ?? assert.fail('no bytes'),
    'objects',
  );
}

test('in a real photo the phone on the table is found where it lies, and surer in a look at that corner', async () => {
  const net = await nanodet();
  // A photo of face-api (MIT); the phone's place is read by eye.
  const lies = { x: 65, y: 1250, width: 245, height: 100 };
  const picture = await readPicture(
    fileURLToPath(import.meta.resolve('@vladmandic/face-api/demo/sample2.jpg')),
  );
  const phoneIn = (found: Awaited<ReturnType<typeof findObjects>>) =>
    found.find(({ box, label }) => label === 'phone' && iou(box, lies) > 0.7) ?? assert.fail('no phone');
  const whole = await findObjects({ net }, { picture });
  const region = { x: 0, y: 1000, width: 596, height: 367 };
  const near = phoneIn(await findObjects({ net }, { picture, region }));
  picture.release();
  assert.ok(near.score > phoneIn(whole).score);
  assert.ok(whole.filter(({ label }) => label === 'person').length >= 3);
});

test('in a real film the man is one person from look to look, and holds no phone', async () => {
  const watch = new ObjectWatch({ net: await nanodet() });
  const stills = await stillsOf('cap12_edit', 16);
  const people = new Set<number>();
  for (const [i, still] of stills.entries()) {
    // Three looks in two seconds; the stills are 200 ms apart.
    if (i % 3 > 0) continue;
    const picture = pictureOf(still);
    const looking = watch.look({ picture, capturedAt: i * 200 }, []);
    picture.release();
    const objects = await looking;
    assert.ok(objects.every(({ label }) => label !== 'phone'));
    const [largest] = objects
      .filter(({ label }) => label === 'person')
      .toSorted((a, b) => b.box.height - a.box.height);
    people.add(largest?.id ?? assert.fail(`nobody in look ${i / 3}`));
  }
  assert.equal(people.size, 1);
});
