import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { MAX_TRACK_BYTES } from '@invigil/contract';

/** Writes what comes into a new file, mode 0600, and syncs it; undefined where it is more than a track may be. */
export async function receiveFile(
  body: Readable,
  path: string,
): Promise<{ bytes: number; sha256: string } | undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of body) {
      if (!Buffer.isBuffer(piece)) throw new TypeError('the body is no stream of bytes');
      bytes += piece.length;
      if (bytes > MAX_TRACK_BYTES) return undefined;
      hash.update(piece);
      await file.write(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}
