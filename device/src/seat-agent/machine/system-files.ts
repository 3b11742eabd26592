import { access, readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Why a source can't be read here. */
export class Unreadable extends Error {}

/** The files of the system below a root folder: `/`, or a tree that stands in for it. Attributes of devices that just left are missing. */
export class SystemFiles {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  path(path: string): string {
    return join(this.#root, path);
  }

  /** Trimmed text of an attribute; undefined where there is none, or none for this user. */
  async attribute(path: string): Promise<string | undefined> {
    try {
      return (await readFile(this.path(path), 'utf8')).trim();
    } catch {
      return undefined;
    }
  }

  /** Bytes of an attribute; none where there is none. */
  async bytes(path: string): Promise<Uint8Array> {
    try {
      return await readFile(this.path(path));
    } catch {
      return new Uint8Array();
    }
  }

  /** A file that a source rests on. @throws Unreadable */
  async text(path: string): Promise<string> {
    try {
      return await readFile(this.path(path), 'utf8');
    } catch (cause) {
      throw new Unreadable(reasonOf(path, cause), { cause });
    }
  }

  /** Names in a folder that a source rests on. @throws Unreadable */
  async names(folder: string): Promise<string[]> {
    try {
      return (await readdir(this.path(folder))).sort();
    } catch (cause) {
      throw new Unreadable(reasonOf(folder, cause), { cause });
    }
  }

  /** Names in a folder that the kernel makes with the first device of its kind: where it isn't but `/sys` is, none. @throws Unreadable */
  async namesOfClass(folder: string): Promise<string[]> {
    try {
      return (await readdir(this.path(folder))).sort();
    } catch (cause) {
      if (codeOf(cause) === 'ENOENT' && (await this.exists(mountOf(folder)))) return [];
      throw new Unreadable(reasonOf(folder, cause), { cause });
    }
  }

  async exists(path: string): Promise<boolean> {
    return access(this.path(path)).then(
      () => true,
      () => false,
    );
  }

  /** What a link points to, as it is written; undefined where there is none. */
  async target(path: string): Promise<string | undefined> {
    return readlink(this.path(path)).catch(() => undefined);
  }

  /** Last part of a link's target. */
  async targetName(path: string): Promise<string | undefined> {
    const target = await this.target(path);
    return target === undefined ? undefined : basename(target);
  }
}

/** `/sys/class` of `/sys/class/drm`. */
function mountOf(folder: string): string {
  return folder.split('/').slice(0, 3).join('/');
}

function reasonOf(path: string, cause: unknown): string {
  const code = codeOf(cause);
  if (code === 'ENOENT') return `${path} is not there`;
  if (code === 'EACCES' || code === 'EPERM') return `${path} may not be read`;
  return `${path} can’t be read (${code})`;
}

function codeOf(thrown: unknown): string {
  if (thrown instanceof Error && 'code' in thrown) return String(thrown.code);
  return 'unknown';
}
