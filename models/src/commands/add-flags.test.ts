import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type AddFlags, detectorOf, parseThree, parseThresholds } from './add-flags.js';

const flags = (more: Partial<AddFlags>): AddFlags => ({ dir: '', head: 'detr', classes: 'coco', ...more });

test('a list of classes is read line by line, and only labels that it knows get a usual threshold', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'invigil-classes-'));
  t.after(() => rm(dir, { recursive: true }));
  const file = join(dir, 'classes.txt');
  await writeFile(file, 'cup\n cell phone \r\n\n');
  const detector = await detectorOf(flags({ classes: file }));
  assert.deepEqual(detector, {
    head: 'detr',
    classes: ['cup', 'cell phone'],
    thresholds: { phone: { score: 0.25 } },
  });
  await writeFile(file, 'person\nangry expression\n');
  await assert.rejects(
    detectorOf(flags({ classes: file })),
    /"angry expression" is one that nothing here may read/,
  );
  await writeFile(file, '\n');
  await assert.rejects(detectorOf(flags({ classes: file })), /--classes or --thresholds: classes/);
  await assert.rejects(
    detectorOf(flags({ classes: join(dir, 'none') })),
    /none can't be read: --classes takes coco/,
  );
});

test('thresholds that are given are the only ones; a yolox head is raw unless it is said', async () => {
  const thresholds = parseThresholds('person=0.5,phone=0.2');
  assert.deepEqual(await detectorOf(flags({ head: 'yolox', thresholds })), {
    head: 'yolox',
    decoded: false,
    classes: 'coco',
    thresholds: { person: { score: 0.5 }, phone: { score: 0.2 } },
  });
  await assert.rejects(
    detectorOf(flags({ thresholds: { cat: 0.5 } })),
    /cat.*labels are person, laptop, screen, phone, book/,
  );
  await assert.rejects(detectorOf(flags({ thresholds: { person: 5 } })), /person/);
});

test('lists that are none are refused', () => {
  for (const text of ['person', 'person=', '=0.4', 'person=0.4=1', 'person=x']) {
    assert.throws(() => parseThresholds(text), /label=score/, text);
  }
  assert.deepEqual(parseThree('1,2.5,3'), [1, 2.5, 3]);
  for (const text of ['1,2', '1,2,3,4', '1,,3', 'a,b,c'])
    assert.throws(() => parseThree(text), /three numbers/, text);
});
