import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { compiledDir } from '@invigil/models';
import { createLog } from '../lib/log.js';
import { readPicture } from '../lib/opencv.js';
import { openVision } from './open-vision.js';
import type { Sight } from './vision.js';

const log = createLog({ level: 'silent' });
const photos = join(
  dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
  'demo',
);

async function observe(runtime: 'onnxruntime' | 'opencv' | 'tfjs', file: string): Promise<Sight> {
  const { vision, inference } = await openVision({
    config: { runtime, provider: 'cpu', objects: 'nanodet', threads: 1 },
    netsDir: compiledDir,
    log,
    detectEveryMs: 0,
    timed: (_stage, run) => run(),
  });
  assert.equal(inference.runtime, runtime);
  const picture = await readPicture(join(photos, file));
  const seen = await vision.observe({ picture, capturedAt: 1, seq: 1 }, { objects: true });
  picture.release();
  return { ...seen, objects: seen.objects ?? (await vision.settleObjects()) };
}

for (const runtime of ['tfjs', 'opencv'] as const) {
  test(`${runtime} sees the same faces, poses, gazes and objects in a photo as onnxruntime`, async () => {
    const [onnx, same] = [await observe('onnxruntime', 'sample1.jpg'), await observe(runtime, 'sample1.jpg')];
    assert.ok(onnx.faces.length > 0);
    assert.equal(same.faces.length, onnx.faces.length);
    for (const [i, face] of onnx.faces.entries()) {
      const other = same.faces[i];
      assert.ok(Math.abs(other.box.x - face.box.x) < 0.5, `box of face ${i}`);
      assert.ok(Math.abs(other.presence - face.presence) < 0.01, `presence of face ${i}`);
      assert.ok(face.headPose !== null && other.headPose !== null);
      assert.ok(Math.abs(other.headPose.yawDeg - face.headPose.yawDeg) < 0.2, `yaw of face ${i}`);
      assert.equal(other.gaze === null, face.gaze === null);
      if (face.gaze !== null && other.gaze !== null) assert.ok(Math.abs(other.gaze.x - face.gaze.x) < 0.005);
    }
    assert.deepEqual(
      same.objects?.map(({ label }) => label),
      onnx.objects?.map(({ label }) => label),
    );
  });
}

test('faces and the phone in a photo of people with a phone are found', async () => {
  const { faces, objects, height } = await observe('onnxruntime', 'sample2.jpg');
  assert.ok(faces.length >= 2, `${faces.length} faces`);
  for (const { box } of faces) assert.ok(box.height > height * 0.05 && box.height < height);
  assert.ok(objects?.some(({ label }) => label === 'person'));
});
