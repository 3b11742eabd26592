import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readSeatState, writeSeatState } from './state-file.js';

const folder = mkdtempSync(join(tmpdir(), 'invigil-state-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const NOW = 1_700_000_000_000;
const BOOT = '0123456789abcdef';
const birth = {
  boot: BOOT,
  at: NOW,
  session: 'maths-anna',
  versions: { invigil: '0.1.0', node: '20.20.0', opencv: '4.6.0' },
  inference: { runtime: 'onnxruntime', provider: 'cpu' },
  nets: [],
  camera: { type: 'film' as const, name: 'x.avi', asked: {}, granted: null },
  policyHash: 'a'.repeat(64),
};
const health = {
  boot: BOOT,
  at: NOW,
  rates: { captured: 30, faces: 10, objects: 1 },
  dropped: 0,
  stages: {},
  outbox: { depth: 0, oldestMs: 0 },
  rssMb: 200,
  temperatureC: null,
};

test('what a daemon wrote is read while it runs and speaks, without its session', () => {
  writeSeatState(folder, { pid: process.pid, online: true, birth, health });
  assert.equal(readSeatState(folder, NOW + 5000)?.online, true);
  const file = join(folder, 'state.json');
  assert.ok(!readFileSync(file, 'utf8').includes('anna'));
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(readSeatState(folder, NOW + 21_000), undefined, 'it fell silent');
  assert.equal(
    readSeatState(folder, NOW, () => false),
    undefined,
    'it has ended',
  );
});

test('no file, or one that is none, is no daemon', () => {
  assert.equal(readSeatState(join(folder, 'nowhere'), NOW), undefined);
});
