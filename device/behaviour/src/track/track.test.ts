import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Observation } from '../observation.js';
import { CALM, face, film, frame, STANDARD, START, USUAL_QUALITY } from '../test-scene.js';
import { SCALES } from './scales.js';
import { asItIs, randomObservations, record, START_NOTE } from './test-track.js';
import { readTrack, wholeChunks } from './track-file.js';
import type { TrackRecord } from './track-record.js';
import { TrackWriter } from './track-writer.js';

const RUNS = 12;

function observationsIn(file: Uint8Array): Observation[] {
  return [...readTrack(file, asItIs)].flatMap((one) => (one.type === 'observation' ? [one.observation] : []));
}

test('what the writer returns is what is read, whatever was seen', () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const { file, told } = record(randomObservations(seed, 200));
    assert.deepStrictEqual(observationsIn(file), told, `seed ${seed}`);
  }
});

test('what was read is written as it is', () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const { told } = record(randomObservations(seed, 200));
    assert.deepStrictEqual(record(told).told, told, `seed ${seed}`);
  }
});

test('an observation is told to half a step of each field', () => {
  const given = frame(START + 0.4, { faces: [face({ yawDeg: -12.345, pitchDeg: 1.25001, rollDeg: 0.04 })] });
  const [told] = record([given]).told;
  assert.ok(told?.type === 'frame');
  assert.equal(told.capturedAt, START);
  assert.deepEqual(told.faces[0]?.headPose, { yawDeg: -12.3, pitchDeg: 1.3, rollDeg: 0, confidence: 0.9 });
  for (const [field, value] of Object.entries(USUAL_QUALITY)) {
    const read: unknown = Object.entries(told.quality).find(([name]) => name === field)?.[1];
    assert.ok(typeof read === 'number' && value !== null && Math.abs(read - value) <= 0.5 / 50, field);
  }
});

test('a picture that changed hardly is no repeated one, and a repeated one is', () => {
  const changed = [0, 1e-12, 0.00001, 0.3].map((change) =>
    frame(START, { quality: { ...USUAL_QUALITY, change } }),
  );
  const told = record(changed).told.map((one) => (one.type === 'frame' ? one.quality.change : NaN));
  assert.equal(told[0], 0);
  assert.deepEqual(told.slice(1, 3), [1 / SCALES.change.perUnit, 1 / SCALES.change.perUnit]);
  assert.equal(told[3], 0.3);
});

test('what is beyond a scale is told as its end, and what is no number as nothing', () => {
  const odd = face({ yawDeg: Infinity, pitchDeg: -1e9, rollDeg: NaN });
  const [told] = record([frame(START, { faces: [{ ...odd, presence: 7 }] })]).told;
  assert.ok(told?.type === 'frame');
  const pose = told.faces[0]?.headPose;
  assert.deepEqual([pose?.yawDeg, pose?.pitchDeg, pose?.rollDeg], [360, -360, 0]);
  assert.equal(told.faces[0]?.presence, 1);
});

test('notes keep their place among the observations', () => {
  const [first, second] = film(CALM);
  assert.ok(first && second);
  const finish = { type: 'finish', at: second.capturedAt } as const;
  const policy = { type: 'policy', policyHash: 'cd'.repeat(32), policy: STANDARD } as const;
  const { file } = record([START_NOTE, first, policy, second, finish]);
  const kinds = [...readTrack(file, asItIs)].map((one: TrackRecord) => one.type);
  assert.deepEqual(kinds, ['start', 'observation', 'policy', 'observation', 'finish']);
  assert.deepEqual([...readTrack(file, asItIs)][0], START_NOTE);
});

test('a minute is a chunk, and a clock that is set back ends one', () => {
  const calm = film({ forMs: 180_000, scene: {} });
  assert.equal(wholeChunks(record(calm).file).chunks.length, 3);
  const back = calm.slice(0, 20).map((one, index) => ({ ...one, capturedAt: START - index * 10_000 }));
  assert.equal(wholeChunks(record(back).file).chunks.length, 3);
});

test('a crowd makes chunks smaller than a reader’s bound', () => {
  const crowd = Array.from({ length: 4000 }, (_, id) => ({ ...face(), id }));
  const writer = new TrackWriter();
  for (let at = 0; !writer.due; at += 1) writer.observe(frame(START + at, { faces: crowd }));
  assert.ok(writer.take().length < 256 * 1024);
});

test('a file that was cut off is read up to its last whole chunk', () => {
  const { file, told } = record(film({ forMs: 150_000, scene: {} }));
  const { chunks } = wholeChunks(file);
  assert.equal(chunks.length, 3);
  const last = chunks[2]?.length ?? 0;
  for (const less of [1, 2, Math.floor(last / 2), last, last + 3]) {
    const cut = file.subarray(0, file.length - less);
    assert.equal(wholeChunks(cut).chunks.length, 2);
    const read = observationsIn(cut);
    assert.deepStrictEqual(read, told.slice(0, read.length));
    assert.ok(read.length > 1000);
  }
});
