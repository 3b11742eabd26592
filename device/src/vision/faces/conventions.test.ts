import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { FaceObservation } from '@invigil/behaviour';
import { type Film, framesAt, mirrored, openFaces } from './test-faces.js';

// What docs/conventions.md says of the numbers of a face, on pictures. What the pictures show was read by eye.

const { close, look } = await openFaces();
after(close);

async function facesAt(film: Film, ...seconds: number[]): Promise<FaceObservation[]> {
  const faces: FaceObservation[] = [];
  for (const picture of await framesAt(film, seconds)) {
    faces.push((await look(picture)) ?? assert.fail(`no face in ${film}`));
  }
  return faces;
}

const yawOf = (face: FaceObservation): number => face.headPose?.yawDeg ?? Number.NaN;
const pitchOf = (face: FaceObservation): number => face.headPose?.pitchDeg ?? Number.NaN;

test('a head that turns to the picture’s left has a positive yaw, to its right a negative one', async () => {
  const [front, left, right] = await facesAt('cap12_edit', 13, 20, 21);
  assert.ok(yawOf(left) > yawOf(front) + 10, `${yawOf(left)} after ${yawOf(front)}`);
  assert.ok(yawOf(right) < yawOf(front) - 8, `${yawOf(right)} after ${yawOf(front)}`);
});

test('chin up is a positive pitch, chin down a negative one', async () => {
  const [front, down, up] = await facesAt('cap12_edit', 22, 23, 25);
  assert.ok(pitchOf(up) > pitchOf(front) + 6, `${pitchOf(up)} after ${pitchOf(front)}`);
  assert.ok(pitchOf(down) < pitchOf(front) - 8, `${pitchOf(down)} after ${pitchOf(front)}`);
});

test('eyes closed and open lie far apart, and so do lips', async () => {
  const [closed, open] = await facesAt('franck', 10, 12);
  assert.ok((closed?.eyes?.opening ?? 1) < 0.15, `${closed?.eyes?.opening}`);
  assert.ok((open?.eyes?.opening ?? 0) > 0.3, `${open?.eyes?.opening}`);
  const [mouthOpen, mouthClosed] = await facesAt('cap12_edit', 12, 13);
  assert.ok((mouthOpen?.mouth?.opening ?? 0) > 0.3, `${mouthOpen?.mouth?.opening}`);
  assert.ok((mouthClosed?.mouth?.opening ?? 1) < 0.1, `${mouthClosed?.mouth?.opening}`);
});

test('eyes that turn to the picture’s right, the head still, have a smaller gaze', async () => {
  const [straight, right] = await facesAt('franck', 74, 76);
  assert.ok(
    (right?.gaze?.x ?? 1) < (straight?.gaze?.x ?? -1) - 0.06,
    `${right?.gaze?.x}, ${straight?.gaze?.x}`,
  );
});

test('in a mirror yaw, roll and gaze change their sign, pitch and openings don’t', async () => {
  const shows: Record<string, [number, number, number][]> = {};
  const note = (name: string, seen = Number.NaN, inMirror = Number.NaN, within: number): void => {
    (shows[name] ??= []).push([seen, inMirror, within]);
  };
  for (const picture of await framesAt('cap12_edit', [12, 20, 21, 25, 27, 28])) {
    const turned = await look(mirrored(picture));
    const plain = await look(picture);
    note('yaw', plain?.headPose?.yawDeg, -(turned?.headPose?.yawDeg ?? Number.NaN), 4);
    note('roll', plain?.headPose?.rollDeg, -(turned?.headPose?.rollDeg ?? Number.NaN), 2);
    note('pitch', plain?.headPose?.pitchDeg, turned?.headPose?.pitchDeg, 4);
    note('gaze', plain?.gaze?.x, -(turned?.gaze?.x ?? Number.NaN), 0.04);
    note('eyes', plain?.eyes?.opening, turned?.eyes?.opening, 0.06);
    note('mouth', plain?.mouth?.opening, turned?.mouth?.opening, 0.1);
  }
  for (const [name, pairs] of Object.entries(shows)) {
    for (const [seen, inMirror, within] of pairs) {
      assert.ok(Math.abs(seen - inMirror) <= within, `${name}: ${seen} and ${inMirror}`);
    }
  }
});
