import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file whole or not at all: under another name first, which is then given up for the true one. */
export async function replaceFile(file: string, content: Uint8Array | string): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(unfinished, content);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
