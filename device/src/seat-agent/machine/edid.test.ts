import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { readEdid } from './edid.js';
import { edidOf } from './test-machine.js';

test('maker and model are read, serial numbers are not', () => {
  const told = readEdid(edidOf('DEL', 'DELL U2412M'));
  assert.deepEqual(told, { maker: 'Dell', model: 'DELL U2412M' });
  assert.deepEqual(readEdid(edidOf('GSM', 'LG ULTRAWIDE1')), { maker: 'LG', model: 'LG ULTRAWIDE1' });
  assert.deepEqual(readEdid(edidOf('QQZ', 'Thing')), { maker: 'QQZ', model: 'Thing' });
});

test('one byte that is wrong makes it no EDID', () => {
  const bytes = edidOf('SAM', 'S24D300');
  for (const at of [0, 8, 60, 115, 127]) {
    const broken = Uint8Array.from(bytes);
    broken[at] ^= 0x10;
    assert.equal(readEdid(broken), undefined, `byte ${at}`);
  }
  assert.equal(readEdid(bytes.subarray(0, 100)), undefined);
  assert.equal(readEdid(new Uint8Array()), undefined);
});

test('extension blocks behind the first do not matter', () => {
  assert.equal(
    readEdid(Uint8Array.from([...edidOf('AOC', '24B2XH'), ...new Uint8Array(128)]))?.model,
    '24B2XH',
  );
});

test('any bytes, also behind a right header and with a right checksum, are read without an error', () => {
  const bytes = fc.uint8Array({ minLength: 0, maxLength: 300 });
  fc.assert(
    fc.property(bytes, fc.boolean(), (random, mended) => {
      const edid = Uint8Array.from(random);
      if (mended && edid.length >= 128) {
        edid.set([0, 255, 255, 255, 255, 255, 255, 0]);
        edid[127] = 0;
        edid[127] = (256 - (edid.subarray(0, 128).reduce((sum, byte) => sum + byte, 0) % 256)) % 256;
        assert.ok(readEdid(edid) !== undefined);
      }
      readEdid(edid);
    }),
    { numRuns: 3000, seed: 3 },
  );
});
