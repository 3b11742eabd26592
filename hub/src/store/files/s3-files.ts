import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { HubError, messageOf } from '../../lib/hub-error.js';
import { KeyedLock } from '../../lib/keyed-lock.js';
import type { BorrowedFile, FileStore } from './file-store.js';
import type { FolderFiles } from './folder-files.js';
import type { S3Client } from './s3-client.js';

/** Removals that are under way at once. */
const AT_ONCE = 8;

/**
 * Files in an S3-compatible store. What a hub kept in its folder before is still found there, until it has been brought over. A file is
 * sealed on this machine before it is sent, and what comes back is opened here.
 */
export class S3Files implements FileStore {
  readonly #client: S3Client;
  /** Folder of this machine for what is on its way. */
  readonly #staging: string;
  readonly #before: FolderFiles;
  /** One file at a time, so that an old copy that is brought over can't take the place of a newer one. */
  readonly #lock = new KeyedLock();

  constructor(client: S3Client, options: { staging: string; before: FolderFiles }) {
    this.#client = client;
    this.#staging = options.staging;
    this.#before = options.before;
  }

  async stage(): Promise<string> {
    await mkdir(this.#staging, { recursive: true, mode: 0o700 });
    return join(this.#staging, `${randomUUID()}.part`);
  }

  async place(name: string, staged: string): Promise<void> {
    await this.#lock.run(name, async () => {
      await this.#send(name, staged);
      await this.#before.remove([name]);
    });
    await rm(staged, { force: true });
  }

  async read(name: string): Promise<Buffer | undefined> {
    const answer = await this.#client.get(name);
    if (answer === undefined) return this.#before.read(name);
    try {
      return await buffer(answer);
    } catch (cause) {
      throw cut(name, cause);
    }
  }

  async borrow(name: string): Promise<BorrowedFile | undefined> {
    const answer = await this.#client.get(name);
    if (answer === undefined) return this.#before.borrow(name);
    const path = await this.stage();
    const release = (): Promise<void> => rm(path, { force: true });
    try {
      await pipeline(answer, createWriteStream(path, { mode: 0o600 }));
    } catch (cause) {
      await release();
      throw cut(name, cause);
    }
    return { path, release };
  }

  async remove(names: readonly string[]): Promise<void> {
    for (let at = 0; at < names.length; at += AT_ONCE)
      await Promise.all(names.slice(at, at + AT_ONCE).map((name) => this.#client.remove(name)));
    await this.#before.remove(names);
  }

  /** Brings over a file of before. @param path where it lies in the folder */
  async bringOver(name: string, path: string): Promise<void> {
    await this.#lock.run(name, async () => {
      if (!(await this.#client.has(name))) await this.#send(name, path);
      await this.#before.remove([name]);
    });
  }

  /** Whether the store answers, and takes the key. Throws a {@link HubError} `files-away`. */
  async check(): Promise<void> {
    (await this.#client.get('check'))?.resume();
  }

  async #send(name: string, path: string): Promise<void> {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    const { size } = await stat(path);
    await this.#client.put(name, { path, bytes: size, sha256: hash.digest('hex') });
  }
}

function cut(name: string, cause: unknown): HubError {
  return new HubError('files-away', `GET ${name}: it came only in part: ${messageOf(cause)}`, { cause });
}
