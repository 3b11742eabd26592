import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packetSizeGuard } from './packet-size-guard.js';

function packet(bodyBytes: number): Buffer {
  const length: number[] = [];
  let rest = bodyBytes;
  do {
    length.push((rest % 128) + (rest >= 128 ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Buffer.concat([Buffer.from([0x30, ...length]), Buffer.alloc(bodyBytes, 0xff)]);
}

/** Whether all of it is taken, in chunks of so many bytes. */
function takes(bytes: Buffer, chunkBytes: number): boolean {
  const guard = packetSizeGuard(1000);
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    if (!guard(bytes.subarray(at, at + chunkBytes))) return false;
  }
  return true;
}

test('takes packets, however they are cut', () => {
  const bytes = Buffer.concat([packet(0), packet(127), packet(128), packet(1000), packet(2)]);
  for (const chunkBytes of [1, 2, 7, 5000]) assert.ok(takes(bytes, chunkBytes));
});

test('fails at a packet that says it is too large, before its body has come', () => {
  const head = packet(1001).subarray(0, 3);
  for (const chunkBytes of [1, 3]) assert.ok(!takes(Buffer.concat([packet(5), head]), chunkBytes));
  assert.ok(!takes(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff]), 5));
});
