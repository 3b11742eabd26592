import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleSignal } from '../lib/sample-views.js';
import { gapsOf, signalGroups } from './signal-groups.js';

const span = { from: 1000, to: 2000 };

test('every group is there, also that which reported nothing', () => {
  const signals = [
    sampleSignal(1, { kind: 'phone', startedAt: 1100 }),
    sampleSignal(2, { kind: 'agent-stopped', startedAt: 1200 }),
  ];
  assert.deepEqual(
    signalGroups(signals, span).map(({ group, rows }) => [group, rows.map(({ kind }) => kind)]),
    [
      ['camera', ['phone']],
      ['browser', []],
      ['editor', []],
      ['machine', ['agent-stopped']],
    ],
  );
});

test('blind times that overlap are one gap, cut to the span; a moved camera still sees', () => {
  const signals = [
    sampleSignal(1, { kind: 'dark', startedAt: 500, endedAt: 1200 }),
    sampleSignal(2, { kind: 'covered', startedAt: 1100, endedAt: 1300 }),
    sampleSignal(3, { kind: 'camera-moved', startedAt: 1400, endedAt: 1500 }),
    sampleSignal(4, { kind: 'camera-lost', startedAt: 1900 }),
  ];
  assert.deepEqual(gapsOf(signals, span), [
    { from: 1000, to: 1300, kinds: ['dark', 'covered'] },
    { from: 1900, to: 2000, kinds: ['camera-lost'] },
  ]);
});
