import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Judged, JudgementBatchRequest } from '@invigil/contract';
import { SAMPLE_NOW, sampleIncident } from '../lib/sample-views.js';
import { NOTHING_CHOSEN, chosenOf, mayBeChosen, reached, toggled, withAll } from './selection.js';

const ORDER = ['a', 'b', 'c', 'd', 'e'];

test('chooses one by one, and no longer', () => {
  const two = toggled(toggled(NOTHING_CHOSEN, 'b'), 'd');
  assert.deepEqual([[...two.ids], two.anchor], [['b', 'd'], 'd']);
  assert.deepEqual([...toggled(two, 'b').ids], ['d']);
});

test('chooses a range from the last one, in either direction, and keeps what was chosen', () => {
  const one = toggled(NOTHING_CHOSEN, 'd');
  assert.deepEqual([...reached(one, ORDER, 'b').ids].sort(), ['b', 'c', 'd']);
  assert.deepEqual([...reached(one, ORDER, 'e').ids], ['d', 'e']);
  assert.deepEqual([...reached(NOTHING_CHOSEN, ORDER, 'c').ids], ['c'], 'without a last one only itself');
  assert.deepEqual([...reached(toggled(one, 'gone'), ORDER, 'a').ids], ['d', 'gone', 'a']);
  assert.deepEqual([...reached(one, ORDER, 'gone').ids], ['d']);
});

test('what others have judged meanwhile is chosen no more', () => {
  const all = withAll(toggled(NOTHING_CHOSEN, 'x'), [sampleIncident(1).id, sampleIncident(2).id]);
  assert.equal(all.ids.size, 3);
  assert.deepEqual(
    chosenOf(all, [sampleIncident(2), sampleIncident(3)]).map(({ id }) => id),
    [sampleIncident(2).id],
  );
});

test('leaves out what is judged, and what is decided one by one', () => {
  const may = (state: Judged['state'], grown = false) =>
    mayBeChosen({ judged: { state, n: 1, at: SAMPLE_NOW, by: 'Eva', reason: 'other', grown } });
  assert.ok(mayBeChosen(sampleIncident(1)) && may('reopened'));
  assert.deepEqual([may('cleared'), may('cleared', true), may('noted', true)], [false, true, true]);
  assert.deepEqual(
    [may('escalated', true), may('to-confirm', true), may('confirmed', true)],
    [false, false, false],
  );
  assert.ok(!JudgementBatchRequest.shape.outcome.safeParse('escalated').success);
});
