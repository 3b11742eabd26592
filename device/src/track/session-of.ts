import { closeSync, openSync, readSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { MAX_CHUNK_BYTES, readTrack } from '@invigil/behaviour';

/** The session of which a track's file is; null where it is of none, or where its beginning can't be read. */
export function sessionOf(file: string): string | null {
  try {
    for (const record of readTrack(beginningOf(file), (packed) => inflateSync(packed))) {
      if (record.type === 'start') return record.session;
    }
  } catch {
    // What can't be read is of no use to anybody's session.
  }
  return null;
}

/** So much of a file that its first chunk is whole. */
function beginningOf(file: string): Uint8Array {
  const handle = openSync(file, 'r');
  try {
    const bytes = new Uint8Array(MAX_CHUNK_BYTES);
    return bytes.subarray(0, readSync(handle, bytes));
  } finally {
    closeSync(handle);
  }
}
