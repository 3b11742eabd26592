import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WindowFacts } from '../src/signals/window-facts.js';
import { ExamFrames } from './exam-frames.js';

const SEAT = 'http://127.0.0.1:47615';
const EXAM = 'https://exam.north.example';

const IN_FRONT: WindowFacts = {
  isShown: true,
  hasFocus: true,
  isFullScreen: false,
  hasSecondDisplay: true,
  outer: { width: 1366, height: 768 },
  inner: { width: 1366, height: 680 },
  zoom: 1,
};
const BEHIND: WindowFacts = { ...IN_FRONT, isShown: false, hasFocus: false };

function frames(exam: string | null = `${EXAM}/algebra`): ExamFrames<string> {
  const all = new ExamFrames<string>();
  all.belongTo(SEAT, exam);
  return all;
}

test('says nothing of a hidden exam before there was a page of it', () => {
  const all = frames();
  all.set('other', { tab: 1, origin: 'https://other.example', isTop: true, facts: BEHIND });
  assert.equal(all.facts().isShown, true);
});

test('the exam is in front where one of its pages is', () => {
  const all = frames();
  all.set('a', { tab: 1, origin: EXAM, isTop: true, facts: BEHIND });
  assert.equal(all.facts().isShown, false);
  all.set('b', { tab: 2, origin: EXAM, isTop: true, facts: IN_FRONT });
  assert.deepEqual([all.facts().isShown, all.facts().hasFocus], [true, true]);
});

test('once its last page is closed the exam is hidden, until another exam begins', () => {
  const all = frames();
  all.set('a', { tab: 1, origin: EXAM, isTop: true, facts: IN_FRONT });
  all.remove('a');
  assert.equal(all.facts().isShown, false);
  all.forget();
  assert.equal(all.facts().isShown, true);
});

test('the seat’s own page tells of itself, and a frame is no page', () => {
  const all = frames(null);
  all.set('seat', { tab: 1, origin: SEAT, isTop: true, facts: BEHIND });
  all.set('frame', { tab: 1, origin: EXAM, isTop: false, facts: BEHIND });
  assert.equal(all.facts().isShown, true);
  assert.equal(all.isOfExam(EXAM), true);
  assert.equal(all.isOfExam(SEAT), false);
});

test('a second display is left to the seat’s page', () => {
  const all = frames();
  all.set('a', { tab: 1, origin: EXAM, isTop: true, facts: IN_FRONT });
  assert.equal(all.facts().hasSecondDisplay, null);
});
