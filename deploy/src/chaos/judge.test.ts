import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeBoot, NOTHING_WRONG } from './judge.js';
import { readTold, type ToldBoot } from './told-log.js';

const A = { seat: 'room-1/s-0', boot: 'aa' };
const told = (hashes: string, more: Partial<ToldBoot> = {}): ToldBoot => ({
  ...A,
  hashes: hashes.split(''),
  told: hashes.length,
  refused: 0,
  cut: false,
  ...more,
});
/** Each letter is an event, stored under the number of its place. */
const stored = (hashes: string, first = 1) => hashes.split('').map((hash, i) => ({ seq: first + i, hash }));

test('finds nothing wrong where all that was told is stored, in whatever order it came', () => {
  assert.deepEqual(judgeBoot(told('abcd'), stored('abcd').toReversed()), NOTHING_WRONG);
});

test('finds what is lost, in the midst, at the end, and all of a boot', () => {
  const gap = [...stored('ab'), ...stored('d', 4)];
  assert.deepEqual(judgeBoot(told('abcd'), gap), { ...NOTHING_WRONG, lost: 1 });
  assert.deepEqual(judgeBoot(told('abcd'), stored('ab')), { ...NOTHING_WRONG, lost: 2 });
  assert.equal(judgeBoot(told('abcd'), []).lost, 4);
});

test('finds an event that is stored twice, under its own number and under another', () => {
  assert.equal(judgeBoot(told('abc'), [...stored('abc'), ...stored('b', 2)]).doubled, 1);
  assert.equal(judgeBoot(told('abc'), stored('abb')).doubled, 1);
});

test('finds events that changed places, and one that is not what was told', () => {
  assert.deepEqual(judgeBoot(told('abcd'), stored('acbd')), { ...NOTHING_WRONG, outOfOrder: 2 });
  assert.deepEqual(judgeBoot(told('abcd'), stored('abXd')), { ...NOTHING_WRONG, changed: 1 });
});

test('finds what nobody told', () => {
  assert.deepEqual(judgeBoot(told('ab'), stored('abX')), { ...NOTHING_WRONG, invented: 1 });
});

test('what a damaged disk took may be at the hub, need not be, and must be the same', () => {
  const cut = told('abcd', { told: 2, cut: true });
  assert.deepEqual(judgeBoot(cut, stored('ab')), { ...NOTHING_WRONG, goneWithDisk: 2 });
  assert.deepEqual(judgeBoot(cut, stored('abcd')), NOTHING_WRONG);
  assert.deepEqual(judgeBoot(cut, stored('abcX')), { ...NOTHING_WRONG, changed: 1 });
  assert.deepEqual(judgeBoot(cut, stored('a')), { ...NOTHING_WRONG, lost: 1, goneWithDisk: 2 });
});

test('what was given and neither taken nor refused is what the outbox holds when its seat is back', () => {
  const boot = (lines: string): ToldBoot | undefined => readTold(lines).get('s aa');
  const before = 'i s aa 1 a,b\nt s aa 2\ni s aa 3 c,d\n';
  assert.deepEqual([boot(before)?.told, boot(before)?.hashes.length], [2, 4]);
  const held = boot(`${before}r s aa 4\n`);
  assert.deepEqual([held?.told, held?.hashes], [4, ['a', 'b', 'c', 'd']]);
  const not = boot(`${before}r s aa 2\n`);
  assert.deepEqual([not?.told, not?.hashes], [2, ['a', 'b']]);
});

test('an outbox that holds less than it took has lost it, unless its disk was damaged', () => {
  const lines = 'i s aa 1 a,b,c\nt s aa 3\n';
  assert.equal(readTold(`${lines}r s aa 2\n`).get('s aa')?.told, 3);
  const { cut, hashes, told: upTo } = readTold(`${lines}c s aa 2\n`).get('s aa') ?? told('');
  assert.deepEqual([cut, hashes, upTo], [true, ['a', 'b', 'c'], 2]);
});

test('what the outbox refused was not told, and its number is given again', () => {
  const read = readTold('i s aa 1 a,b\nf s aa 1 2\ni s aa 1 c\nt s aa 1\ni s a');
  assert.deepEqual(read.get('s aa'), {
    seat: 's',
    boot: 'aa',
    hashes: ['c'],
    told: 1,
    refused: 2,
    cut: false,
  });
});
