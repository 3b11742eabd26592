import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy, Risk, Signal } from '@invigil/contract';
import type { BehaviourStep } from './behaviour.js';
import type { FrameObservation } from './evidence.js';
import type { FaceObservation, Observation } from './observation.js';
import * as scenes from './test-scene.js';
import { changesOf, film, play, START, storyOf, type Stretch } from './test-scene.js';

const RUNS = 40;
const SECOND_FACE = scenes.face({}, { x: 680, y: 130, width: 60, height: 80 });
const IDENTIFYING = Policy.parse({ identity: { enabled: true } });
const CONDUCT_SCENES: scenes.Stretch['scene'][] = [
  { faces: [], seen: [] },
  { faces: [scenes.face(), SECOND_FACE] },
  { faces: [scenes.face({ yawDeg: 45 })] },
  { faces: [scenes.face({ pitchDeg: -60 })] },
  { seen: [scenes.PERSON, scenes.PHONE] },
  { seen: [scenes.PERSON, scenes.BOOK, scenes.SECOND_PERSON] },
  { faces: [scenes.faceWith({ gaze: { x: 0.14, confidence: 0.9 } })] },
  { faces: [scenes.faceWith({ eyes: { opening: 0.06, confidence: 0.9 } })] },
  { seen: [scenes.PERSON, scenes.SCREEN] },
  scenes.talking,
  scenes.somebodyElse,
  { faces: [scenes.MASKED] },
];
const SCENES: scenes.Stretch['scene'][] = [
  {},
  ...CONDUCT_SCENES,
  { faces: [], quality: { ...scenes.LID, change: 0 } },
  { quality: { ...scenes.USUAL_QUALITY, change: 0 } },
  'no-frame',
  { faces: [], quality: scenes.GLARE },
  { quality: scenes.OUT_OF_FOCUS },
  { quality: { ...scenes.USUAL_QUALITY, repetition: 0.9 } },
  { quality: { ...scenes.USUAL_QUALITY, backgroundChange: 0.9 } },
  { faces: [scenes.face({ yawDeg: 45 })], virtualCamera: true, tooSlow: true },
  { faces: [scenes.FAR_FACE] },
  { faces: [scenes.UNLIT_FACE] },
];

/** Mulberry32: a small seeded generator of numbers from 0 up to 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function randomFilm(random: () => number): Observation[] {
  const stretches = Array.from({ length: 12 }, (): Stretch => {
    const scene = SCENES[Math.floor(random() * SCENES.length)] ?? {};
    return { forMs: 300 + Math.floor(random() * 12_000), scene };
  });
  return film(scenes.CALM, ...stretches);
}

function checkRisk({ risk, changes }: BehaviourStep): void {
  assert.deepEqual(Risk.parse(risk), risk);
  const sum = risk.contributions.reduce((total, { points }) => total + Math.round(points * 10), 0);
  assert.equal(sum, Math.round(risk.score * 10));
  for (const { signal } of changes) assert.deepEqual(Signal.parse(signal), signal);
}

/** Each kind opens and closes in turn, with ids that count up, and each signal's own times are in order. */
function checkTurns(steps: readonly BehaviourStep[]): void {
  const open = new Map<string, Signal>();
  let number = 0;
  for (const { type, signal } of changesOf(steps)) {
    assert.equal(open.has(signal.kind), type === 'closed');
    assert.ok(signal.startedAt <= signal.openedAt);
    if (type === 'closed') {
      assert.equal(open.get(signal.kind)?.id, signal.id);
      assert.ok((signal.endedAt ?? -1) >= signal.startedAt);
      open.delete(signal.kind);
    } else {
      number += 1;
      assert.equal(signal.id, `${scenes.BOOT}-${number}`);
      open.set(signal.kind, signal);
    }
  }
}

test('keeps the risk valid and the signals in turn, whatever happens', () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const steps = play(randomFilm(seeded(seed)), IDENTIFYING);
    steps.forEach(checkRisk);
    checkTurns(steps);
  }
});

