import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { ModelsError } from '../models-error.js';
import { readLabelledFolder } from './labelled-folder.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'invigil-labels-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

const refuses = (code: string, words: RegExp) =>
  assert.rejects(
    readLabelledFolder(folder),
    (error) => error instanceof ModelsError && error.code === code && words.test(error.message),
  );

test('a line is a class and a centre with its size; a picture without a file shows nothing', async () => {
  await write({
    'classes.yaml': 'names:\n  0: person\n  1: cell phone\n',
    'images/b.jpg': '',
    'images/a.png': '',
    'images/notes.txt': '',
    'labels/a.txt': '1 0.5 0.25 0.5 0.25\n\n0 0.5 0.5 1 1\n',
  });
  const { classNames, pictures } = await readLabelledFolder(folder);
  assert.deepEqual(classNames, ['person', 'cell phone']);
  assert.deepEqual(pictures, [
    {
      file: join(folder, 'images', 'a.png'),
      boxes: [
        { className: 'cell phone', box: { x: 0.25, y: 0.125, width: 0.5, height: 0.25 } },
        { className: 'person', box: { x: 0, y: 0, width: 1, height: 1 } },
      ],
    },
    { file: join(folder, 'images', 'b.jpg'), boxes: [] },
  ]);
});

test('what is missing or can’t be understood is named with its place', async () => {
  await refuses('missing', /classes\.yaml can't be read/);
  await write({ 'classes.yaml': 'names: [person]' });
  await refuses('missing', /images holds no \.jpg or \.png/);
  await write({ 'images/a.jpg': '', 'labels/a.txt': '0 0.5 0.5 1\n' });
  await refuses('bad-labels', /a\.txt, line 1/);
  await write({ 'labels/a.txt': '0 0.5 0.5 1 1\n3 0.5 0.5 1 1\n' });
  await refuses('bad-labels', /a\.txt, line 2: classes\.yaml has no class 3/);
  await write({ 'classes.yaml': '{' });
  await refuses('bad-labels', /classes\.yaml is not YAML/);
});
