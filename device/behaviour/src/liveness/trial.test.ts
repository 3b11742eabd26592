import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Act, ASK_MS, judge, outAndBack } from './test-head.js';

/** A turn to the candidate's own left or right that begins some time after the cue. */
function turn(peakDeg: number, afterMs = 1000, lastsMs = 1600): Act {
  const angle = outAndBack(ASK_MS + afterMs, lastsMs, peakDeg);
  return (atMs) => ({ yawDeg: angle(atMs) });
}

test('a turn in the asked direction and back is an answer, as soon as the head is back', () => {
  const right = judge('turn-right', turn(35));
  assert.equal(right.outcome, 'answered');
  assert.ok(right.judgedAt - right.askedAt < 2700, 'it does not wait for the end of the time');
  assert.ok(Math.abs((right.measured.largestTurnDeg ?? 0) - 35) < 1);
  assert.ok(Math.abs((right.measured.beganAfterMs ?? 0) - 1200) <= 100);
  assert.equal(right.measured.depthConsistency, 1);
  assert.equal(right.measured.readableShare, 1);
  assert.equal(judge('turn-left', turn(-35)).outcome, 'answered');
});

test('a raised chin answers a cue to look up, and no cue to turn', () => {
  const angle = outAndBack(ASK_MS + 900, 1600, 30);
  const chin: Act = (atMs) => ({ pitchDeg: angle(atMs) });
  assert.equal(judge('look-up', chin).outcome, 'answered');
  assert.equal(judge('turn-left', chin).outcome, 'wrong');
});

test('paper is lower than a screen: a head that goes down is neither an answer nor a wrong one', () => {
  const angle = outAndBack(ASK_MS + 900, 1600, -35);
  assert.equal(judge('turn-left', (atMs) => ({ pitchDeg: angle(atMs) })).outcome, 'not-answered');
});

test('a head that keeps still, or turns too little, answers nothing', () => {
  assert.equal(judge('turn-left', () => ({})).outcome, 'not-answered');
  const little = judge('turn-left', turn(-17));
  assert.equal(little.outcome, 'not-answered');
  assert.ok(Math.abs((little.measured.largestTurnDeg ?? 0) - 17) < 1);
});

test('a head that turns and stays there has not come back', () => {
  const stays: Act = (atMs) => ({ yawDeg: atMs > ASK_MS + 1000 ? -35 : 0 });
  assert.equal(judge('turn-left', stays).outcome, 'not-answered');
});

test('a movement that began before the cue, or faster than anybody reacts, is no answer', () => {
  assert.equal(judge('turn-left', turn(-35, -800)).outcome, 'not-answered');
  assert.equal(judge('turn-left', turn(-35, -50)).outcome, 'not-answered');
  assert.equal(judge('turn-left', turn(-35, 200)).outcome, 'answered');
});

test('a head that was turned at the cue may come back and then answer', () => {
  const back = outAndBack(ASK_MS - 1500, 2000, -40);
  const answer = outAndBack(ASK_MS + 2000, 1600, -40);
  assert.equal(judge('turn-left', (atMs) => ({ yawDeg: back(atMs) })).outcome, 'not-answered');
  assert.equal(judge('turn-left', (atMs) => ({ yawDeg: back(atMs) + answer(atMs) })).outcome, 'answered');
});

test('one turn to the other side is forgiven, a head that shakes answers nothing', () => {
  const [first, second, third] = [1000, 3000, 5000].map((afterMs) => [
    outAndBack(ASK_MS + afterMs, 1400, 35),
    outAndBack(ASK_MS + afterMs, 1400, -35),
  ]);
  const right = first![0]!;
  const thenLeft = second![1]!;
  assert.equal(judge('turn-left', (atMs) => ({ yawDeg: right(atMs) })).outcome, 'wrong');
  assert.equal(judge('turn-left', (atMs) => ({ yawDeg: right(atMs) + thenLeft(atMs) })).outcome, 'answered');
  const shakes: Act = (atMs) => ({ yawDeg: right(atMs) + second![0]!(atMs) + third![1]!(atMs) });
  assert.equal(judge('turn-left', shakes).outcome, 'wrong');
});

