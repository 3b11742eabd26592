import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
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

function pass(bytes: Buffer, chunkBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes));
  return buffer(Readable.from(chunks).pipe(packetSizeGuard(1000)));
}

test('passes packets on as they are, however they are cut', async () => {
  const bytes = Buffer.concat([packet(0), packet(127), packet(128), packet(1000), packet(2)]);
  for (const chunkBytes of [1, 2, 7, 5000]) assert.deepEqual(await pass(bytes, chunkBytes), bytes);
});

test('fails at a packet that says it is too large, before its body has come', async () => {
  const head = packet(1001).subarray(0, 3);
  for (const chunkBytes of [1, 3]) {
    await assert.rejects(pass(Buffer.concat([packet(5), head]), chunkBytes), /larger than 1000 bytes/);
  }
  await assert.rejects(pass(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff]), 5), /larger/);
});
