import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureFromBytes } from '../../lib/opencv.js';
import { detectFaces, type FaceCandidate } from './face-detector.js';
import { put, writtenNet, type WrittenOutputs } from '../nets/test-nets.js';

/** Score of an anchor where nothing is. */
const NOTHING = -10;
/** Centre, size, and the eyes, from an anchor's centre, px of the net's 256² input. */
const BOX = [4, -2, 32, 40, -6, -8, 10, -8];

/** What is made of a net's answer to a white picture; the net's input is 256². */
async function detect(
  size: { width: number; height: number },
  write: (outputs: WrittenOutputs) => void,
  margin = 0,
): Promise<{ faces: FaceCandidate[]; lumaAt: (x: number, y: number) => number }> {
  const net = writtenNet('blazeface', write, NOTHING);
  const bytes = new Uint8Array(size.width * size.height * 3).fill(255);
  const picture = pictureFromBytes(bytes, size.width, size.height);
  const faces = await detectFaces(net, picture, { margin });
  picture.release();
  return { faces, lumaAt: (x, y) => net.runs[0]?.pixels[(y * 256 + x) * 3] ?? -1 };
}

const SQUARE = { width: 256, height: 256 };

test('a face of the fine grid lies in the picture where the net saw it in its letterbox', async () => {
  const { faces, lumaAt } = await detect({ width: 512, height: 256 }, (outputs) => {
    // Column 5, row 7 of 16×16, the second anchor: centre (88, 120).
    const anchor = (7 * 16 + 5) * 2 + 1;
    put(outputs, 'scores16', anchor, 3);
    put(outputs, 'boxes16', anchor * 16, ...BOX);
  });
  // The picture is halved and begins 64 px below the top of the net's input.
  assert.deepEqual(faces, [
    {
      score: 1 / (1 + Math.exp(-3)),
      share: 32 / 256,
      box: { x: 152, y: 68, width: 64, height: 80 },
      eyes: { left: { x: 164, y: 96 }, right: { x: 196, y: 96 } },
    },
  ]);
  assert.deepEqual([lumaAt(128, 32), lumaAt(128, 128), lumaAt(128, 224)], [0, 255, 0]);
});

test('a face of the coarse grid lies in its place too, in a picture that is higher than wide', async () => {
  const { faces, lumaAt } = await detect({ width: 256, height: 512 }, (outputs) => {
    // Column 2, row 3 of 8×8, the last of six anchors: centre (80, 112).
    const anchor = (3 * 8 + 2) * 6 + 5;
    put(outputs, 'scores32', anchor, 3);
    put(outputs, 'boxes32', anchor * 16, ...BOX);
  });
  assert.deepEqual(faces[0]?.box, { x: 8, y: 180, width: 64, height: 80 });
  assert.deepEqual(faces[0]?.eyes, { left: { x: 20, y: 208 }, right: { x: 52, y: 208 } });
  assert.deepEqual([lumaAt(32, 128), lumaAt(128, 128), lumaAt(224, 128)], [0, 255, 0]);
});

test('a margin makes the picture smaller on every side, and a face lies in its place all the same', async () => {
  const { faces, lumaAt } = await detect(
    { width: 128, height: 128 },
    (outputs) => {
      put(outputs, 'scores16', (7 * 16 + 5) * 2, 3);
      put(outputs, 'boxes16', (7 * 16 + 5) * 2 * 16, ...BOX);
    },
    0.5,
  );
  // The picture is as large in the net as in itself, and begins 64 px from each edge of the net's input.
  assert.deepEqual(faces[0]?.box, { x: 12, y: 34, width: 32, height: 40 });
  assert.deepEqual([lumaAt(60, 128), lumaAt(68, 128), lumaAt(188, 128), lumaAt(196, 128)], [0, 255, 255, 0]);
});

test('a candidate counts from a score of 0.3 on', async () => {
  const scores = async (logit: number): Promise<number> => {
    const { faces } = await detect(SQUARE, (outputs) => {
      put(outputs, 'scores16', 0, logit);
      put(outputs, 'boxes16', 0, ...BOX);
    });
    return faces.length;
  };
  // The logistic function takes −0.8473 to 0.3.
  assert.equal(await scores(-0.85), 0);
  assert.equal(await scores(-0.84), 1);
});

test('anchors that see the same face give one candidate, the best; others stay, best first', async () => {
  const { faces } = await detect(SQUARE, (outputs) => {
    for (const [anchor, score] of [
      [0, 0.5],
      [1, 2],
      [400, 3],
    ] as const) {
      put(outputs, 'scores16', anchor, score);
      put(outputs, 'boxes16', anchor * 16, ...BOX);
    }
    // The same place as the first two, seen by the coarse grid: its first anchor is 8 px further right and down.
    put(outputs, 'scores32', 0, 1);
    put(outputs, 'boxes32', 0, -4, -10, 32, 40);
  });
  assert.deepEqual(
    faces.map(({ score }) => Math.round(Math.log(score / (1 - score)))),
    [3, 2],
  );
});

test('a picture without faces gives none', async () => {
  assert.deepEqual((await detect(SQUARE, () => undefined)).faces, []);
});
