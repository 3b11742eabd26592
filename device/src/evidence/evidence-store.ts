import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KeptSession, Sha256 } from '@invigil/contract';
import { DeviceError, messageOf } from '../lib/errors.js';
import type { Log } from '../lib/log.js';
import { sha256Hex } from '../lib/sha256.js';

const SUFFIX = '.jpg';
const UNFINISHED = '.part';

type StoreDeps = {
  folder: string;
  /** What new pictures belong to. */
  session: KeptSession;
  /** Most bytes on the disk; beyond, the oldest pictures are dropped. */
  maxBytes: number;
  log: Log;
};

/** `session` undefined: it waits since before 2026-11-29. */
type Waiting = { bytes: number; session: KeptSession | undefined };

/**
 * Pictures that wait on the disk until the hub has them. A file is named by the SHA-256 of its bytes and lies in a folder named by the session
 * that it belongs to, so that this is known after a restart too.
 */
export class EvidenceStore {
  readonly #deps: StoreDeps;
  /** By SHA-256, oldest first. */
  readonly #waiting: Map<string, Waiting>;
  #bytes: number;
  #dropped = 0;

  private constructor(deps: StoreDeps, waiting: Map<string, Waiting>) {
    this.#deps = deps;
    this.#waiting = waiting;
    this.#bytes = [...waiting.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /**
   * Opens the folder (a missing one is made, mode 0700) with what waits in it since the last run.
   * @throws DeviceError `evidence-unwritable`
   */
  static async open(deps: StoreDeps): Promise<EvidenceStore> {
    try {
      await mkdir(deps.folder, { recursive: true, mode: 0o700 });
      const store = new EvidenceStore(deps, await scan(deps.folder));
      store.#makeRoom();
      return store;
    } catch (cause) {
      throw unwritable(deps.folder, cause);
    }
  }

  /** Pictures that wait. */
  get count(): number {
    return this.#waiting.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Pictures dropped for want of room, since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  /**
   * Puts a picture on the disk and gives its SHA-256. The same bytes twice are one picture.
   * @throws DeviceError `evidence-unwritable`
   */
  async put(jpeg: Uint8Array): Promise<string> {
    const sha256 = sha256Hex(jpeg);
    if (this.#waiting.has(sha256)) return sha256;
    const { session } = this.#deps;
    const file = this.#file(sha256, session);
    try {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeWhole(file, jpeg);
    } catch (cause) {
      throw unwritable(file, cause);
    }
    if (!this.#waiting.has(sha256)) this.#bytes += jpeg.length;
    this.#waiting.set(sha256, { bytes: jpeg.length, session });
    this.#makeRoom();
    return sha256;
  }

  /** The oldest waiting picture, or the one that follows `after` where that is given; round again at the end. */
  next(after?: string): string | undefined {
    const waiting = [...this.#waiting.keys()];
    const index = after === undefined ? -1 : waiting.indexOf(after);
    return waiting[index + 1] ?? waiting[0];
  }

  /** The session of a waiting picture; undefined where it is not known. */
  sessionOf(sha256: string): KeptSession | undefined {
    return this.#waiting.get(sha256)?.session;
  }

  /** The bytes of a waiting picture; undefined where it is gone or no longer what its name says. */
  async read(sha256: string): Promise<Uint8Array | undefined> {
    try {
      const jpeg = await readFile(this.#file(sha256, this.sessionOf(sha256)));
      if (sha256Hex(jpeg) === sha256) return jpeg;
      this.#deps.log.error({ sha256, bytes: jpeg.length }, 'evidence picture damaged on the disk, dropped');
    } catch (err) {
      if (this.#waiting.has(sha256))
        this.#deps.log.error({ sha256, err }, 'evidence picture unreadable, dropped');
    }
    await this.remove(sha256);
    return undefined;
  }

  /** Forgets a picture: the hub has it, or does not want it. */
  async remove(sha256: string): Promise<void> {
    const { bytes = 0, session } = this.#waiting.get(sha256) ?? {};
    this.#bytes -= bytes;
    this.#waiting.delete(sha256);
    try {
      await rm(this.#file(sha256, session), { force: true });
    } catch (err) {
      this.#deps.log.error({ sha256, err }, 'evidence picture can not be deleted');
    }
  }

  /** Drops the oldest pictures, so many that they took `bytes` together; at once, as somebody waits for the room. Gives what they took. */
  giveUp(bytes: number): number {
    const before = this.#bytes;
    for (
      let oldest = this.next();
      oldest !== undefined && before - this.#bytes < bytes;
      oldest = this.next()
    ) {
      this.#drop(oldest);
    }
    return before - this.#bytes;
  }

  #makeRoom(): void {
    const { log, maxBytes } = this.#deps;
    while (this.#bytes > maxBytes && this.#waiting.size > 1) {
      const oldest = this.next();
      if (oldest === undefined) return;
      this.#drop(oldest);
      log.warn(
        { sha256: oldest, dropped: this.#dropped, maxBytes },
        'evidence folder full, oldest picture dropped',
      );
    }
  }

  #drop(sha256: string): void {
    this.#dropped += 1;
    const { bytes = 0, session } = this.#waiting.get(sha256) ?? {};
    this.#bytes -= bytes;
    this.#waiting.delete(sha256);
    try {
      rmSync(this.#file(sha256, session), { force: true });
    } catch (err) {
      this.#deps.log.error({ sha256, err }, 'evidence picture can not be deleted');
    }
  }

  #file(sha256: string, session: KeptSession | undefined): string {
    return join(this.#deps.folder, session ?? '', sha256 + SUFFIX);
  }
}

/** What waits in a folder and those of its sessions, oldest first. Files that a power cut left unfinished and empty folders are deleted. */
async function scan(folder: string): Promise<Map<string, Waiting>> {
  const sessions = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && KeptSession.safeParse(entry.name).success)
    .map(({ name }) => name);
  const found = await Promise.all([undefined, ...sessions].map((session) => scanSession(folder, session)));
  const oldestFirst = found.flat().toSorted((a, b) => a.mtimeMs - b.mtimeMs);
  return new Map(oldestFirst.map(({ bytes, session, sha256 }) => [sha256, { bytes, session }]));
}

async function scanSession(home: string, session: KeptSession | undefined) {
  const folder = join(home, session ?? '');
  const names = await readdir(folder);
  const unfinished = names.filter((name) => name.endsWith(UNFINISHED));
  await Promise.all(unfinished.map((name) => rm(join(folder, name), { force: true })));
  const pictures = names
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => name.slice(0, -SUFFIX.length))
    .filter((sha256) => Sha256.safeParse(sha256).success);
  if (session !== undefined && names.length === unfinished.length) await rmdir(folder);
  return Promise.all(
    pictures.map(async (sha256) => {
      const { mtimeMs, size } = await stat(join(folder, sha256 + SUFFIX));
      return { sha256, session, bytes: size, mtimeMs };
    }),
  );
}

/** A picture is there whole or not at all, even after a power cut. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${file}.${randomUUID()}${UNFINISHED}`;
  const handle = await open(unfinished, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
    await rename(unfinished, file);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw cause;
  } finally {
    await handle.close();
  }
}

function unwritable(path: string, cause: unknown): DeviceError {
  return new DeviceError('evidence-unwritable', `evidence ${path} can't be written: ${messageOf(cause)}.`, {
    cause,
  });
}