test('lets no two signals of one kind overlap in time', () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const lastEnd = new Map<string, number>();
    for (const { type, signal } of changesOf(play(randomFilm(seeded(seed)), IDENTIFYING))) {
      if (type === 'opened') assert.ok(signal.startedAt > (lastEnd.get(signal.kind) ?? 0), `seed ${seed}`);
      else lastEnd.set(signal.kind, signal.endedAt ?? Infinity);
    }
  }
});

test('survives time that jumps, stands still and runs backwards', () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const random = seeded(seed);
    let shift = 0;
    const observations = randomFilm(random).map((each, index): Observation => {
      if (random() < 0.02) shift += (random() - 0.5) * 10 ** (1 + 6 * random());
      const stands = index % 100 < 10;
      return { ...each, capturedAt: stands ? START : Math.max(0, each.capturedAt + shift) };
    });
    const steps = play(observations, IDENTIFYING);
    steps.forEach(checkRisk);
    checkTurns(steps);
  }
});

test('opens nothing while time stands still', () => {
  for (const scene of SCENES) {
    const still = film({ forMs: 60_000, scene }).map((each) => ({ ...each, capturedAt: START }));
    assert.deepEqual(storyOf(play(still, IDENTIFYING)), []);
  }
});

test('never lowers the risk while a signal goes on, and brings it to 0 after its end', () => {
  const quiet: Stretch = { forMs: 900_000, scene: {} };
  for (const scene of CONDUCT_SCENES) {
    const steps = play(film(scenes.CALM, { forMs: 60_000, scene }, quiet), IDENTIFYING);
    const scores = steps.map((step) => step.risk.score);
    const during = scores.slice(0, 660);
    during
      .slice(1)
      .forEach((score, index) => assert.ok(score >= (during[index] ?? 0) - 0.2, `${index}: ${score}`));
    assert.ok((during.at(-1) ?? 0) > 5);
    const after = scores.slice(760);
    after.slice(1).forEach((score, index) => assert.ok(score <= (after[index] ?? 0)));
    assert.deepEqual(steps.at(-1)?.risk, { score: 0, level: 'calm', contributions: [] });
  }
});

/**
 * As a seat that sees three frames a second, at moments by chance, would have observed a film. What a look for objects or a comparison
 * of faces found comes with the next frame that is observed.
 */
function thinned(full: readonly Observation[], random: () => number): Observation[] {
  const kept: Observation[] = [];
  let objects: FrameObservation['objects'] = null;
  let identity: FaceObservation['identity'] = null;
  for (const each of full) {
    if (each.type === 'frame') {
      objects = each.objects ?? objects;
      identity = each.faces[0]?.identity ?? identity;
    }
    if (random() >= 0.3) continue;
    if (each.type === 'no-frame') {
      kept.push(each);
      continue;
    }
    const faces = each.faces.map((face, index) => (index === 0 ? { ...face, identity } : face));
    kept.push({ ...each, faces, objects });
    objects = null;
    identity = null;
  }
  return kept;
}

test('sees the same signals in three frames a second, at whatever moments, as in ten', () => {
  for (const [index, scene] of SCENES.slice(1).entries()) {
    const full = film(scenes.CALM, { forMs: 16_000, scene }, { forMs: 16_000, scene: {} });
    const kinds = (observations: Observation[]) =>
      changesOf(play(observations, IDENTIFYING))
        .map(({ type, signal }) => `${type} ${signal.kind} ${signal.direction ?? ''}`)
        .sort();
    const expected = kinds(full);
    assert.ok(expected.length >= 2, `scene ${index + 1}`);
    for (let seed = 1; seed <= RUNS; seed += 1) {
      assert.deepEqual(kinds(thinned(full, seeded(seed))), expected, `scene ${index + 1}, seed ${seed}`);
    }
  }
});

test('gives the same output for the same input', () => {
  for (let seed = 1; seed <= 5; seed += 1) {
    assert.deepEqual(
      play(randomFilm(seeded(seed)), IDENTIFYING),
      play(randomFilm(seeded(seed)), IDENTIFYING),
    );
  }
});
