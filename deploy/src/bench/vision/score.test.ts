import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Row } from '../rows.js';
import { median, memoryRows, ratioRows, runsPerFrame, type Way, wayRows } from './score.js';
import { oneTurn } from './test-turn.js';

function find(rows: readonly Row[], end: string): Row {
  const found = rows.find(({ name }) => name.endsWith(end));
  assert.ok(found, `no row ends with ${end}: ${rows.map(({ name }) => name).join(', ')}`);
  return found;
}

const ours = (turns: Way['turns']): Way => ({ name: 'ours', whose: 'ours', turns });
const peer = (turns: Way['turns']): Way => ({ name: 'peer', whose: 'peer', turns });

test('the median is the middle one, the lower of two, and of nothing no number', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([9, 1]), 1);
  assert.ok(Number.isNaN(median([])));
});

test('a turn that the machine disturbed does not move the time a frame', () => {
  const rows = wayRows(
    ours([oneTurn({ ms: [2, 10] }), oneTurn({ ms: [200, 900] }), oneTurn({ ms: [4, 12] })]),
  );
  assert.equal(find(rows, 'median of the turns’ means').value, 8);
  assert.equal(find(rows, 'processor time a frame').value, 16);
});

test('the nets’ share, the memory and the cold start of ours have goals, those of the peer none', () => {
  const turns = [oneTurn({ ms: [2, 10], rssMb: [300, 360], coldStartMs: 2600 })];
  for (const end of [
    'nets’ own share of the processor time',
    'memory at the end of a turn',
    'first observation',
  ]) {
    assert.equal(find(wayRows(ours(turns)), end).pass, false, end);
    assert.equal(find(wayRows(peer(turns)), end).goal, null, end);
  }
  assert.equal(find(wayRows(ours(turns)), 'nets’ own share of the processor time').value, 25);
});

test('a way that misses eyes misses a goal, whosever it is', () => {
  const blind = [oneTurn({ ms: [1, 1], complete: 0.9 })];
  assert.equal(find(wayRows(ours(blind)), 'both eyes').pass, false);
  assert.equal(find(wayRows(peer(blind)), 'both eyes').pass, false);
});

test('nets that were not seen at work have no share', () => {
  const row = find(
    wayRows(ours([oneTurn({ ms: [2, 10], nets: {} })])),
    'nets’ own share of the processor time',
  );
  assert.ok(Number.isNaN(row.value));
  assert.equal(row.pass, false);
});

test('times faster is the median of each round’s own ratio', () => {
  const ms = (all: readonly number[]) => all.map((one) => oneTurn({ ms: [one] }));
  // The second round was slow for both: its ratio still counts as 11.
  const rows = ratioRows(ours(ms([10, 100, 10])), peer(ms([120, 1100, 90])), { goal: true });
  const { goal, n, pass, value } = find(rows, 'times faster');
  assert.deepEqual({ goal, n, pass, value }, { goal: '≥ 10', n: 3, pass: true, value: 11 });
  assert.equal(find(rows, 'processor time').goal, null);
});

test('without a round in common there is no ratio and no pass', () => {
  const [faster] = ratioRows(ours([oneTurn({ ms: [1] })]), peer([]), { goal: true });
  assert.equal(faster?.pass, false);
});

test('the runs of a net are counted a frame, over all turns', () => {
  const once = { runs: 1, totalMs: 1, medianMs: 1 };
  const way = ours([oneTurn({ ms: [1, 1], nets: { objects: once } }), oneTurn({ ms: [1, 1], nets: {} })]);
  assert.deepEqual(runsPerFrame(way), [{ net: 'objects', runs: 0.25 }]);
});

test('growth is that of the second half, and has a goal only over the ten minutes of the issue', () => {
  const climbing = [10, 90, 100, 100, 100, 100, 108, 108];
  const [, short] = memoryRows(climbing, 8);
  assert.deepEqual({ value: short?.value, goal: short?.goal }, { value: 8, goal: null });
  const [after, long] = memoryRows(climbing, 600);
  assert.equal(after?.pass, true);
  assert.equal(long?.pass, false);
});
