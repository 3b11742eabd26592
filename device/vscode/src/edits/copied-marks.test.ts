import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CopiedMarks } from './copied-marks.js';

test('knows what was copied, the newest of it', () => {
  const marks = new CopiedMarks(2);
  marks.add('a');
  marks.add('b');
  marks.add('a');
  marks.add('c');
  assert.deepEqual(
    ['a', 'b', 'c'].map((mark) => marks.has(mark)),
    [true, false, true],
  );
  marks.clear();
  assert.equal(marks.has('a'), false);
});
