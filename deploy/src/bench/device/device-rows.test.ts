import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boardLine, deviceRows, type Measured } from './device-rows.js';

const MEASURED: Measured = {
  board: { name: 'A board', os: 'A system 1', cores: 4, memoryGb: 8 },
  providers: [
    {
      provider: 'cpu',
      refused: null,
      times: [
        { net: 'blazeface', provider: 'cpu', ms: [9, 8, 10] },
        { net: 'phone', provider: 'cpu', ms: [100] },
      ],
    },
    { provider: 'cuda', refused: null, times: [{ net: 'phone', provider: 'cuda', ms: [20] }] },
  ],
  seat: {
    made: 'onnxruntime on cpu+cuda',
    frameMs: [30],
    besideMs: [40, 50, 60],
    objectMs: [120],
    cpuMs: { frame: 35, object: 110, read: 5 },
    loop: { ownMs: 4, wallMs: 40, ticks: 1000 },
  },
  expected: { faces: 8, objects: 1.2, cpuShare: 0.42, floorsKept: true },
  floors: { faces: 5, objects: 1 },
};

test('a board’s line has its name, its nets on the processor, its frame and its rates', () => {
  assert.equal(
    boardLine(MEASURED),
    '| A board | A system 1 | 4, 8 GB | 9.0 | – | – | 100.0 | – | 50.0 / 60.0 | 8.0 / 1.2 at 42 % |',
  );
});

test('each net has a row for each provider', () => {
  const rows = deviceRows(MEASURED);
  const found = rows.filter(({ name }) => name.startsWith('net phone'));
  assert.deepEqual(
    found.map(({ name, value }) => [name, value]),
    [
      ['net phone on cpu: a run', 100],
      ['net phone on cuda: a run', 20],
    ],
  );
});

test('floors and the event loop are goals, and a board can miss them', () => {
  const missed = (measured: Measured): string[] =>
    deviceRows(measured)
      .filter(({ goal, pass }) => goal !== null && !pass)
      .map(({ name }) => name);
  assert.deepEqual(missed(MEASURED), []);
  const slow = {
    ...MEASURED,
    expected: { ...MEASURED.expected, faces: 4, objects: 0.5 },
    seat: { ...MEASURED.seat, loop: { ownMs: 12, wallMs: 40, ticks: 1000 } },
  };
  assert.deepEqual(missed(slow), [
    'expected face frames',
    'expected object frames',
    'event loop, longest block by its own work',
  ]);
});
