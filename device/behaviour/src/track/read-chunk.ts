import { ByteReader } from './byte-reader.js';
import { ChunkMemory } from './memory.js';
import { TrackError } from './track-error.js';
import { readRecord, type TrackRecord } from './track-record.js';

/** Reads the records of a chunk. Throws TrackError. @param number which chunk of its track it is, from 0 */
export function* readChunk(chunk: Uint8Array, number: number): Generator<TrackRecord> {
  const from = new ByteReader(chunk);
  if (from.varint() !== number) throw new TrackError('cut', `chunk ${number} is missing`);
  const memory = new ChunkMemory();
  while (!from.done) {
    const record = readRecord(from, memory);
    if (record !== undefined) yield record;
  }
}
