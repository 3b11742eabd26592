import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ifThere } from '../../lib/if-there.js';
import { partOf } from '../../lib/sealed-file.js';
import type { BorrowedFile, FileStore } from './file-store.js';

/** Files in a folder of this machine, such as the data folder. */
export class FolderFiles implements FileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Beside its place, so that it gets there by a change of its name. */
  async stage(name: string): Promise<string> {
    const path = this.#path(name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return partOf(path);
  }

  async place(name: string, staged: string): Promise<void> {
    await rename(staged, this.#path(name));
  }

  async read(name: string): Promise<Buffer | undefined> {
    return ifThere(readFile(this.#path(name)));
  }

  async borrow(name: string): Promise<BorrowedFile | undefined> {
    const path = this.#path(name);
    const there = await ifThere(stat(path));
    return there && { path, release: async () => {} };
  }

  async remove(names: readonly string[]): Promise<void> {
    for (const name of names) await rm(this.#path(name), { force: true });
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}
