import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ChallengeAsked, Policy } from '@invigil/contract';
import type { BehaviourStep } from './behaviour.js';
import { Judge } from './judge.js';
import type { Observation } from './observation.js';

const BOOT = '00000000000000ab';
const START = 1_700_000_000_000;
const STANDARD = Policy.parse({});
const OTHER = Policy.parse({ id: 'strict', version: 2 });
const THIRD = Policy.parse({ id: 'mild', version: 3 });

/** What a lost camera brings: the shortest way to a signal. */
function blind(atMs: number): Observation {
  return { type: 'no-frame', capturedAt: START + atMs };
}

function watch(judge: Judge, fromMs: number, toMs: number): BehaviourStep[] {
  const steps: BehaviourStep[] = [];
  for (let atMs = fromMs; atMs <= toMs; atMs += 500) steps.push(judge.observe(blind(atMs)));
  return steps;
}

function storyOf(steps: readonly BehaviourStep[]): string[] {
  return steps.flatMap(({ changes }) => changes.map(({ type, signal }) => `${type} ${signal.id}`));
}

test('another policy closes what is open, once, and signals go on being numbered', () => {
  const judge = new Judge({ boot: BOOT, policy: STANDARD });
  assert.deepEqual(storyOf(watch(judge, 0, 3000)), [`opened ${BOOT}-1`]);
  judge.apply(OTHER);
  const steps = watch(judge, 3500, 8000);
  assert.deepEqual(storyOf(steps), [`closed ${BOOT}-1`, `opened ${BOOT}-2`]);
  assert.deepEqual(steps[0]?.changes[0]?.signal.endedAt, START + 3000);
});

test('two policies in a row, with no frame in between, lose no closed signal', () => {
  const judge = new Judge({ boot: BOOT, policy: STANDARD });
  watch(judge, 0, 3000);
  judge.apply(OTHER);
  judge.apply(THIRD);
  assert.deepEqual(storyOf(watch(judge, 3500, 3500)), [`closed ${BOOT}-1`]);
});

test('another policy ends the minute, which is told with the next frame', () => {
  const judge = new Judge({ boot: BOOT, policy: STANDARD });
  watch(judge, 0, 3000);
  judge.apply(OTHER);
  judge.apply(THIRD);
  const [step] = watch(judge, 3500, 4000);
  assert.deepEqual([step?.analysis?.from, step?.analysis?.to], [START, START + 3000]);
  assert.deepEqual(judge.finish().analysis?.from, START + 3500);
  assert.equal(judge.finish().analysis, null);
});

test('the end closes what is open', () => {
  const judge = new Judge({ boot: BOOT, policy: STANDARD });
  watch(judge, 0, 3000);
  const end = judge.finish();
  assert.deepEqual(storyOf([end]), [`closed ${BOOT}-1`]);
  assert.equal(end.at, START + 3000);
  assert.deepEqual(judge.finish().changes, []);
});

test('an end right after another policy still closes what the old one had open', () => {
  const judge = new Judge({ boot: BOOT, policy: STANDARD });
  watch(judge, 0, 3000);
  judge.apply(OTHER);
  assert.deepEqual(storyOf([judge.finish()]), [`closed ${BOOT}-1`]);
});

test('an end before the first observation has nothing to close', () => {
  assert.deepEqual(new Judge({ boot: BOOT, policy: STANDARD }).finish().changes, []);
});

test('the rules of the policy in force are the ones that are used', () => {
  const deaf = Policy.parse({
    coverage: {
      ...STANDARD.coverage,
      'camera-lost': { ...STANDARD.coverage['camera-lost'], enabled: false },
    },
  });
  const judge = new Judge({ boot: BOOT, policy: deaf });
  assert.deepEqual(storyOf(watch(judge, 0, 5000)), []);
  judge.apply(STANDARD);
  assert.equal(judge.policy, STANDARD);
  assert.deepEqual(storyOf(watch(judge, 5500, 8500)), [`opened ${BOOT}-1`]);
});

test('a cue is judged by what is seen after it, and another policy breaks it off', () => {
  const judge = new Judge({ boot: BOOT, policy: STANDARD });
  const asked: ChallengeAsked = {
    id: '6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f4',
    issuer: 'eva',
    cue: 'turn-left',
    askedAt: START + 1000,
    withinMs: 4000,
  };
  const outcomesIn = (steps: readonly BehaviourStep[]) =>
    steps.flatMap(({ challenges = [] }) => challenges.map(({ outcome, judgedAt }) => [outcome, judgedAt]));
  watch(judge, 0, 1000);
  judge.challenge(asked);
  assert.deepEqual(outcomesIn(watch(judge, 1500, 6000)), [['could-not-see', START + 5000]]);
  judge.challenge({ ...asked, askedAt: START + 6000 });
  watch(judge, 6500, 7000);
  judge.apply(OTHER);
  assert.deepEqual(outcomesIn(watch(judge, 7500, 12_000)), [['could-not-see', START + 7000]]);
});
