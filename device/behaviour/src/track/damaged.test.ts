import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';
import { chance } from '../gaze/test-seat.js';
import { film } from '../test-scene.js';
import { ByteWriter } from './byte-writer.js';
import { readChunk } from './read-chunk.js';
import { randomObservations, record, START_NOTE } from './test-track.js';
import { TrackError, type TrackErrorCode } from './track-error.js';
import { frameChunk, MAX_CHUNK_BYTES, readTrack, TRACK_HEAD, wholeChunks } from './track-file.js';
import { TrackWriter } from './track-writer.js';

function codeOf(read: () => unknown): TrackErrorCode | 'read' {
  try {
    read();
    return 'read';
  } catch (error) {
    assert.ok(error instanceof TrackError, String(error));
    return error.code;
  }
}

const fileOf = (...chunks: Uint8Array[]): Uint8Array =>
  Buffer.concat([TRACK_HEAD, ...chunks.map((chunk) => frameChunk(deflateSync(chunk)))]);
const inflate = (packed: Uint8Array) => inflateSync(packed, { maxOutputLength: MAX_CHUNK_BYTES });
const read = (file: Uint8Array) => [...readTrack(file, inflate)];

test('bytes by chance are no track, and never anything but a coded error', () => {
  const { uniform } = chance(7);
  for (let run = 0; run < 500; run += 1) {
    const bytes = Uint8Array.from({ length: Math.floor(uniform() * 200) }, () => uniform() * 256);
    assert.equal(
      codeOf(() => read(bytes)),
      'not-a-track',
    );
    codeOf(() => read(fileOf(bytes)));
    codeOf(() => [...readChunk(bytes, bytes[0] ?? 0)]);
  }
});

test('a chunk with changed, missing or added bytes is read or refused with a code', () => {
  const { uniform } = chance(8);
  const writer = new TrackWriter();
  writer.note(START_NOTE);
  for (const one of randomObservations(3, 60)) writer.observe(one);
  const chunk = writer.take();
  const seen = new Set<string>();
  for (let run = 0; run < 300; run += 1) {
    const at = Math.floor(uniform() * chunk.length);
    const other = Uint8Array.from(chunk);
    other[at] = uniform() * 256;
    seen.add(codeOf(() => [...readChunk(other, 0)]));
    seen.add(codeOf(() => [...readChunk(chunk.subarray(0, at), 0)]));
    seen.add(codeOf(() => [...readChunk(Buffer.concat([chunk.subarray(0, at), other.subarray(at - 9)]), 0)]));
  }
  assert.deepEqual([...seen].sort(), ['cut', 'damaged', 'read']);
});

test('a damaged chunk is told, after everything before it was read', () => {
  const { file } = record([START_NOTE, ...film({ forMs: 150_000, scene: {} })], deflateSync);
  const [first, second] = wholeChunks(file).chunks;
  assert.ok(first && second);
  const broken = Uint8Array.from(second);
  broken[50] = (broken[50] ?? 0) ^ 0xff;
  const damaged = Buffer.concat([TRACK_HEAD, frameChunk(first), frameChunk(broken)]);
  const records: unknown[] = [];
  const code = codeOf(() => {
    for (const one of readTrack(damaged, inflate)) records.push(one);
  });
  assert.equal(code, 'damaged');
  assert.equal(records.length, read(Buffer.concat([TRACK_HEAD, frameChunk(first)])).length);
});

test('a missing chunk is not passed over', () => {
  const { file } = record(film({ forMs: 150_000, scene: {} }), deflateSync);
  const [first, , third] = wholeChunks(file).chunks;
  assert.ok(first && third);
  const gap = Buffer.concat([TRACK_HEAD, frameChunk(first), frameChunk(third)]);
  assert.equal(
    codeOf(() => read(gap)),
    'cut',
  );
});

test('a chunk that inflates to more than a chunk is refused', () => {
  assert.equal(
    codeOf(() => read(fileOf(new Uint8Array(2_000_000)))),
    'damaged',
  );
});

test('a file that inflates to more than a track is refused', () => {
  const filler = new ByteWriter(1_000_100);
  filler.varint(99);
  filler.varint(1_000_000);
  filler.bytes(new Uint8Array(1_000_000));
  const chunks = Array.from({ length: 280 }, (_, number) => {
    const chunk = new ByteWriter(1_000_100);
    chunk.varint(number);
    chunk.bytes(filler.view());
    return chunk.view();
  });
  assert.equal(
    codeOf(() => read(fileOf(...chunks))),
    'too-large',
  );
});

test('a file of a later version is no track of this one', () => {
  const later = new TextEncoder().encode('IVTRACK2');
  assert.equal(
    codeOf(() => read(later)),
    'not-a-track',
  );
});

test('a record of a kind that is not known is passed over', () => {
  const [first, second] = film({ forMs: 200, scene: {} });
  assert.ok(first && second);
  const unknown = new ByteWriter(64);
  unknown.varint(9_999_999);
  unknown.varint(5);
  unknown.bytes(Uint8Array.from([1, 2, 3, 4, 5]));
  const writer = new TrackWriter();
  writer.observe(first);
  const before = writer.take();
  const chunk = Buffer.concat([before.subarray(0, 1), unknown.view(), before.subarray(1), unknown.view()]);
  assert.deepEqual(
    [...readChunk(chunk, 0)].map((one) => one.type),
    ['observation'],
  );
});
