import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { MAX_PICTURE_BYTES, type Signal } from '@invigil/contract';
import { memoryLog } from '../outbox/test-log.js';
import { EvidenceStore } from './evidence-store.js';
import { Evidence } from './evidence.js';
import { RecentPictures } from './recent-pictures.js';

const home = mkdtempSync(join(tmpdir(), 'evidence-'));
after(() => rmSync(home, { recursive: true }));

const ON = { enabled: true, beforeMs: 2000, blurBystanders: true };
const SIGNAL: Signal = {
  id: '00000000000000aa-1',
  kind: 'phone',
  source: 'camera',
  startedAt: 2500,
  openedAt: 5000,
  endedAt: null,
  confidence: 0.6,
};
const jpegOf = (at: number, blurred = true): Buffer =>
  Buffer.from(`${blurred ? 'blurred' : 'sharp'} picture of ${at}`);
const sha = (at: number, blurred = true): string =>
  createHash('sha256').update(jpegOf(at, blurred)).digest('hex');

async function bench() {
  const memory = memoryLog();
  const { log } = memory;
  const store = await EvidenceStore.open({
    folder: mkdtempSync(join(home, 'run-')),
    session: 'maths',
    maxBytes: 1e6,
    log,
  });
  const recent = new RecentPictures({ keepMs: 11_000, log });
  const pokes = { n: 0 };
  const uploader = { poke: (): void => void pokes.n++ };
  const evidence = new Evidence({ recent, store, uploader, log });
  const film = async (to: number, policy = ON): Promise<void> => {
    for (let takenAt = 0; takenAt <= to; takenAt += 100) {
      const encode = async (): Promise<Buffer> => jpegOf(takenAt, false);
      evidence.see({ takenAt, encode, encodeBlurred: async () => jpegOf(takenAt) }, policy);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { ...memory, evidence, film, pokes, store };
}

test('takes the picture of the moment and of two seconds before, stored and on their way', async () => {
  const { evidence, film, pokes, store } = await bench();
  await film(5000);
  assert.deepEqual(await evidence.capture(SIGNAL, ON), [
    { sha256: sha(3000), takenAt: 3000, role: 'before' },
    { sha256: sha(5000), takenAt: 5000, role: 'moment' },
  ]);
  assert.equal(store.count, 2);
  assert.equal(pokes.n, 1);
});

test('a seat that has just started has no earlier picture', async () => {
  const { evidence, film } = await bench();
  await film(500);
  assert.deepEqual(
    (await evidence.capture(SIGNAL, ON)).map(({ role }) => role),
    ['moment'],
  );
});

test('a policy without pictures keeps none, not even in memory', async () => {
  const { evidence, film, store } = await bench();
  const off = { ...ON, enabled: false };
  await film(5000, off);
  assert.deepEqual(await evidence.capture(SIGNAL, off), []);
  assert.deepEqual(
    (await evidence.capture(SIGNAL, ON)).map(({ role }) => role),
    ['moment'],
  );
  assert.equal(store.count, 1);
});

test('a policy that wants only the moment gets only the moment', async () => {
  const { evidence, film } = await bench();
  await film(5000);
  const pictures = await evidence.capture(SIGNAL, { ...ON, beforeMs: 0 });
  assert.deepEqual(
    pictures.map(({ role }) => role),
    ['moment'],
  );
});

test('what can not be taken is left out with a line, the rest is told', async () => {
  const { count, evidence, film } = await bench();
  await film(5000);
  const broken = (): Promise<never> => Promise.reject(new Error('broken'));
  evidence.see({ takenAt: 5100, encode: broken, encodeBlurred: broken }, ON);
  assert.deepEqual(
    (await evidence.capture(SIGNAL, ON)).map(({ role }) => role),
    ['before'],
  );
  assert.equal(count('could not be taken'), 1);
  const large = async (): Promise<Uint8Array> => new Uint8Array(MAX_PICTURE_BYTES + 1);
  evidence.see({ takenAt: 5200, encode: large, encodeBlurred: large }, ON);
  assert.deepEqual(
    (await evidence.capture(SIGNAL, ON)).map(({ role }) => role),
    ['before'],
  );
  assert.equal(count('too large for the hub'), 1);
});

test('with no camera there is no picture and nothing to tell', async () => {
  const { evidence, pokes } = await bench();
  assert.deepEqual(await evidence.capture(SIGNAL, ON), []);
  assert.equal(pokes.n, 0);
});

test('a second person who stays is shown, and so is everybody where the policy wants no blur', async () => {
  const { evidence, film } = await bench();
  await film(5000);
  const sharp = [sha(3000, false), sha(5000, false)];
  const of = async (kind: Signal['kind'], policy = ON) =>
    (await evidence.capture({ ...SIGNAL, kind }, policy)).map(({ sha256 }) => sha256);
  assert.deepEqual(await of('extra-person'), sharp);
  assert.deepEqual(await of('phone', { ...ON, blurBystanders: false }), sharp);
  for (const kind of ['phone', 'identity-mismatch', 'face-absent', 'dark'] as const) {
    assert.deepEqual(await of(kind), [sha(3000), sha(5000)], kind);
  }
});
