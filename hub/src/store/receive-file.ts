import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { MAX_TRACK_BYTES } from '@invigil/contract';
import { type Seal, writeSealed } from '../lib/sealed-file.js';

/** Seals what comes into a new file; undefined where it is more than a track may be. */
export async function receiveFile(
  body: Readable,
  path: string,
  by: Seal,
): Promise<{ bytes: number; sha256: string } | undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* measured(): AsyncGenerator<Uint8Array> {
    for await (const piece of body) {
      if (!Buffer.isBuffer(piece)) throw new TypeError('the body is no stream of bytes');
      bytes += piece.length;
      if (bytes > MAX_TRACK_BYTES) return;
      hash.update(piece);
      yield piece;
    }
  }
  await writeSealed(measured(), path, by);
  return bytes > MAX_TRACK_BYTES ? undefined : { bytes, sha256: hash.digest('hex') };
}
