import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Progress, type Standing, tableLines } from './progress.js';

const A1 = { host: 'h1', room: 'r2', seat: 'a1', camera: '', profile: '' };
const A12 = { host: 'seat-12', room: 'r2', seat: 'a12', camera: '', profile: '' };
const WAITS: Standing = { state: 'waits', said: '', seconds: 0 };

/** What a work of two machines writes while it goes on. */
function written(isTerminal: boolean): string[] {
  const out: string[] = [];
  const progress = new Progress([A1, A12], { isTerminal, columns: 40, write: (text) => void out.push(text) });
  progress.set(A1, { state: 'runs', said: 'copies the bundle', seconds: 0 });
  progress.set(A1, { state: 'done', said: 'seat 0.2.0 runs', seconds: 12.4 });
  return out;
}

test('the table has a line for each machine in columns, and one that counts them', () => {
  const failed: Standing = { state: 'failed', said: 'not reached', seconds: 10.2 };
  assert.deepEqual(
    tableLines(
      new Map([
        [A1, WAITS],
        [A12, failed],
      ]),
      80,
    ),
    ['· r2/a1   h1       waits', '✗ r2/a12  seat-12  failed  10 s  not reached', '0 of 2 done, 1 failed'],
  );
});

test('no line is longer than the terminal', () => {
  const long: Standing = { state: 'done', said: 'x'.repeat(200), seconds: 1 };
  for (const line of tableLines(new Map([[A12, long]]), 40)) assert.ok(line.length <= 40, line);
});

test('a terminal is drawn anew where the table began; a file gets a line for each end', () => {
  const [first = '', ...more] = written(true);
  assert.ok(!first.includes('\u001B[3A'));
  for (const text of more) assert.ok(text.startsWith('\u001B[3A\u001B[2K'), JSON.stringify(text));
  assert.deepEqual(written(false), ['✓ r2/a1   h1       done    12 s  seat 0.2.0 runs\n']);
});
