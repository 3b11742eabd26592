import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Shadow } from './shadow.js';

test('works in what was noted, in its order', () => {
  const shadow = new Shadow('hello world');
  shadow.note([{ offset: 0, length: 5, text: 'goodbye' }]);
  shadow.note([{ offset: 7, length: 0, text: ',' }]);
  assert.equal(shadow.length, 14);
  assert.equal(shadow.text(), 'goodbye, world');
});

test('takes the offsets of one event as of the text before it, in any order', () => {
  const shadow = new Shadow('a b c');
  shadow.note([
    { offset: 4, length: 1, text: 'third' },
    { offset: 0, length: 1, text: 'first' },
  ]);
  assert.equal(shadow.text(), 'first b third');
});

test('is the same whether it is asked often or once', () => {
  const edit = fc.record({ at: fc.nat(40), length: fc.nat(5), text: fc.string({ maxLength: 6 }) });
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.array(edit, { maxLength: 400 }), (start, edits) => {
      const [often, once] = [new Shadow(start), new Shadow(start)];
      for (const { at, length, text } of edits) {
        const offset = Math.min(at, often.length);
        const change = [{ offset, length: Math.min(length, often.length - offset), text }];
        often.note(change);
        once.note(change);
        often.text();
      }
      assert.equal(once.text(), often.text());
      assert.equal(once.length, once.text().length);
    }),
  );
});
