import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** AES-256-GCM (NIST SP 800-38D): what was changed, cut or put in another's place does not open. */
const CIPHER = 'aes-256-gcm';
/** What a sealed file begins with; the digit is the version of this form: mark, nonce, ciphertext, tag. */
const MARK = Buffer.from('IVS1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = MARK.length + NONCE_BYTES;
const PIECE_BYTES = 262_144;

/** By how much a sealed file is longer than what is in it. */
export const SEAL_BYTES = HEAD_BYTES + TAG_BYTES;

/** What opens a sealed file: a key of 32 bytes, and the words about what it is, so that no file can stand in another's place. */
export type Seal = { key: Uint8Array; bound: string };

/** A file on the disk. `seal` null: it is in plain, as files of before 2026-11-29 are until the hub has sealed them. */
export type StoredFile = { path: string; seal: Seal | null };

/** Why a sealed file does not open: it is none, or it is not the one that was sealed with this key and these words. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/** Seals bytes. */
export function seal(plain: Uint8Array, { key, bound }: Seal): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([MARK, nonce, sealed, cipher.getAuthTag()]);
}

/** The bytes that were sealed. Throws a {@link SealError}. */
export function unseal(sealed: Uint8Array, by: Seal): Buffer {
  if (!isSealed(sealed)) throw new SealError('it is not sealed');
  const decipher = deciphering(by, sealed.subarray(0, HEAD_BYTES), sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(HEAD_BYTES, -TAG_BYTES));
  finish(decipher);
  return plain;
}

/** Whether bytes begin as a sealed file does. No JPEG and no track does. */
export function isSealed(bytes: Uint8Array): boolean {
  return bytes.length >= SEAL_BYTES && MARK.equals(bytes.subarray(0, MARK.length));
}

/** Seals what comes into a new file, mode 0600, and syncs it. */
export async function writeSealed(
  pieces: AsyncIterable<Uint8Array>,
  path: string,
  { key, bound }: Seal,
): Promise<void> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(bound));
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(Buffer.concat([MARK, nonce]));
    for await (const piece of pieces) await file.writeFile(cipher.update(piece));
    await file.writeFile(Buffer.concat([cipher.final(), cipher.getAuthTag()]));
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Seals what comes into a file that takes the place of the one that is there: who reads sees the one or the other, also after a power cut,
 * and what is left of an unfinished one ends with `.part` and is sealed too.
 */
export async function placeSealed(pieces: AsyncIterable<Uint8Array>, path: string, by: Seal): Promise<void> {
  const part = partOf(path);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await writeSealed(pieces, part, by);
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true });
    throw cause;
  }
}

/** A name for a file while it is written. */
export function partOf(path: string): string {
  return `${path}.${process.pid}.${process.hrtime.bigint()}.part`;
}

/**
 * What is in a file, piece by piece. Of a sealed one nothing may be used for good before the last piece has come: only then is it known to
 * be whole, else a {@link SealError} is thrown.
 */
export async function* readStored({ path, seal: by }: StoredFile): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (by === null) return yield* between(file, 0, size);
    if (size < SEAL_BYTES) throw new SealError('it is cut');
    const head = await exactly(file, 0, HEAD_BYTES);
    const decipher = deciphering(by, head, await exactly(file, size - TAG_BYTES, TAG_BYTES));
    for await (const piece of between(file, HEAD_BYTES, size - TAG_BYTES)) yield decipher.update(piece);
    finish(decipher);
  } finally {
    await file.close();
  }
}

async function* between(file: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; at += PIECE_BYTES)
    yield await exactly(file, at, Math.min(PIECE_BYTES, to - at));
}

async function exactly(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  if (bytesRead < length) throw new SealError('it is cut');
  return buffer;
}

function deciphering({ key, bound }: Seal, head: Uint8Array, tag: Uint8Array) {
  if (!MARK.equals(head.subarray(0, MARK.length))) throw new SealError('it is not sealed');
  return createDecipheriv(CIPHER, key, head.subarray(MARK.length), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(bound))
    .setAuthTag(tag);
}

function finish(decipher: { final(): Buffer }): void {
  try {
    decipher.final();
  } catch (cause) {
    throw new SealError('it was changed, or is sealed with another key', { cause });
  }
}
