import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { decodeCanonicalFace } from './canonical-face.js';
import { compileNet } from './compile/compile-net.js';
import { findNet, readManifest } from './manifest.js';
import { ModelsError } from './models-error.js';
import { sha256 } from './sha256.js';
import { verifyNets } from './verify.js';

const net = findNet(readManifest(), 'canonical-face');
let dir = '';
let bytes: Buffer = Buffer.alloc(0);

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'invigil-models-'));
  bytes = Buffer.from(await compileNet(net));
});
after(() => rm(dir, { recursive: true }));

test('the right bytes are handed over with their hash', async () => {
  await writeFile(join(dir, net.compiled.file), bytes);
  const [verified] = await verifyNets(dir, ['canonical-face']);
  assert.equal(verified?.sha256, net.compiled.sha256);
  assert.deepEqual(verified?.bytes, bytes);
});

test('one wrong byte is refused with the file and both hashes', async () => {
  const wrong = Buffer.from(bytes);
  wrong[100] = (wrong[100] ?? 0) ^ 1;
  await writeFile(join(dir, net.compiled.file), wrong);
  await assert.rejects(verifyNets(dir, ['canonical-face']), (error) => {
    assert.ok(error instanceof ModelsError);
    assert.equal(error.code, 'wrong-hash');
    for (const part of [net.compiled.file, net.compiled.sha256, sha256(wrong)])
      assert.ok(error.message.includes(part));
    return true;
  });
});

test('a missing file is refused with what to do', async () => {
  await assert.rejects(verifyNets(join(dir, 'nowhere'), ['iris']), (error) => {
    assert.ok(error instanceof ModelsError);
    assert.equal(error.code, 'missing');
    assert.match(error.message, /iris\.onnx.*npm run setup/);
    return true;
  });
});

test('an unknown name is refused with the names that there are', async () => {
  await assert.rejects(verifyNets(dir, ['irs']), /irs.*blazeface, facemesh, iris/);
});

test('the canonical face has 468 points, the right eye at the left of the picture and the nose in front', () => {
  const { points, basis } = decodeCanonicalFace({ file: 'canonical-face.json', bytes });
  const [rightEye, leftEye, nose, brow, chin] = [points[33], points[263], points[4], points[10], points[152]];
  assert.equal(points.length, 468);
  assert.ok((rightEye?.[0] ?? 0) < 0 && (leftEye?.[0] ?? 0) > 0);
  assert.ok((brow?.[1] ?? 0) > (chin?.[1] ?? 0));
  assert.ok(points.every((point) => point[2] <= (nose?.[2] ?? 0) + 1));
  assert.ok(basis.every(({ point, weight }) => point < 468 && weight > 0));
});

test('bytes that are no canonical face are refused', () => {
  assert.throws(
    () => decodeCanonicalFace({ file: 'x.json', bytes: Buffer.from('{}') }),
    /x\.json is no canonical face/,
  );
});
