import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExamFacts } from '@invigil/contract';
import { inTheWay } from './in-the-way.js';
import { keepProgress, keptProgress } from './progress.js';
import { reduceSeat, unknownSeat, type SeatAction, type SeatState } from './seat-state.js';

const FACTS: ExamFacts = {
  seat: { centre: 'north', room: 'r1', seat: 'a1' },
  session: 'algebra-2',
  exam: null,
  notice: null,
  retention: null,
  steps: { camera: true, calibration: false, liveness: false, identity: false, microphone: false },
  watched: { camera: [], page: [], browser: [], editor: [], machine: [], microphone: [] },
};
const HAND = 'c2a4be1e-5a0c-4f0e-9a4d-3b4a2f6f0c77';

function storage(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

function after(...actions: SeatAction[]): SeatState {
  const kept = (session: string) => keptProgress(storage(), session);
  const start: SeatAction[] = [
    { type: 'facts', facts: FACTS, kept },
    { type: 'link', link: { at: 'connected' } },
  ];
  return [...start, ...actions].reduce(reduceSeat, unknownSeat);
}

test('goes from step to step and keeps what came of each', () => {
  const { progress } = after({ type: 'next' }, { type: 'passed', step: 'camera', outcome: 'skipped' });
  assert.equal(progress.step, 'ready');
  assert.deepEqual(progress.outcomes, { camera: 'skipped' });
});

test('goes on where it was after a reload, in the same exam only', () => {
  const kept = storage();
  const { progress } = after({ type: 'next' }, { type: 'raised', id: HAND, at: 5 });
  keepProgress(kept, progress);
  assert.deepEqual(keptProgress(kept, 'algebra-2'), progress);
  assert.equal(keptProgress(kept, 'chemistry').step, 'welcome');
  kept.setItem('invigil-progress', '{"step":"of-later"}');
  assert.equal(keptProgress(kept, 'algebra-2').step, 'welcome');
});

test('new facts of the same exam leave the candidate where they are', () => {
  const changed = { ...FACTS, steps: { ...FACTS.steps, camera: false } };
  const kept = (session: string) => keptProgress(storage(), session);
  const { facts, progress } = after({ type: 'next' }, { type: 'facts', facts: changed, kept });
  assert.equal(progress.step, 'camera');
  assert.equal(facts, changed);
});

test('words that answer a hand take it down; the same words stand there once', () => {
  const message = { type: 'message', id: 'm', words: 'Somebody is coming.', hand: HAND } as const;
  const state = after(
    { type: 'raised', id: HAND, at: 5 },
    { type: 'told', message },
    { type: 'told', message },
  );
  assert.equal(state.progress.hand, null);
  assert.equal(state.messages.length, 1);
  assert.deepEqual(reduceSeat(state, { type: 'read', id: 'm' }).messages, []);
});

test('each refusal says its own thing before the exam, and takes nothing away during it', () => {
  const way = (state: SeatState) => inTheWay(state, { key: 'k', isElsewhere: false });
  const refused = { type: 'link', link: { at: 'refused', reason: 'proof' } } as const;
  assert.equal(way(after(refused)), 'wrongKey');
  assert.equal(way(after({ type: 'next' }, { type: 'next' }, { type: 'next' }, refused)), null);
  assert.equal(way(unknownSeat), 'connecting');
  assert.equal(way({ ...unknownSeat, link: { at: 'lost' } }), 'notThere');
  assert.equal(way({ ...unknownSeat, link: { at: 'refused', reason: 'not-wanted' } }), 'notWanted');
  assert.equal(inTheWay(after(), { key: null, isElsewhere: false }), 'noKey');
  assert.equal(inTheWay(after(), { key: 'k', isElsewhere: true }), 'elsewhere');
});
