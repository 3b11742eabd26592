import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { JPEG } from '../../lib/test-picture.js';
import { tempFolder } from '../../lib/testing.js';
import { jpegSize } from './jpeg-size.js';
import { PictureDecoder, type PictureLimits } from './picture-decoder.js';

const decoders: PictureDecoder[] = [];
after(() => {
  for (const one of decoders) one.stop();
});

function decoder(limits: Partial<PictureLimits> = {}): PictureDecoder {
  const made = new PictureDecoder(limits);
  decoders.push(made);
  return made;
}

/** A decoder's process that does something else. */
function program(text: string): string {
  const file = join(tempFolder(), 'program.mjs');
  writeFileSync(file, `${text}\nprocess.send('ready');`);
  return file;
}

const FRAME = JPEG.indexOf(Buffer.from([0xff, 0xc0]));

/** The picture saying another size of itself. */
function sized(width: number, height: number): Buffer {
  const other = Buffer.from(JPEG);
  other.writeUInt16BE(height, FRAME + 5);
  other.writeUInt16BE(width, FRAME + 7);
  return other;
}

async function reasonOf(one: PictureDecoder, jpeg: Buffer): Promise<string> {
  const verdict = await one.check(jpeg);
  return verdict.type === 'unreadable' ? verdict.reason : verdict.type;
}

test('a whole picture is one; what is cut, torn, or says a size that nobody can hold is none', async () => {
  const one = decoder();
  assert.deepEqual(await one.check(JPEG), { type: 'picture' });
  assert.equal(await reasonOf(one, JPEG.subarray(0, JPEG.length - 40)), 'it has no end');
  const torn = Buffer.concat([JPEG.subarray(0, JPEG.length - 40), JPEG.subarray(-2)]);
  assert.match(await reasonOf(one, torn), /premature end/);
  assert.match(await reasonOf(one, sized(65_535, 65_535)), /^65535 × 65535 pixels/);
  assert.match(await reasonOf(one, sized(0, 24)), /^0 × 24 pixels/);
  // Said to be larger than its data: the rest is missing.
  assert.match(await reasonOf(one, sized(1280, 720)), /premature end/);
  assert.equal(await reasonOf(one, Buffer.from([0xff, 0xd8, 0xff, 0xd9])), 'it does not say its size');
  assert.equal(await reasonOf(one, Buffer.alloc(0)), 'it does not say its size');
  assert.deepEqual(await one.check(JPEG), { type: 'picture' }, 'and the next is decoded');
});

test('a picture that ends or holds up its decoder is none, and the next gets another', async () => {
  const dies = decoder({ program: program(`process.on('message', () => process.exit(1));`), processes: 1 });
  for (let i = 0; i < 2; i++) assert.equal(await reasonOf(dies, JPEG), 'it ended its decoder');
  const hangs = decoder({
    program: program(`process.on('message', () => { for (;;); });`),
    processes: 1,
    longestMs: 300,
  });
  for (let i = 0; i < 2; i++) assert.equal(await reasonOf(hangs, JPEG), 'it takes too long to decode');
});

test('a process that takes more memory than it may ends, and the hub goes on', async () => {
  const eats = decoder({
    program: program(
      `const all = []; process.on('message', () => { for (;;) all.push(new Array(1e5).fill(all.length)); });`,
    ),
    processes: 1,
    longestMs: 20_000,
  });
  assert.equal(await reasonOf(eats, JPEG), 'it ended its decoder');
});

test('where too many wait the rest is told so', async () => {
  const slow = decoder({
    program: program(
      `process.on('message', () => setTimeout(() => process.send({ width: 9, height: 9 }), 200));`,
    ),
    processes: 1,
    mostWaiting: 2,
  });
  const verdicts = await Promise.all([1, 2, 3, 4, 5].map(() => slow.check(JPEG)));
  assert.deepEqual(
    verdicts.map(({ type }) => type),
    ['picture', 'picture', 'picture', 'busy', 'busy'],
  );
});

test('the size that a picture says is read from any bytes, without a fault', () => {
  assert.deepEqual(jpegSize(JPEG), { width: 32, height: 24 });
  for (let cut = 0; cut < JPEG.length; cut++) jpegSize(JPEG.subarray(0, cut));
  assert.equal(jpegSize(Buffer.alloc(100, 0xff)), undefined);
});
