import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { decode, MAX_MESSAGE_BYTES } from './decode.js';
import { EventBatch } from './event.js';
import { SeatPresence } from './presence.js';
import { readWritten } from './written.js';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a good payload becomes its contract type', () => {
  const payload = { state: 'online', boot: '0123456789abcdef', at: 5 };
  assert.deepEqual(decode(SeatPresence, bytes(JSON.stringify(payload))), { ok: true, value: payload });
});

test('each kind of garbage is refused with its own code and nothing is thrown', () => {
  const cases: [Uint8Array, string][] = [
    [new Uint8Array([0xff, 0xfe, 0x00]), 'not-utf8'],
    [bytes('{"state":'), 'not-json'],
    [bytes('null'), 'wrong-shape'],
    [bytes('{"state":"online"}'), 'wrong-shape'],
    [new Uint8Array(MAX_MESSAGE_BYTES + 1), 'too-large'],
    [bytes(''), 'not-json'],
  ];
  for (const [payload, code] of cases) {
    const decoded = decode(SeatPresence, payload);
    assert.ok(!decoded.ok);
    assert.equal(decoded.error.code, code);
  }
});

test('what can’t be compared with a length is refused, not thrown', () => {
  const payload = { ack: { length: { toString: null } } };
  const decoded = decode(z.object({ ack: z.string().max(5) }), JSON.stringify(payload));
  assert.equal(decoded.ok ? 'read' : decoded.error.code, 'wrong-shape');
  const written = readWritten(z.object({ ack: z.array(z.string()).min(2) }), payload);
  assert.equal(written.ok ? 'read' : written.error.code, 'wrong-shape');
});

test('a refusal names the field', () => {
  const decoded = decode(EventBatch, '{"v":1,"boot":"0123456789abcdef","events":[{"seq":0}]}');
  assert.ok(!decoded.ok);
  assert.match(decoded.error.message, /events\[0\]\.seq/);
});

test('random bytes and random mutations of a good payload never throw', () => {
  const good = bytes('{"state":"online","boot":"0123456789abcdef","at":5}');
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let i = 0; i < 20_000; i++) {
    const mutated = Uint8Array.from(good);
    for (let k = 0; k < 3; k++) mutated[Math.floor(random() * mutated.length)] = Math.floor(random() * 256);
    assert.equal(typeof decode(SeatPresence, mutated).ok, 'boolean');
  }
});
