import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleSignal } from '../lib/sample-views.js';
import { signalRows } from './signal-rows.js';

const span = { from: 1000, to: 2000 };

test('a bar is cut where the span ends, and an open signal reaches to its end', () => {
  const [row] = signalRows([sampleSignal(1, { startedAt: 500, endedAt: 1250 })], span);
  assert.deepEqual(
    row?.bars.map(({ left, width }) => [left, width]),
    [[0, 0.25]],
  );
  const [open] = signalRows([sampleSignal(1, { startedAt: 1600 })], span);
  assert.deepEqual(
    open?.bars.map(({ left, width, open: isOpen }) => [left, width, isOpen]),
    [[0.6, 0.4, true]],
  );
});

test('there is a row for each kind that occurred, conduct above coverage', () => {
  const signals = [
    sampleSignal(1, { kind: 'dark', startedAt: 1100 }),
    sampleSignal(2, { kind: 'phone', startedAt: 1200 }),
    sampleSignal(3, { kind: 'phone', startedAt: 1400 }),
    sampleSignal(4, { kind: 'book', startedAt: 100, endedAt: 900 }),
  ];
  assert.deepEqual(
    signalRows(signals, span).map(({ kind, bars }) => [kind, bars.length]),
    [
      ['phone', 2],
      ['dark', 1],
    ],
  );
});
