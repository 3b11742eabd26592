import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { Policy } from './policy.js';
import { readWritten } from './written.js';

test('an unknown key is refused with its path and the nearest known name', () => {
  const read = readWritten(Policy, { evidence: { enabeld: true, beforeMs: 0 } });
  assert.ok(!read.ok);
  assert.match(read.error.message, /^evidence\.enabeld: unknown key; did you mean "enabled"\?/);
});

test('the nearest name is found inside arrays and unions too', () => {
  const schema = z.strictObject({
    cameras: z.array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('film'), file: z.string(), loop: z.boolean().default(true) }),
        z.strictObject({ type: z.literal('rtsp'), url: z.string() }),
      ]),
    ),
  });
  const read = readWritten(schema, { cameras: [{ type: 'film', file: 'a', lop: true }] });
  assert.ok(!read.ok);
  assert.match(read.error.message, /^cameras\[0\]\.lop: unknown key; did you mean "loop"\?/);
});

test('a wrong value is refused with its path', () => {
  const read = readWritten(Policy, { incidentGapMs: 'soon' });
  assert.ok(!read.ok);
  assert.match(read.error.message, /^incidentGapMs: /);
});

test('what is right is read with its defaults', () => {
  const read = readWritten(Policy, {});
  assert.ok(read.ok);
  assert.equal(read.value.id, 'standard');
});
