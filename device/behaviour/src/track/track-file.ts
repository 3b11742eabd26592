import { readChunk } from './read-chunk.js';
import { TrackError } from './track-error.js';
import type { TrackRecord } from './track-record.js';

/** What a track's file begins with; the digit is the version of what follows. */
export const TRACK_HEAD: Uint8Array = new TextEncoder().encode('IVTRACK1');

/** Most bytes of a chunk once it is inflated: a writer ends one at an eighth of it. */
export const MAX_CHUNK_BYTES = 1024 * 1024;
/** Most bytes of a track once it is inflated: two days of a seat with one face. */
const MAX_INFLATED_BYTES = 256 * 1024 * 1024;
const LENGTH_BYTES = 4;

/** Turns a packed chunk into what was packed (zlib format, RFC 1950). It throws whatever it likes where it can't. */
export type Inflate = (packed: Uint8Array) => Uint8Array;

/** A packed chunk as it stands in a file: its length (32 bits, the low ones first), then its bytes. */
export function frameChunk(packed: Uint8Array): Uint8Array {
  const framed = new Uint8Array(LENGTH_BYTES + packed.length);
  new DataView(framed.buffer).setUint32(0, packed.length, true);
  framed.set(packed, LENGTH_BYTES);
  return framed;
}

/** The packed chunks of a file, whole ones only, and how many bytes of it they take. Throws TrackError `not-a-track`. */
export function wholeChunks(file: Uint8Array): { chunks: Uint8Array[]; bytes: number } {
  if (!TRACK_HEAD.every((byte, index) => file[index] === byte)) {
    throw new TrackError('not-a-track', 'the file does not begin as a track of this version');
  }
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const chunks: Uint8Array[] = [];
  let at = TRACK_HEAD.length;
  while (at + LENGTH_BYTES <= file.length) {
    const end = at + LENGTH_BYTES + view.getUint32(at, true);
    if (end > file.length) break;
    chunks.push(file.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  return { chunks, bytes: at };
}

/** Reads the records of a file up to its last whole chunk. Throws TrackError at the first that can't be read. */
export function* readTrack(file: Uint8Array, inflate: Inflate): Generator<TrackRecord> {
  let inflated = 0;
  for (const [number, packed] of wholeChunks(file).chunks.entries()) {
    const chunk = unpack(packed, inflate, number);
    inflated += chunk.length;
    if (inflated > MAX_INFLATED_BYTES) throw new TrackError('too-large', 'the track holds too much');
    yield* readChunk(chunk, number);
  }
}

function unpack(packed: Uint8Array, inflate: Inflate, number: number): Uint8Array {
  try {
    return inflate(packed);
  } catch (cause) {
    throw new TrackError('damaged', `chunk ${number} can't be inflated`, { cause });
  }
}
