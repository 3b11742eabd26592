import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ChallengeAsked, type Cue, Policy } from '@invigil/contract';
import { Behaviour } from '../behaviour.js';
import { BOOT, film, frame, STANDARD, START, storyOf } from '../test-scene.js';
import { type Act, asked, ASK_MS, challengesIn, outAndBack, playCues } from './test-head.js';

const STILL: Act = () => ({});
/** Cues to turn left, each some time after `START`, with names of their own. */
function cues(atMs: readonly number[], cue: Cue = 'turn-left'): ChallengeAsked[] {
  return atMs.map((at, index) =>
    asked(cue, { id: `6f1d6c0e-8a3c-4c1b-9d5e-${String(index).padStart(12, '0')}`, askedAt: START + at }),
  );
}
function outcomes(...args: Parameters<typeof playCues>): string[] {
  return challengesIn(playCues(...args)).map(({ outcome }) => outcome);
}

test('one cue that was not answered opens no signal', () => {
  const steps = playCues(cues([ASK_MS]), STILL, { untilMs: 60_000 });
  assert.equal(challengesIn(steps)[0]?.outcome, 'not-answered');
  assert.deepEqual(storyOf(steps), []);
});

test('two in a row do, below a confidence of 0.8, and it ends by itself', () => {
  const steps = playCues(cues([4000, 16_000]), STILL, { untilMs: 170_000 });
  const [opened, closed, ...more] = steps.flatMap(({ changes }) => changes);
  assert.deepEqual(storyOf(steps).slice(0, 1), ['opened spoof-suspected at 28.0']);
  assert.ok(opened && opened.signal.confidence < 0.8);
  assert.equal(closed?.type, 'closed');
  assert.ok(Math.abs((closed.signal.endedAt ?? 0) - START - 146_000) < 500, 'held for two minutes');
  assert.deepEqual(more, []);
});

test('a risk of it alone calls for a look, not for an alert', () => {
  const steps = playCues(cues([4000, 16_000]), STILL, { untilMs: 100_000 });
  assert.equal(steps.at(-1)?.risk.level, 'watch');
});

test('an answer in between begins the count anew, and an answer ends the signal', () => {
  const answer = outAndBack(17_500, 1600, -35);
  const second: Act = (atMs) => ({ yawDeg: answer(atMs) });
  assert.deepEqual(
    storyOf(playCues(cues([4000, 16_000, 30_000]), second, { untilMs: 60_000 })),
    [],
    'missed, answered, missed',
  );
  const late = outAndBack(31_500, 1600, -35);
  const third: Act = (atMs) => ({ yawDeg: late(atMs) });
  const story = storyOf(playCues(cues([4000, 16_000, 30_000]), third, { untilMs: 60_000 }));
  assert.equal(story[0], 'opened spoof-suspected at 28.0');
  assert.match(story[1] ?? '', /^closed spoof-suspected at 3[45]/);
});

test('what the camera could not see never counts against a candidate', () => {
  const unread: Act = (atMs) => (atMs > ASK_MS ? null : {});
  const steps = playCues(cues([4000, 16_000, 28_000]), unread, { untilMs: 60_000 });
  assert.deepEqual(
    challengesIn(steps).map(({ outcome }) => outcome),
    ['could-not-see', 'could-not-see', 'could-not-see'],
  );
  assert.ok(!storyOf(steps).some((line) => line.includes('spoof')));
});

test('two cues with a quarter of an hour between them are not in a row', () => {
  const steps = playCues(cues([4000, 900_000]), STILL, { untilMs: 930_000, fps: 5 });
  assert.equal(challengesIn(steps).length, 2);
  assert.deepEqual(storyOf(steps), []);
});

test('a face that is flat needs no second cue', () => {
  const swing = outAndBack(ASK_MS + 1000, 2400, 1);
  const flat: Act = (atMs) => ({ narrow: Math.cos((35 * swing(atMs) * Math.PI) / 180) });
  assert.deepEqual(storyOf(playCues(cues([ASK_MS]), flat, { untilMs: 40_000 })), [
    'opened spoof-suspected at 16.0',
  ]);
});

test('a policy that does not watch for it still judges cues', () => {
  const off = Policy.parse({ conduct: { 'spoof-suspected': { enabled: false } } });
  const steps = playCues(cues([4000, 16_000]), STILL, { untilMs: 60_000, policy: off });
  assert.equal(challengesIn(steps).length, 2);
  assert.deepEqual(storyOf(steps), []);
});

test('a policy’s angle and attempts hold', () => {
  const answer = outAndBack(ASK_MS + 1000, 1600, -25);
  const strict = Policy.parse({ liveness: { leastTurnDeg: 30, attempts: 1 } });
  const act: Act = (atMs) => ({ yawDeg: answer(atMs) });
  const steps = playCues(cues([ASK_MS]), act, { policy: strict, untilMs: 30_000 });
  assert.equal(challengesIn(steps)[0]?.outcome, 'not-answered');
  assert.deepEqual(storyOf(steps), ['opened spoof-suspected at 16.0']);
});

test('a newer cue takes the place of one that is under way, which says nothing then', () => {
  assert.deepEqual(outcomes(cues([4000, 7000]), STILL, { untilMs: 30_000 }), [
    'could-not-see',
    'not-answered',
  ]);
});

test('a cue that is under way at the end, or at a break of the record, is told as not seen', () => {
  const behaviour = new Behaviour({ policy: STANDARD, boot: BOOT });
  for (const observation of film({ forMs: 5000, scene: {} })) behaviour.observe(observation);
  behaviour.challenge(asked('turn-left', { askedAt: START + 5000 }));
  const { challenges } = behaviour.finish(START + 4900);
  assert.deepEqual(
    challenges?.map(({ askedAt, judgedAt, outcome }) => [outcome, judgedAt - askedAt]),
    [['could-not-see', 0]],
  );
  behaviour.challenge(asked('turn-left', { askedAt: START + 6000 }));
  const step = behaviour.observe(frame(START + 60_000));
  assert.deepEqual(
    step.challenges?.map(({ outcome }) => outcome),
    ['could-not-see'],
  );
});

test('a seat that is asked nothing tells nothing of it', () => {
  for (const step of playCues([], STILL)) assert.ok(!('challenges' in step));
});

test('the same pictures and cues give the same outcomes', () => {
  const answer = outAndBack(ASK_MS + 1000, 1600, -35);
  const act: Act = (atMs) => ({ yawDeg: answer(atMs) });
  assert.deepEqual(playCues(cues([4000, 16_000]), act), playCues(cues([4000, 16_000]), act));
});
