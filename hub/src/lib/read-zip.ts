import { type FileHandle, open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { Readable } from 'node:stream';

const END_BYTES = 22;
/** The end of an archive may have a comment of this length after it. */
const MAX_COMMENT = 65_535;
const PIECE_BYTES = 262_144;

/** One file of an archive, as its directory at the end tells of it. */
export type ZipFile = {
  name: string;
  /** Its size, by the directory. */
  bytes: number;
  /** What is in it, piece by piece. Throws a {@link ZipError}. */
  read: () => AsyncIterable<Uint8Array>;
};

/** Why an archive can't be read. */
class ZipError extends Error {
  override readonly name = 'ZipError';
}

/**
 * The files of a ZIP archive, by the directory that a person's program reads too. What is stored twice under one name, encrypted, or
 * larger than 4 GB is refused: no archive of a hub is so.
 */
async function filesOfZip(file: FileHandle): Promise<ZipFile[]> {
  const { size } = await file.stat();
  const tail = await exactly(
    file,
    Math.max(0, size - END_BYTES - MAX_COMMENT),
    Math.min(size, END_BYTES + MAX_COMMENT),
  );
  const end = tail.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end === -1 || end + END_BYTES > tail.length) throw new ZipError('it is no ZIP archive, or it is cut');
  const count = tail.readUInt16LE(end + 10);
  const [length, at] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (count === 0xff_ff || at === 0xff_ff_ff_ff) throw new ZipError('it is larger than a hub makes one');
  if (at + length > size) throw new ZipError('its directory is cut');
  const directory = await exactly(file, at, length);
  const files: ZipFile[] = [];
  const names = new Set<string>();
  for (let here = 0; files.length < count;) {
    const one = entryAt(directory, here);
    if (names.has(one.name)) throw new ZipError(`it holds two files under the name ${one.name}`);
    names.add(one.name);
    files.push({ name: one.name, bytes: one.bytes, read: () => contents(file, one) });
    here = one.next;
  }
  return files;
}

type Entry = { name: string; method: number; packed: number; bytes: number; at: number; next: number };

function entryAt(directory: Buffer, here: number): Entry {
  if (here + 46 > directory.length || directory.readUInt32LE(here) !== 0x02_01_4b_50)
    throw new ZipError('its directory is damaged');
  const flags = directory.readUInt16LE(here + 8);
  const method = directory.readUInt16LE(here + 10);
  if ((flags & 1) === 1 || (method !== 0 && method !== 8))
    throw new ZipError('a file in it is packed in a way that a hub does not use');
  const lengths = [28, 30, 32].map((offset) => directory.readUInt16LE(here + offset));
  const [named = 0, extra = 0, comment = 0] = lengths;
  return {
    name: directory.toString('utf8', here + 46, here + 46 + named),
    method,
    packed: directory.readUInt32LE(here + 20),
    bytes: directory.readUInt32LE(here + 24),
    at: directory.readUInt32LE(here + 42),
    next: here + 46 + named + extra + comment,
  };
}

/** The bytes of a file, unpacked. A head that has another name than the directory is damage, or a trick on who reads only one of them. */
async function* contents(
  file: FileHandle,
  { at, bytes, method, name, packed }: Entry,
): AsyncGenerator<Uint8Array> {
  const head = await exactly(file, at, 30);
  if (head.readUInt32LE(0) !== 0x04_03_4b_50) throw new ZipError(`${name} is not where the directory says`);
  const named = head.readUInt16LE(26);
  const own = await exactly(file, at + 30, named);
  if (own.toString('utf8') !== name) throw new ZipError(`${name} has another name where it is stored`);
  const start = at + 30 + named + head.readUInt16LE(28);
  const raw = Readable.from(between(file, start, start + packed));
  const unpacked = method === 0 ? raw : raw.pipe(createInflateRaw());
  raw.once('error', (cause) => unpacked.destroy(cause));
  let left = bytes;
  try {
    for await (const piece of unpacked) {
      if (!(piece instanceof Uint8Array)) continue;
      left -= piece.length;
      // Else a few bytes might unpack to more than any disk holds.
      if (left < 0) throw new ZipError(`${name} is longer than the directory says`);
      yield piece;
    }
  } catch (cause) {
    if (cause instanceof ZipError) throw cause;
    throw new ZipError(`${name} can’t be unpacked`, { cause });
  }
  if (left > 0) throw new ZipError(`${name} is shorter than the directory says`);
}

async function* between(file: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; at += PIECE_BYTES) yield exactly(file, at, Math.min(PIECE_BYTES, to - at));
}

async function exactly(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  if (bytesRead < length) throw new ZipError('it is cut');
  return buffer;
}

/** The files of an archive, for as long as they are used. */
export async function withZip<T>(path: string, use: (files: ZipFile[]) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await use(await filesOfZip(file));
  } finally {
    await file.close();
  }
}
