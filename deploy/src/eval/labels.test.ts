import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import * as z from 'zod';
import { EvalError } from './eval-error.js';
import { picturesIn, readTable } from './labels.js';
import { folderOf } from './test-bench.js';

const Line = z.object({ name: z.string(), size: z.coerce.number() });

test('a table is read by the names of its header, without comments and empty lines', (t) => {
  const { folder, remove } = folderOf({ 'a.tsv': '# a comment\nsize\tname\n1\ta b\n\n2.5\tc\n' });
  t.after(remove);
  assert.deepEqual(readTable(join(folder, 'a.tsv'), '\t', Line), [
    { name: 'a b', size: 1 },
    { name: 'c', size: 2.5 },
  ]);
});

test('a quoted value may hold the separator and quotes', (t) => {
  const { folder, remove } = folderOf({ 'a.csv': 'name,size\r\n"a, ""b""",3\r\n' });
  t.after(remove);
  assert.deepEqual(readTable(join(folder, 'a.csv'), ',', Line), [{ name: 'a, "b"', size: 3 }]);
});

test('a line that is not what it should be is named', (t) => {
  const { folder, remove } = folderOf({ 'a.csv': 'name,size\na,1\nb,large\n' });
  t.after(remove);
  assert.throws(
    () => readTable(join(folder, 'a.csv'), ',', Line),
    (error) =>
      error instanceof EvalError && error.code === 'bad-labels' && error.message.includes('a.csv, row 2'),
  );
});

test('pictures of a folder are told by name, and none of a folder that is not there', async (t) => {
  const { folder, remove } = folderOf({ 'b.JPEG': '', 'a.png': '', 'c.xml': '' });
  t.after(remove);
  assert.deepEqual(await picturesIn(folder), [join(folder, 'a.png'), join(folder, 'b.JPEG')]);
  assert.deepEqual(await picturesIn(join(folder, 'none')), []);
});
