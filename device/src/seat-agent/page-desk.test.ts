import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import { type BehaviourStep, CALIBRATION_DOTS } from '@invigil/behaviour';
import { type Challenge, type CheckedIn, Policy } from '@invigil/contract';
import { ManualClock, systemClock } from '../lib/clock.js';
import type { Standing } from './kept-standing.js';
import { startTestAgent, until } from './test-agent.js';
import { frameOf } from './test-face.js';

const HAND = '6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f4';
const CHECK_IN: CheckedIn['checkIn'] = {
  notice: null,
  language: 'en',
  camera: 'done',
  identity: 'not-asked',
  calibration: 'skipped',
  liveness: 'skipped',
  microphone: 'not-asked',
};
const STRAIGHT = { yawDeg: 0, pitchDeg: -10, gazeX: 0 };

function step(at: number, challenges: Challenge[] = []): BehaviourStep {
  const risk = { score: 0, level: 'calm' as const, contributions: [] };
  return { at, changes: [], risk, analysis: null, challenges };
}

function judged(id: string, outcome: Challenge['outcome']): Challenge {
  return {
    id,
    cue: 'turn-left',
    issuer: 'seat',
    askedAt: 0,
    judgedAt: 4000,
    outcome,
    measured: { largestTurnDeg: 34, beganAfterMs: 800, depthConsistency: 1, blinks: null, readableShare: 1 },
  };
}

/** A seat agent with a page that was let in. `kept`: what it finds of an earlier start. */
async function setUp(
  t: TestContext,
  kept: Standing = { stage: 'arriving', hand: null },
  clock = systemClock,
) {
  const written: Standing[] = [];
  const attended: number[] = [];
  const standing = { read: () => kept, write: (one: Standing) => void written.push(one) };
  const pace = { attend: (ms: number) => void attended.push(ms) };
  const agent = await startTestAgent({ clock, more: { standing, pace } });
  t.after(() => agent.stop());
  const page = await agent.connect('page');
  await page.hear('welcome');
  const stage = () => {
    const last = page.heard.findLast(({ type }) => type === 'status');
    return last?.type === 'status' ? [last.status.stage, last.status.hand] : undefined;
  };
  return { ...agent, page, stage, written, attended };
}

test('how far the candidate is, and the hand that is up, are on the disk as they change', async (t) => {
  const { agent, page, stage, written } = await setUp(t);
  page.say({ type: 'checked-in', checkIn: CHECK_IN });
  page.say({ type: 'hand-raised', hand: { id: HAND } });
  await until(() => written.length === 2);
  void agent.show({ id: HAND, words: 'I am coming.', hand: HAND });
  page.say({ type: 'checked-out' });
  await until(() => written.length === 4);
  assert.deepEqual(written, [
    { stage: 'in-exam', hand: null },
    { stage: 'in-exam', hand: HAND },
    { stage: 'in-exam', hand: null },
    { stage: 'over', hand: null },
  ]);
  await until(() => stage()?.[0] === 'over');
});

test('a seat that starts again in the midst of an exam is still in it: the hand is up, and nobody calibrates', async (t) => {
  const { asked, calibrations, events, page, stage, written } = await setUp(t, {
    stage: 'in-exam',
    hand: HAND,
  });
  await until(() => stage() !== undefined);
  assert.deepEqual(stage(), ['in-exam', HAND]);
  page.say({ type: 'dot', dot: { x: 0.5, y: 0.5 } });
  assert.equal((await page.hear('refused'))?.reason, 'not-wanted');
  const before = page.heard.length;
  page.say({ type: 'cue', cue: 'turn-left' });
  assert.equal((await page.hear('refused', before))?.reason, 'not-wanted');
  page.say({ type: 'hand-lowered', id: HAND });
  await until(() => events.length === 1);
  assert.deepEqual(
    [events, asked, calibrations, written],
    [[{ type: 'hand-lowered', hand: { id: HAND } }], [], [], [{ stage: 'in-exam', hand: null }]],
  );
});

test('who comes after a candidate that is finished goes through the check-in as they did', async (t) => {
  const { asked, page } = await setUp(t, { stage: 'over', hand: null });
  page.say({ type: 'dot', dot: null });
  assert.equal((await page.hear('calibrated'))?.quality, null);
  page.say({ type: 'cue', cue: 'turn-left' });
  await until(() => asked.length === 1);
});

test('five dots that were looked at are learnt from by the judgement, and the page is told how well', async (t) => {
  const clock = new ManualClock();
  const { agent, attended, calibrations, page } = await setUp(t, undefined, clock);
  for (const [nth, dot] of Object.values(CALIBRATION_DOTS).entries()) {
    page.say({ type: 'dot', dot });
    await until(() => attended.length === nth + 1);
    for (let i = 0; i < 30; i += 1) {
      await clock.advance(100);
      const tremble = (i % 5) - 2;
      const looks = {
        yawDeg: 16 * (dot.x - 0.5) + 0.2 * tremble,
        pitchDeg: -10 - 14 * (dot.y - 0.5) + 0.2 * tremble,
        gazeX: 0.14 * (dot.x - 0.5) + 0.003 * tremble,
      };
      agent.see(frameOf(clock.now(), looks), step(clock.now()));
    }
    page.say({ type: 'alive' });
  }
  page.say({ type: 'dot', dot: null });
  const quality = (await page.hear('calibrated'))?.quality ?? 0;
  assert.ok(quality > 0.6, String(quality));
  assert.equal(calibrations.length, 1);
});

