import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REFUSAL_WORDS, said } from '@invigil/contract';
import { DashboardError, refusalOf } from './errors.js';
import { refusalText, refusalWords } from './refusal-words.js';

test('pages say in English why the hub refuses what the hub itself says', () => {
  // A page's texts stand as literals, since translations are taken from its sources.
  assert.deepEqual(refusalWords, REFUSAL_WORDS);
});

test('fills in facts as the reader’s language writes them, and what people wrote as they wrote it', () => {
  assert.equal(refusalText(said('wait-minutes', { minutes: 1200 })), 'too many log-ins; wait 1,200 minutes');
  assert.equal(
    refusalText(said('not-for-role', { role: 'technician' })),
    'this is not for you: your role is technician',
  );
  assert.equal(
    refusalText(said('number-of-other', { number: 'A{name}1', name: '$& {number}' })),
    'in another exam A{name}1 is the number of $& {number}',
  );
});

test('takes the hub’s own words where it knows no reason, or not all of its facts', () => {
  const refused = (known: { reason?: string }) =>
    refusalOf(new DashboardError('refused', 'as the hub says', {}, 'conflict', known));
  assert.equal(refused({}), 'as the hub says');
  assert.equal(refused({ reason: 'of-a-newer-hub' }), 'as the hub says');
  assert.equal(refused({ reason: 'constructor' }), 'as the hub says');
  assert.equal(refused({ reason: 'no-exam' }), 'there is no such exam');
  assert.equal(refused({ reason: 'exam-exists' }), 'as the hub says');
  assert.equal(refusalOf(new DashboardError('unreachable', 'no answer')), null);
});
