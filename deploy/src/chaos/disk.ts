import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const LARGEST = 65_536;
const SMALLEST = 512;

/** A small disk of its own: a file with ext4 in it, mounted. Only root can make one. */
export class SmallDisk {
  readonly folder: string;
  readonly #image: string;

  private constructor(folder: string, image: string) {
    this.folder = folder;
    this.#image = image;
  }

  /** Makes one at `folder` and mounts it. Gives the reason where that is not possible. */
  static make(folder: string, megabytes: number): SmallDisk | string {
    const image = `${folder}.img`;
    mkdirSync(folder, { recursive: true });
    closeSync(openSync(image, 'w'));
    truncateSync(image, megabytes * 1_000_000);
    const fault = run('mkfs.ext4', '-q', '-m', '0', image) ?? run('mount', '-o', 'loop', image, folder);
    if (fault === undefined) return new SmallDisk(folder, image);
    rmSync(image);
    return fault;
  }

  /** Leaves no room on it. */
  fill(): void {
    mkdirSync(this.#ballast, { recursive: true });
    // What stands in large pieces is reserved in no time; the rest is written until nothing more is taken.
    run(
      'fallocate',
      '-l',
      String(Math.max(LARGEST, this.#freeBytes() - 64 * LARGEST)),
      join(this.#ballast, 'most'),
    );
    const fd = openSync(join(this.#ballast, 'rest'), 'a');
    const piece = Buffer.alloc(LARGEST);
    for (let bytes = LARGEST; bytes >= SMALLEST;) {
      try {
        writeSync(fd, piece, 0, bytes);
      } catch {
        bytes /= 2;
      }
    }
    closeSync(fd);
  }

  /** Makes room again. */
  empty(): void {
    rmSync(this.#ballast, { recursive: true, force: true });
  }

  remove(): void {
    run('umount', '-l', this.folder);
    rmSync(this.#image, { force: true });
  }

  get #ballast(): string {
    return join(this.folder, 'ballast');
  }

  #freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }
}

/** Why a program failed; undefined where it did not. */
function run(program: string, ...args: string[]): string | undefined {
  const done = spawnSync(program, args, { encoding: 'utf8' });
  if (done.status === 0) return undefined;
  return `${program}: ${done.error?.message ?? done.stderr.trim().split('\n')[0] ?? 'failed'}`;
}
