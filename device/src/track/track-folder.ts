import { rmSync } from 'node:fs';
import { mkdir, open, readdir, readFile, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { TRACK_HEAD, wholeChunks } from '@invigil/behaviour';
import { BootId } from '@invigil/contract';
import { DeviceError, messageOf } from '../lib/errors.js';
import type { Log } from '../lib/log.js';
import { sessionOf } from './session-of.js';

const SUFFIX = '.track';

type FolderDeps = {
  folder: string;
  /** Most bytes on the disk; beyond, the oldest track of an earlier boot is dropped. */
  maxBytes: number;
  /** Session that is open; null outside of one. */
  session?: string | null;
  log: Log;
};

/** Tracks on the disk, a file for each boot, until the hub has them. */
export class TrackFolder {
  readonly #deps: FolderDeps;
  /** Bytes by boot, oldest first. */
  readonly #bytes: Map<string, number>;
  /** Boots whose track the hub is to get. */
  readonly #wanted: Set<string>;
  /** How many bytes of a track were read last, to be brought. */
  readonly #brought = new Map<string, number>();
  #dropped = 0;
  #current: { boot: string; file: FileHandle } | undefined;

  private constructor(deps: FolderDeps, bytes: Map<string, number>) {
    this.#deps = deps;
    this.#bytes = bytes;
    this.#wanted = new Set(bytes.keys());
  }

  /** Opens the folder (a missing one is made, mode 0700); what earlier boots left is to be brought. @throws DeviceError `track-unwritable` */
  static async open(deps: FolderDeps): Promise<TrackFolder> {
    try {
      await mkdir(deps.folder, { recursive: true, mode: 0o700 });
      return new TrackFolder(deps, await scan(deps.folder));
    } catch (cause) {
      throw unwritable(deps.folder, messageOf(cause), cause);
    }
  }

  /** Tracks that the hub is to get. */
  get count(): number {
    return this.#wanted.size;
  }

  /** Bytes on the disk. */
  get bytes(): number {
    return [...this.#bytes.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Tracks given up for want of room, since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Drops the oldest tracks of sessions that are over, so many that they took `bytes` together; at once. Gives what they took. */
  giveUp(bytes: number): number {
    let given = 0;
    for (const [boot, size] of this.#bytes) {
      if (given >= bytes) break;
      if (!this.#isOver(boot)) continue;
      given += size;
      this.#drop(boot);
    }
    return given;
  }

  #isOver(boot: string): boolean {
    if (boot === this.#current?.boot) return false;
    const open = this.#deps.session ?? null;
    return open === null || sessionOf(this.#path(boot)) !== open;
  }

  /** Begins the track of a boot. @throws DeviceError `track-unwritable` */
  async begin(boot: string): Promise<void> {
    try {
      const file = await open(this.#path(boot), 'ax', 0o600);
      this.#current = { boot, file };
      await file.appendFile(TRACK_HEAD);
      this.#bytes.set(boot, TRACK_HEAD.length);
    } catch (cause) {
      throw unwritable(this.#path(boot), messageOf(cause), cause);
    }
  }

  /** Adds to the track that was begun; it is on the disk then. @throws DeviceError `track-unwritable` */
  async append(bytes: Uint8Array): Promise<void> {
    if (this.#current === undefined) throw unwritable(this.#deps.folder, 'no track was begun');
    const { boot, file } = this.#current;
    this.#makeRoom(boot, bytes.length);
    try {
      await file.appendFile(bytes);
      await file.datasync();
      this.#bytes.set(boot, (this.#bytes.get(boot) ?? 0) + bytes.length);
    } catch (cause) {
      throw unwritable(this.#path(boot), messageOf(cause), cause);
    }
  }

  /** Ends the track that was begun; the hub is to get it. */
  async end(): Promise<void> {
    const current = this.#current;
    if (current === undefined) return;
    this.#current = undefined;
    this.#wanted.add(current.boot);
    await current.file.close();
  }

  /** The hub is to get a track as far as it goes; false where there is none. */
  want(boot: string): boolean {
    if (!this.#bytes.has(boot)) return false;
    this.#wanted.add(boot);
    return true;
  }

  /** The oldest that is wanted, or the one that follows `after`; round again at the end. */
  next(after?: string): string | undefined {
    const wanted = [...this.#bytes.keys()].filter((boot) => this.#wanted.has(boot));
    const index = after === undefined ? -1 : wanted.indexOf(after);
    return wanted[index + 1] ?? wanted[0];
  }

  /** The whole chunks of a track; undefined where there are none: it is forgotten then. */
  async read(boot: string): Promise<Uint8Array | undefined> {
    try {
      const file = await readFile(this.#path(boot));
      const { bytes, chunks } = wholeChunks(file);
      if (chunks.length > 0) {
        this.#brought.set(boot, file.length);
        // What a failed write or a power cut left at the end is no part of it.
        if (boot !== this.#current?.boot) this.#bytes.set(boot, file.length);
        return file.subarray(0, bytes);
      }
    } catch (err) {
      this.#deps.log.error({ boot, err }, 'track unreadable, dropped');
    }
    this.#brought.delete(boot);
    this.#wanted.delete(boot);
    if (boot !== this.#current?.boot) this.#forget(boot);
    return undefined;
  }

  /** The hub has what was read last of a track, or does not want it. What came later is kept. */
  async remove(boot: string): Promise<void> {
    if (boot === this.#current?.boot) {
      this.#wanted.delete(boot);
    } else if (this.#brought.get(boot) === this.#bytes.get(boot)) {
      this.#forget(boot);
    }
  }

  #makeRoom(current: string, more: number): void {
    const { log, maxBytes } = this.#deps;
    const tooMuch = (): boolean => [...this.#bytes.values()].reduce((sum, n) => sum + n, more) > maxBytes;
    while (tooMuch()) {
      const oldest = [...this.#bytes.keys()].find((boot) => boot !== current);
      if (oldest === undefined) throw unwritable(this.#path(current), 'it may not become larger');
      log.warn({ boot: oldest, maxBytes }, 'track folder full, oldest track dropped');
      this.#drop(oldest);
    }
  }

  #drop(boot: string): void {
    this.#dropped += 1;
    this.#forget(boot);
  }

  #forget(boot: string): void {
    this.#bytes.delete(boot);
    this.#wanted.delete(boot);
    this.#brought.delete(boot);
    try {
      rmSync(this.#path(boot), { force: true });
    } catch (err) {
      this.#deps.log.error({ boot, err }, 'track can not be deleted');
    }
  }

  #path(boot: string): string {
    return join(this.#deps.folder, boot + SUFFIX);
  }
}

/** The tracks of a folder, oldest first. */
async function scan(folder: string): Promise<Map<string, number>> {
  const boots = (await readdir(folder))
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => name.slice(0, -SUFFIX.length))
    .filter((boot) => BootId.safeParse(boot).success);
  const found = await Promise.all(
    boots.map(async (boot) => {
      const { mtimeMs, size } = await stat(join(folder, boot + SUFFIX));
      return { boot, mtimeMs, size };
    }),
  );
  return new Map(found.toSorted((a, b) => a.mtimeMs - b.mtimeMs).map(({ boot, size }) => [boot, size]));
}

function unwritable(path: string, why: string, cause?: unknown): DeviceError {
  return new DeviceError('track-unwritable', `track ${path} can't be written: ${why}.`, { cause });
}
