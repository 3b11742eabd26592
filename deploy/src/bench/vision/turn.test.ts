import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BenchError } from './bench-error.js';
import { oneTurn } from './test-turn.js';
import { parseTurn } from './turn.js';

const { coldStartMs: _cold, load: _load, ...turn } = oneTurn({ ms: [5, 20] });
const isBadLine = (error: unknown): boolean => error instanceof BenchError && error.code === 'bad-line';

test('a turn is found after the lines that libraries print', () => {
  const printed = `\u001b[90mOpenCV loaded\n{ not json\n${JSON.stringify(turn)}\n\n`;
  assert.deepEqual(parseTurn(printed), turn);
});

test('a process that printed no turn is an error that says so', () => {
  assert.throws(() => parseTurn('OpenCV loaded\n'), isBadLine);
  assert.throws(() => parseTurn('{"frames": [1, 2'), isBadLine);
});

test('a line that lacks a field, or has one that nobody knows, is no turn', () => {
  const { rssMb: _rssMb, ...lacking } = turn;
  assert.throws(() => parseTurn(JSON.stringify(lacking)), isBadLine);
  assert.throws(() => parseTurn(JSON.stringify({ ...turn, mood: 1 })), isBadLine);
});
