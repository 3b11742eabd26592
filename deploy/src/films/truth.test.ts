import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readTruth, writeTruth, type FilmTruth } from './truth.js';

const GOOD: FilmTruth = {
  film: 'phone.avi',
  fps: 25,
  frames: 1800,
  durationMs: 72_000,
  spans: [{ kind: 'phone', startMs: 22_000, endMs: 32_000 }],
};

let folder: string;
before(async () => (folder = await mkdtemp(join(tmpdir(), 'invigil-truth-'))));
after(() => rm(folder, { recursive: true, force: true }));

test('a truth that was written is read back as it was', async () => {
  const file = join(folder, 'good.truth.json');
  await writeTruth(file, GOOD);
  assert.deepEqual(await readTruth(file), GOOD);
});

const BAD: Record<string, [unknown, RegExp]> = {
  'a kind that nobody knows': [
    { ...GOOD, spans: [{ kind: 'yawn', startMs: 1, endMs: 2 }] },
    /spans\.0\.kind/,
  ],
  'a span that ends before it starts': [
    { ...GOOD, spans: [{ kind: 'phone', startMs: 2, endMs: 1 }] },
    /spans\.0\.endMs: endMs must be after startMs/,
  ],
  'a span beyond the film': [
    { ...GOOD, spans: [{ kind: 'phone', startMs: 1, endMs: 72_001 }] },
    /spans: a span ends after the film/,
  ],
  'a field that does not belong there': [{ ...GOOD, colour: 'red' }, /colour/],
};

for (const [fault, [data, message]] of Object.entries(BAD)) {
  test(`${fault} is refused, with the file's name and the field`, async () => {
    const file = join(folder, 'bad.truth.json');
    await writeFile(file, JSON.stringify(data));
    await assert.rejects(readTruth(file), { code: 'bad-truth', message });
    await assert.rejects(readTruth(file), { message: /bad\.truth\.json/ });
  });
}

test('a file that is no JSON, or is not there, is refused', async () => {
  const file = join(folder, 'broken.truth.json');
  await writeFile(file, '{"film":');
  await assert.rejects(readTruth(file), { code: 'bad-truth', message: /broken\.truth\.json can't be read/ });
  await assert.rejects(readTruth(join(folder, 'none.json')), { code: 'bad-truth' });
});
