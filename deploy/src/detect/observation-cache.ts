import type { Observation } from '@invigil/behaviour';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Counts up when the same recipe gives other pictures, or is looked at in another way. */
const RECORDER = 1;

/** What was seen in films, kept so that behaviour can be judged again without looking again. */
export class ObservationCache {
  readonly #folder: string;
  readonly #made: unknown;

  /** @param made what looks: the nets with their hashes, and from which scores on they tell; others see other things */
  constructor(folder: string, made: unknown) {
    this.#folder = folder;
    this.#made = made;
    mkdirSync(folder, { recursive: true });
  }

  /** Whether a film is recorded. @param recipe all from which its pictures follow */
  has(name: string, recipe: unknown): boolean {
    return existsSync(this.#file(name, recipe));
  }

  /** What was seen in a film; undefined where it is not recorded. */
  read(name: string, recipe: unknown): Observation[] | undefined {
    const file = this.#file(name, recipe);
    if (!existsSync(file)) return undefined;
    return gunzipSync(readFileSync(file))
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Observation => JSON.parse(line));
  }

  /** Keeps what was seen in a film, whole or not at all. */
  write(name: string, recipe: unknown, observations: readonly Observation[]): void {
    const file = this.#file(name, recipe);
    const text = observations.map((each) => JSON.stringify(each)).join('\n');
    writeFileSync(`${file}.new`, gzipSync(text));
    renameSync(`${file}.new`, file);
  }

  #file(name: string, recipe: unknown): string {
    const key = createHash('sha256')
      .update(JSON.stringify([RECORDER, this.#made, recipe]))
      .digest('hex');
    return join(this.#folder, `${name}-${key.slice(0, 12)}.jsonl.gz`);
  }
}
