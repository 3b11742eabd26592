import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tempFolder } from '../lib/testing.js';
import { initPki, openPki } from './pki-folder.js';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const DAY_MS = 86_400_000;
const names = ['localhost'];

test('an authority is made once, for nobody else to read, and left alone from then on', async () => {
  const dataDir = tempFolder();
  const file = join(dataDir, 'pki', 'ca.key');
  assert.equal(await initPki(dataDir, { centre: 'north', names, now: NOW }), 'made');
  const key = readFileSync(file, 'utf8');
  for (const name of ['ca.key', 'hub.key']) {
    assert.equal(
      statSync(join(dataDir, 'pki', name))
        .mode.toString(8)
        .slice(-3),
      '600',
    );
  }
  assert.equal(await initPki(dataDir, { centre: 'south', names, now: NOW }), 'there-already');
  assert.equal(readFileSync(file, 'utf8'), key);
});

test('the hub’s certificate is made anew where it is broken or near its end', async () => {
  const dataDir = tempFolder();
  await initPki(dataDir, { centre: 'north', names, now: NOW });
  const { hub } = await openPki(dataDir, { names, now: NOW });
  assert.equal((await openPki(dataDir, { names, now: NOW + 200 * DAY_MS })).hub.cert, hub.cert);
  const later = await openPki(dataDir, { names, now: NOW + 300 * DAY_MS });
  assert.notEqual(later.hub.cert, hub.cert);
  assert.equal(later.hub.ca, hub.ca);
  writeFileSync(join(dataDir, 'pki', 'hub.key'), hub.key);
  await assert.rejects(openPki(dataDir, { names, now: NOW }), { code: 'pki-unusable' });
  await initPki(dataDir, { centre: 'north', names, now: NOW });
  await openPki(dataDir, { names, now: NOW });
});

test('says what to do where there is no authority', async () => {
  await assert.rejects(openPki(tempFolder(), { names, now: NOW }), /run invigil-hub init/);
});
