import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { SealError, type Seal, placeSealed, readStored, seal, unseal } from './sealed-file.js';
import { tempFolder } from './testing.js';

const BY: Seal = { key: randomBytes(32), bound: 'evidence 1' };

async function* pieces(...all: Uint8Array[]) {
  yield* all;
}

async function bytesOf(file: Parameters<typeof readStored>[0]): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of readStored(file)) all.push(piece);
  return Buffer.concat(all);
}

test('gives back what was sealed, and the same bytes never look the same', () => {
  const plain = randomBytes(1000);
  assert.deepEqual(unseal(seal(plain, BY), BY), plain);
  assert.notDeepEqual(seal(plain, BY), seal(plain, BY));
  assert.equal(unseal(seal(Buffer.alloc(0), BY), BY).length, 0);
});

test('does not open what was changed at any byte, cut, or is sealed for something else', () => {
  const sealed = seal(Buffer.from('a face'), BY);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.throws(() => unseal(changed, BY), SealError, `byte ${at}`);
    assert.throws(() => unseal(sealed.subarray(0, at), BY), SealError, `cut at ${at}`);
  }
  assert.throws(() => unseal(sealed, { ...BY, bound: 'evidence 2' }), SealError);
  assert.throws(() => unseal(sealed, { ...BY, key: randomBytes(32) }), SealError);
});

test('a file takes the same form in pieces as at once, and is read in pieces too', async () => {
  const path = join(tempFolder(), 'deep', 'file');
  const plain = randomBytes(700_000);
  await placeSealed(pieces(plain.subarray(0, 5), plain.subarray(5)), path, BY);
  assert.deepEqual(unseal(readFileSync(path), BY), plain);
  assert.deepEqual(await bytesOf({ path, seal: BY }), plain);
  truncateSync(path, 500_000);
  await assert.rejects(bytesOf({ path, seal: BY }), SealError);
  writeFileSync(path, 'in plain');
  assert.equal((await bytesOf({ path, seal: null })).toString(), 'in plain');
  await assert.rejects(bytesOf({ path, seal: BY }), SealError);
});

test('what fails to be written leaves the file that was there, and no part', async () => {
  const folder = tempFolder();
  const path = join(folder, 'file');
  await placeSealed(pieces(Buffer.from('first')), path, BY);
  async function* failing() {
    yield Buffer.from('second');
    throw new Error('the seat is gone');
  }
  await assert.rejects(placeSealed(failing(), path, BY), /the seat is gone/);
  assert.equal((await bytesOf({ path, seal: BY })).toString(), 'first');
  assert.deepEqual(readdirSync(folder), ['file']);
});