test('an answer after the time is over is none', () => {
  assert.equal(judge('turn-left', turn(-35, 10_100)).outcome, 'not-answered');
});

test('a flat picture that is swung becomes narrower without a turn', () => {
  const swing = outAndBack(ASK_MS + 1000, 2400, 1);
  const flat: Act = (atMs) => ({ narrow: Math.cos((35 * swing(atMs) * Math.PI) / 180) });
  const { measured, outcome } = judge('turn-left', flat);
  assert.equal(outcome, 'inconsistent');
  assert.ok((measured.depthConsistency ?? 1) < 0.5);
});

test('a head that turns while its face narrows by far more than that is no solid one', () => {
  const swing = outAndBack(ASK_MS + 1000, 2400, 1);
  const both: Act = (atMs) => ({
    yawDeg: -25 * swing(atMs),
    narrow: 1 - 0.2 * swing(atMs),
  });
  assert.equal(judge('turn-left', both).outcome, 'inconsistent');
});

test('an open mouth makes a face longer, not flat', () => {
  const yawns: Act = (atMs) =>
    atMs > ASK_MS + 1000 && atMs < ASK_MS + 4000 ? { narrow: 0.87, mouth: 0.4 } : {};
  assert.equal(judge('turn-left', yawns).outcome, 'not-answered');
});

test('a face that can’t be read for most of the time says nothing of the candidate', () => {
  const lost: Act = (atMs) => (atMs > ASK_MS + 500 ? null : {});
  assert.equal(judge('turn-left', lost).outcome, 'could-not-see');
  assert.equal(judge('turn-left', () => null).outcome, 'could-not-see');
  const answers = turn(-35);
  const partly: Act = (atMs) => (atMs > ASK_MS + 3000 ? null : answers(atMs));
  assert.equal(judge('turn-left', partly).outcome, 'answered');
});

test('turns are judged at three pictures a second as at thirty, and not at two', () => {
  for (const fps of [3, 5, 10, 30]) {
    assert.equal(judge('turn-left', turn(-35, 1000, 2000), { fps }).outcome, 'answered', `${fps} fps`);
    assert.equal(judge('turn-left', () => ({}), { fps }).outcome, 'not-answered', `${fps} fps`);
  }
  assert.equal(judge('turn-left', () => ({}), { fps: 2 }).outcome, 'could-not-see');
});

/** Eyes that close for a while at some times after the cue. */
function blinks(...at: readonly (readonly [afterMs: number, lastsMs: number])[]): Act {
  return (atMs) => ({
    eyes: at.some(([afterMs, lastsMs]) => atMs >= ASK_MS + afterMs && atMs < ASK_MS + afterMs + lastsMs)
      ? 0.1
      : 0.4,
  });
}

test('two blinks close together answer a cue to blink twice', () => {
  const { measured, outcome } = judge('blink-twice', blinks([1500, 200], [2100, 200]));
  assert.deepEqual([outcome, measured.blinks, measured.beganAfterMs], ['answered', 2, 1500]);
  assert.equal(measured.largestTurnDeg, null);
});

test('one blink, two far apart, eyes that stay closed, and blinks before the cue are no answer', () => {
  for (const act of [
    blinks([1500, 200]),
    blinks([1500, 200], [5000, 200]),
    blinks([1500, 900], [2700, 900]),
    blinks([-700, 200], [100, 200]),
  ]) {
    assert.equal(judge('blink-twice', act).outcome, 'not-answered');
  }
});

test('at five pictures a second a blink may be missed, so nothing is said', () => {
  const { outcome } = judge('blink-twice', () => ({}), { fps: 5 });
  assert.equal(outcome, 'could-not-see');
});
