import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Picture, pictureFromBytes } from '../../lib/opencv.js';
import { IdentityWatch } from './identity-watch.js';
import { put, writtenNet } from '../nets/test-nets.js';

/** Angles of embeddings to the first person's, degrees. */
const [SAME, NEAR, OTHER] = [0, 30, 80];
const FACE = {
  id: 1,
  box: { x: 10, y: 10, width: 40, height: 40 },
  headPose: { yawDeg: 0, pitchDeg: 0, rollDeg: 0, confidence: 1 },
  quality: { interOcularPx: 60, sharpness: 80, brightness: 0.5, visible: 1 },
};

function blank(): Picture {
  return pictureFromBytes(new Uint8Array(64 * 64 * 3), 64, 64);
}

/** A watch whose net sees the person of `seen.angle`; each look comes 2 s after the one before. */
function bench() {
  const seen = { angle: SAME };
  const net = writtenNet('faceres', (outputs) => {
    const radians = (seen.angle * Math.PI) / 180;
    put(outputs, 'embedding', 0, Math.cos(radians), Math.sin(radians));
  });
  const watch = new IdentityWatch({ net, timed: (_stage, run) => run() });
  let at = 0;
  const look = async (angle = SAME, given: Partial<typeof FACE> = {}, alone = true, afterMs = 2000) => {
    seen.angle = angle;
    at += afterMs;
    const picture = blank();
    const likeness = watch.look({ picture, capturedAt: at }, { ...FACE, ...given }, { alone });
    // As its owner does: the picture is gone while the net still runs.
    picture.release();
    return (await likeness)?.similarity ?? null;
  };
  const enrol = async () => {
    for (let i = 0; i < 5; i++) assert.equal(await look(), null);
    assert.deepEqual(watch.state(), { enrolled: 5, of: 5 });
  };
  return { enrol, look, net, seen, watch };
}

function near(actual: number | null, angle: number): void {
  const expected = Math.cos((angle * Math.PI) / 180);
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) < 1e-5, `${actual} is not ${expected}`);
}

test('it enrols the first five clear pictures, then tells the vote of the newest three looks', async () => {
  const { enrol, look } = bench();
  await enrol();
  assert.deepEqual([await look(), await look()], [null, null]);
  near(await look(), SAME);
  near(await look(OTHER), SAME);
  near(await look(OTHER), OTHER);
});

test('pictures of one moment count once, and a clock that was set back stops nothing', async () => {
  const { look, watch } = bench();
  await look();
  await look(SAME, {}, true, 900);
  assert.equal(watch.state().enrolled, 1);
  await look(SAME, {}, true, 100);
  await look(SAME, {}, true, -3_600_000);
  assert.equal(watch.state().enrolled, 3);
});

test('nobody is enrolled while somebody else is there, nor from a turned or unclear face', async () => {
  const { look, net, watch } = bench();
  await look(SAME, {}, false);
  await look(SAME, { headPose: { ...FACE.headPose, yawDeg: 40 } });
  await look(SAME, { quality: { ...FACE.quality, sharpness: 2 } });
  assert.deepEqual([watch.state().enrolled, net.runs.length], [0, 0]);
});

test('pictures that disagree are all forgotten, and the enrolment begins anew', async () => {
  const { look, watch } = bench();
  await look();
  await look(NEAR);
  assert.equal(watch.state().enrolled, 2);
  await look(OTHER);
  assert.equal(watch.state().enrolled, 0);
  await look(OTHER);
  assert.equal(watch.state().enrolled, 1);
});

test('once enrolled it compares also where somebody else is there, but not a turned face', async () => {
  const { enrol, look } = bench();
  await enrol();
  for (let i = 0; i < 2; i++) await look(OTHER, {}, false);
  near(await look(OTHER, {}, false), OTHER);
  assert.equal(await look(SAME, { headPose: { ...FACE.headPose, yawDeg: -40 } }), null);
});

test('a face that is followed anew gets a vote of its own', async () => {
  const { enrol, look } = bench();
  await enrol();
  for (let i = 0; i < 3; i++) await look();
  assert.equal(await look(OTHER, { id: 2 }), null);
  assert.equal(await look(OTHER, { id: 2 }), null);
  near(await look(OTHER, { id: 2 }), OTHER);
});

test('a check-in enrols pictures itself, however close, and hears what became of each', async () => {
  const { seen, watch } = bench();
  const enrol = async (angle: number, face = FACE) => {
    seen.angle = angle;
    const picture = blank();
    const enrolment = watch.enrol(picture, face);
    picture.release();
    return enrolment;
  };
  assert.equal(await enrol(SAME), 'enrolled');
  assert.equal(await enrol(NEAR), 'enrolled');
  assert.equal(await enrol(SAME, { ...FACE, quality: { ...FACE.quality, interOcularPx: 10 } }), 'unclear');
  assert.equal(watch.state().enrolled, 2);
  assert.equal(await enrol(OTHER), 'unlike');
  assert.equal(watch.state().enrolled, 0);
});

test('what is forgotten while a look is under way neither answers nor comes back', async () => {
  const { enrol, look, watch } = bench();
  const first = look();
  watch.forget();
  await first;
  assert.equal(watch.state().enrolled, 0);
  await enrol();
  for (let i = 0; i < 3; i++) await look();
  const late = look();
  watch.forget();
  assert.equal(await late, null);
  assert.equal(watch.state().enrolled, 0);
});
