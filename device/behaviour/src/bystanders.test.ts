import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bystanders } from './bystanders.js';
import type { FrameObservation } from './evidence.js';
import type { Box, FaceObservation, ObjectObservation } from './observation.js';
import { face, object, PERSON, SECOND_PERSON, START, USUAL_QUALITY } from './test-scene.js';

const CANDIDATE = face();
const BEHIND = face({}, { x: 700, y: 140, width: 40, height: 50 });

function frame(
  atMs: number,
  faces: FaceObservation[],
  objects: ObjectObservation[] | null = null,
): FrameObservation {
  return {
    type: 'frame',
    capturedAt: START + atMs,
    width: 848,
    height: 480,
    faces,
    objects,
    quality: USUAL_QUALITY,
    virtualCamera: false,
    tooSlow: false,
  };
}

/** The head wholly holds a face, with room about it. */
function assertCovers(head: Box | undefined, { height, width, x, y }: Box): void {
  assert.ok(head);
  assert.ok(head.x < x - 0.2 * width && head.x + head.width > x + 1.2 * width, JSON.stringify(head));
  assert.ok(head.y < y - 0.3 * height && head.y + head.height > y + 1.1 * height, JSON.stringify(head));
}

test('the candidate alone has no bystander, with whatever boxes the nets give one person', () => {
  const bystanders = new Bystanders();
  assert.deepEqual(bystanders.see(frame(0, [CANDIDATE], [PERSON])), []);
  const twice = face({}, { x: 380, y: 140, width: 120, height: 150 });
  const half = object('person', { x: 240, y: 250, width: 380, height: 230 }, 0.5);
  assert.deepEqual(bystanders.see(frame(100, [CANDIDATE, twice], [PERSON, half])), []);
});

test('every other face is one, with hair and ears', () => {
  const heads = new Bystanders().see(frame(0, [CANDIDATE, BEHIND]));
  assert.equal(heads.length, 1);
  assertCovers(heads[0], BEHIND.box);
});

test('of a second body without a face its head part is hidden, until long after the object net looked', () => {
  const bystanders = new Bystanders();
  const [head, ...more] = bystanders.see(frame(0, [CANDIDATE], [SECOND_PERSON, PERSON]));
  const { box } = SECOND_PERSON;
  assert.ok(head && head.x < box.x && head.x + head.width > box.x + box.width && head.y < box.y);
  assert.ok(head.height > box.height / 3 && head.height < box.height / 2);
  assert.deepEqual(more, []);
  assert.equal(bystanders.see(frame(2900, [CANDIDATE])).length, 1);
  assert.equal(bystanders.see(frame(3100, [CANDIDATE])).length, 0);
});

test('a body whose face is found is hidden by its face alone', () => {
  const inside = face({}, { x: 715, y: 150, width: 50, height: 65 });
  const heads = new Bystanders().see(frame(0, [CANDIDATE, inside], [PERSON, SECOND_PERSON]));
  assert.equal(heads.length, 1);
  assertCovers(heads[0], inside.box);
});

test('a face that is missed for a moment stays hidden', () => {
  const bystanders = new Bystanders();
  bystanders.see(frame(0, [CANDIDATE, BEHIND]));
  assert.equal(bystanders.see(frame(900, [CANDIDATE])).length, 1);
  assert.equal(bystanders.see(frame(1100, [CANDIDATE])).length, 0);
});

test('a candidate who comes where a bystander was is not hidden', () => {
  const bystanders = new Bystanders();
  bystanders.see(frame(0, [CANDIDATE, BEHIND]));
  const moved = face({}, { x: 640, y: 100, width: 130, height: 170 });
  assert.deepEqual(bystanders.see(frame(500, [moved])), []);
});

test('somebody behind is not taken for a candidate who looks away', () => {
  const bystanders = new Bystanders();
  bystanders.see(frame(0, [CANDIDATE]));
  const heads = bystanders.see(frame(4000, [BEHIND], [PERSON]));
  assertCovers(heads[0], BEHIND.box);
  // A candidate who leans back is smaller, and still there; one who is long gone may come back smaller.
  const back = face({}, { x: 390, y: 150, width: 70, height: 90 });
  assert.deepEqual(bystanders.see(frame(6000, [back])), []);
  assert.deepEqual(bystanders.see(frame(16_100, [BEHIND])), []);
});

test('while no face is found the largest body is the candidate’s, and the other one is hidden', () => {
  const heads = new Bystanders().see(frame(0, [], [SECOND_PERSON, PERSON]));
  assert.equal(heads.length, 1);
  assert.ok((heads[0]?.x ?? 0) > 600);
});

test('a large body before the camera is not the candidate’s where that one’s face is in another', () => {
  const bystanders = new Bystanders();
  const passing = object('person', { x: 480, y: 0, width: 368, height: 480 }, 0.8);
  const small = object('person', { x: 200, y: 100, width: 260, height: 300 }, 0.8);
  const candidate = face({}, { x: 280, y: 120, width: 80, height: 100 });
  const heads = bystanders.see(frame(0, [candidate], [passing, small]));
  assert.equal(heads.length, 1);
  assert.ok((heads[0]?.x ?? 0) > 400);
});

test('a clock that is set back does not make a bystander stay', () => {
  const bystanders = new Bystanders();
  bystanders.see(frame(0, [CANDIDATE, BEHIND], [PERSON, SECOND_PERSON]));
  assert.deepEqual(bystanders.see(frame(-3_600_000, [CANDIDATE])), []);
});
