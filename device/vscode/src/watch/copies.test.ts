import { type ClientMessage, copyMark } from '@invigil/contract';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Copies } from './copies.js';

const RECORDED = {
  kinds: [],
  editing: false,
  allowedExtensions: [],
  salt: '00112233445566778899aabbccddeeff',
};

function scene() {
  const told: unknown[] = [];
  const sent: ClientMessage[] = [];
  const copies = new Copies({ happened: (...all) => void told.push(all) }, (message) => sent.push(message));
  return { copies, sent, told };
}

test('knows again what was copied here, before there is a connection too', async () => {
  const { copies, sent, told } = scene();
  await copies.copied('let a;\n', 5);
  assert.equal(await copies.wasCopied('let a;\r\n'), true);
  assert.equal(await copies.wasCopied('let b;'), false);
  assert.deepEqual(told, [['text-copied', 5, { characters: 7 }]]);
  assert.deepEqual(sent, []);
});

test('says the mark to the other programs once there is a salt, and never the text', async () => {
  const { copies, sent } = scene();
  copies.recorded(RECORDED);
  await copies.copied('let a;', 5);
  assert.deepEqual(sent, [{ type: 'copied', mark: await copyMark(RECORDED.salt, 'let a;') }]);
});

test('knows what was copied elsewhere until the salt is another', async () => {
  const { copies } = scene();
  copies.recorded(RECORDED);
  copies.elsewhere(await copyMark(RECORDED.salt, 'task 3'));
  assert.equal(await copies.wasCopied('task 3'), true);
  copies.recorded(RECORDED);
  assert.equal(await copies.wasCopied('task 3'), true);
  copies.recorded({ ...RECORDED, salt: RECORDED.salt.replace('0', '1') });
  assert.equal(await copies.wasCopied('task 3'), false);
});

test('an empty copy is nothing', async () => {
  const { copies, told } = scene();
  await copies.copied('', 5);
  assert.deepEqual(told, []);
});
