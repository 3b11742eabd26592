import { rm } from 'node:fs/promises';
import { type Seal, writeSealed } from '../../lib/sealed-file.js';

/** Removes files for good. */
export type FileRemover = {
  /** What is not there is none of its business. */
  remove(names: readonly string[]): Promise<void>;
};

/** A file that lies on this machine's disk for a while, to be read by its path. */
export type BorrowedFile = {
  path: string;
  /** To be called once it is read. */
  release(): Promise<void>;
};

/**
 * Where sealed pictures and tracks are kept, by names such as `evidence/ab/….jpg`. Whoever keeps them sees ciphertext only. Where it can't be
 * reached each of these throws a HubError `files-away`.
 */
export type FileStore = FileRemover & {
  /** A path on this machine at which a file can be written before it is placed; its folder is there. */
  stage(name: string): Promise<string>;
  /** Puts a file that was written there in its place, whole or not at all, and takes it away from where it was. */
  place(name: string, staged: string): Promise<void>;
  /** All of a file; undefined where there is none. */
  read(name: string): Promise<Buffer | undefined>;
  /** A file to read piece by piece; undefined where there is none. */
  borrow(name: string): Promise<BorrowedFile | undefined>;
};

/** Seals what comes and puts it in its place. */
export async function keepSealed(
  files: FileStore,
  name: string,
  pieces: AsyncIterable<Uint8Array>,
  by: Seal,
): Promise<void> {
  const staged = await files.stage(name);
  try {
    await writeSealed(pieces, staged, by);
    await files.place(name, staged);
  } finally {
    await rm(staged, { force: true });
  }
}