test('eyes that were not read are told as such, and the judgement learns nothing', async (t) => {
  const { calibrations, page } = await setUp(t);
  page.say({ type: 'dot', dot: { x: 0.5, y: 0.5 } });
  page.say({ type: 'dot', dot: null });
  assert.equal((await page.hear('calibrated'))?.quality, null);
  assert.deepEqual(calibrations, []);
});

test('a cue is given by the seat, one at a time, and who asked is told what came of it', async (t) => {
  const { agent, asked, attended, connect, page } = await setUp(t);
  const other = await connect('page');
  await other.hear('welcome');
  page.say({ type: 'cue', cue: 'turn-left' });
  await until(() => asked.length === 1);
  const { withinMs } = Policy.parse({}).liveness;
  assert.deepEqual([asked[0]?.issuer, asked[0]?.cue, asked[0]?.withinMs], ['seat', 'turn-left', withinMs]);
  assert.ok((attended[0] ?? 0) > withinMs, 'it looks as often as it can meanwhile');
  other.say({ type: 'cue', cue: 'turn-right' });
  assert.equal((await other.hear('refused'))?.reason, 'not-wanted');
  agent.see(undefined, step(0, [judged('00000000-0000-4000-8000-000000000001', 'answered')]));
  agent.see(undefined, step(0, [judged(asked[0]?.id ?? '', 'inconsistent')]));
  assert.equal(
    (await page.hear('cued'))?.outcome,
    'not-answered',
    'what was seen instead is not the page’s to tell',
  );
  assert.equal(page.heard.filter(({ type }) => type === 'cued').length, 1);
  assert.equal(
    other.heard.some(({ type }) => type === 'cued'),
    false,
  );
  agent.hubCue(5000);
  const before = page.heard.length;
  page.say({ type: 'cue', cue: 'turn-left' });
  assert.equal((await page.hear('refused', before))?.reason, 'not-wanted', 'the hub’s goes first');
});

test('without a camera there are no dots and no cue', async (t) => {
  const { page, seat } = await setUp(t);
  seat.policy = Policy.parse({ camera: { enabled: false } });
  page.say({ type: 'dot', dot: { x: 0.5, y: 0.5 } });
  assert.equal((await page.hear('refused'))?.reason, 'not-wanted');
});

test('events of a page that floods are refused: each is written to the disk', async (t) => {
  const { events, page } = await setUp(t);
  for (let i = 0; i < 30; i += 1) page.say({ type: 'checked-in', checkIn: CHECK_IN });
  assert.equal((await page.hear('refused'))?.reason, 'too-many');
  await sleep(100);
  assert.ok(events.length >= 20 && events.length <= 21, String(events.length));
});

test('who looks at themselves gets each new picture once, advice as it changes, and nothing after they stop', async (t) => {
  let takenAt = 1;
  let isBroken = false;
  const encode = () =>
    isBroken ? Promise.reject(new Error('no')) : Promise.resolve(Buffer.from(`picture ${takenAt}`));
  const agent = await startTestAgent({ more: { newest: () => ({ takenAt, encode }), voice: () => 0.4 } });
  t.after(() => agent.stop());
  const [page, other] = [await agent.connect('page'), await agent.connect('page')];
  await page.hear('welcome');
  await other.hear('welcome');
  const see = (looks: Parameters<typeof frameOf>[1]): void => agent.agent.see(frameOf(0, looks), step(0));
  see(STRAIGHT);
  page.say({ type: 'watch-self', on: true });
  await until(() => page.pictures.length === 1);
  assert.equal((await page.hear('hearing'))?.voice, 0.4);
  see(STRAIGHT);
  assert.deepEqual(await page.hear('guidance'), { type: 'guidance', face: 'good', light: 'good' });
  see(null);
  await sleep(300);
  see(STRAIGHT);
  see(null);
  await sleep(300);
  see(null);
  const advice = () => page.heard.flatMap((one) => (one.type === 'guidance' ? [one.face] : []));
  await until(() => advice().length === 2);
  assert.deepEqual(advice(), ['good', 'none'], 'advice that flickers can’t be followed');
  assert.equal(page.pictures.length, 1, 'the same picture is not sent twice');
  takenAt = 2;
  await until(() => page.pictures.length === 2);
  isBroken = true;
  takenAt = 3;
  await sleep(500);
  isBroken = false;
  takenAt = 4;
  await until(() => page.pictures.length === 3);
  assert.equal(page.pictures[2]?.toString(), 'picture 4');
  page.say({ type: 'watch-self', on: false });
  await sleep(300);
  takenAt = 5;
  see(STRAIGHT);
  await sleep(500);
  assert.deepEqual([page.pictures.length, advice().length], [3, 2]);
  assert.deepEqual([other.pictures.length, other.heard.some(({ type }) => type === 'guidance')], [0, false]);
});
