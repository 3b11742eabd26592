import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { compileNet } from '../compile/compile-net.js';
import { packageRoot } from '../locations.js';
import { findDetector, findNet, readManifest } from '../manifest.js';
import { benchDetectors } from './bench.js';

let dir = '';
const net = findDetector(readManifest(), 'nanodet-320');

// Two of the five people of the photo, their boxes drawn by eye, and a cup that is not there.
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'invigil-bench-'));
  for (const folder of ['images', 'labels']) await mkdir(join(dir, folder));
  await cp(join(packageRoot('@vladmandic/face-api'), 'demo', 'sample5.jpg'), join(dir, 'images', 'a.jpg'));
  const boxes = ['0 0.7227 0.5987 0.4734 0.8026', '0 0.2086 0.7876 0.3328 0.4249', '1 0.1 0.1 0.1 0.1'];
  await writeFile(join(dir, 'labels', 'a.txt'), boxes.join('\n'));
  await writeFile(join(dir, 'classes.yaml'), 'names:\n  0: person\n  1: cup\n');
  const packaged = findNet(readManifest(), net.name);
  await writeFile(join(dir, net.compiled.file), await compileNet(packaged));
});
after(() => rm(dir, { recursive: true }));

test('a detector is run on labelled pictures and measured against them', async () => {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const rows = await benchDetectors({ dir, nets: [net], data: dir, print, progress: () => {} });
  const about = (name: string) => {
    const row = rows.find((one) => one.name === `models.nanodet-320.${name}`);
    return [row?.value, row?.n];
  };
  // Five people are told from 0.4 on, the surest and the least sure of them are labelled.
  assert.deepEqual(about('person.recall-from-0.4'), [1, 2]);
  assert.deepEqual(about('person.precision-from-0.4'), [2 / 5, 5]);
  const [ap = 0] = about('person.ap50');
  assert.ok(Math.abs(ap - (1 + 2 / 5) / 2) < 1e-9, `AP50 ${ap}`);
  assert.deepEqual(about('map50-of-2-classes'), [ap / 2, 1]);
  assert.ok((about('run')[0] ?? 0) > 0);
  assert.match(
    lines.join('\n'),
    /from 0\.40 {2}precision 0\.400 {2}recall 1\.000 {2}told 5 {2}← the passport’s/,
  );
});

test('a picture that is none is named', async () => {
  await writeFile(join(dir, 'images', 'b.jpg'), 'no picture');
  await assert.rejects(
    benchDetectors({ dir, nets: [net], data: dir, print: () => {}, progress: () => {} }),
    /b\.jpg can't be read as a picture/,
  );
});
