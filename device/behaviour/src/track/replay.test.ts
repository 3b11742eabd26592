import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EventBody, Policy, type TrackNote } from '@invigil/contract';
import { Judge } from '../judge.js';
import type { Observation } from '../observation.js';
import { StepEvents } from '../step-events.js';
import * as scenes from '../test-scene.js';
import { film, STANDARD } from '../test-scene.js';
import { replay } from './replay.js';
import { asItIs, record, START_NOTE } from './test-track.js';
import { TrackError } from './track-error.js';
import { readTrack } from './track-file.js';

const SESSION = film(
  scenes.CALM,
  { forMs: 9000, scene: { seen: [scenes.PERSON, scenes.PHONE] } },
  { forMs: 8000, scene: { faces: [], seen: [] } },
  { forMs: 6000, scene: { faces: [scenes.face({ yawDeg: -41.234, pitchDeg: -14.321 })] } },
  { forMs: 5000, scene: 'no-frame' },
  { forMs: 90_000, scene: {} },
);
const STRICT = Policy.parse({ id: 'strict', version: 2, lookingAway: { yawDeg: 20 } });
const NO_PHONE = Policy.parse({ conduct: { phone: { enabled: false } } });

/** A seat: what it tells of some observations, and its track. */
function live(observations: readonly Observation[], changesTo?: { policy: Policy; after: number }) {
  const change =
    changesTo && ({ type: 'policy', policyHash: 'cd'.repeat(32), policy: changesTo.policy } as const);
  const given = [
    START_NOTE,
    ...observations.flatMap((one, index) => (change && index === changesTo.after ? [change, one] : [one])),
    { type: 'finish', at: observations.at(-1)?.capturedAt ?? 0 } as const,
  ];
  const { file, told } = record(given);
  const judge = new Judge({ boot: scenes.BOOT, policy: STANDARD });
  const events = new StepEvents();
  const tell = (step: ReturnType<Judge['observe']>) => events.of(step).map((body) => ({ at: step.at, body }));
  const lived = told.flatMap((one, index) => {
    if (index === changesTo?.after) judge.apply(changesTo.policy);
    return tell(judge.observe(one));
  });
  return { file, lived: [...lived, ...tell(judge.finish())] };
}

function signalsIn(events: Iterable<{ body: EventBody }>): string[] {
  return [...events].flatMap(({ body }) =>
    'signal' in body
      ? [`${body.type} ${body.signal.kind} ${body.signal.openedAt} ${body.signal.endedAt}`]
      : [],
  );
}

test('a replay tells what the seat told', () => {
  const { file, lived } = live(SESSION);
  assert.ok(signalsIn(lived).length >= 8);
  assert.equal(JSON.stringify([...replay(readTrack(file, asItIs))]), JSON.stringify(lived));
});

test('a replay changes the policy where the seat did', () => {
  const { file, lived } = live(SESSION, { policy: STRICT, after: 100 });
  assert.equal(JSON.stringify([...replay(readTrack(file, asItIs))]), JSON.stringify(lived));
  assert.notDeepEqual(signalsIn(lived), signalsIn(live(SESSION).lived));
});

test('under another policy exactly what it says is different', () => {
  const { file, lived } = live(SESSION);
  const other = signalsIn(replay(readTrack(file, asItIs), NO_PHONE));
  assert.deepEqual(
    other,
    signalsIn(lived).filter((one) => !one.includes('phone')),
  );
  assert.ok(other.length < signalsIn(lived).length);
});

test('another policy holds all the way, whatever was in force', () => {
  const { file } = live(SESSION, { policy: STRICT, after: 100 });
  const other = [...replay(readTrack(file, asItIs), STANDARD)];
  assert.equal(JSON.stringify(other), JSON.stringify(live(SESSION).lived));
});

test('a track without a start, or with two, can’t be judged', () => {
  const broken = [[...SESSION], [START_NOTE, START_NOTE]];
  for (const given of broken) {
    const { file } = record(given);
    assert.throws(() => [...replay(readTrack(file, asItIs))], TrackError);
  }
});

test('a cue is judged again in its turn, with the same outcome', () => {
  const still = film({ forMs: 30_000, scene: {} });
  const cue = (second: number): TrackNote => ({
    type: 'challenge',
    asked: {
      id: `6f1d6c0e-8a3c-4c1b-9d5e-${String(second).padStart(12, '0')}`,
      issuer: 'eva',
      cue: 'turn-left',
      askedAt: scenes.START + second * 1000,
      withinMs: 5000,
    },
  });
  const given = still.flatMap((one, index) =>
    index === 60 || index === 130 ? [cue(index / 10), one] : [one],
  );
  const { file, told } = record([START_NOTE, ...given]);
  const judge = new Judge({ boot: scenes.BOOT, policy: STANDARD });
  const events = new StepEvents();
  const lived = told.flatMap((one, index) => {
    const note = index === 60 || index === 130 ? cue(index / 10) : undefined;
    if (note?.type === 'challenge') judge.challenge(note.asked);
    const step = judge.observe(one);
    return events.of(step).map((body) => ({ at: step.at, body }));
  });
  const outcomes = lived.flatMap(({ body }) => (body.type === 'challenge' ? [body.challenge.outcome] : []));
  assert.deepEqual(outcomes, ['not-answered', 'not-answered']);
  assert.ok(signalsIn(lived).some((line) => line.startsWith('signal-opened spoof-suspected')));
  assert.equal(JSON.stringify([...replay(readTrack(file, asItIs))]), JSON.stringify(lived));
});
