import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { FleetError } from './fleet-error.js';

/** What was done to which machine, so that a second run does only the rest: a work (verb and version) → `host` → when, epoch ms. */
const Kept = z.strictObject({
  format: z.literal(1),
  works: z.record(z.string(), z.record(z.string(), z.number().int())),
});

/** What is done already, in a file that each machine that is done is written to at once. */
export class FleetState {
  readonly #file: string;
  readonly #kept: z.infer<typeof Kept>;

  /** Throws a FleetError where the file is none of this tool. */
  constructor(file: string) {
    this.#file = file;
    this.#kept = existsSync(file) ? read(file) : { format: 1, works: {} };
  }

  isDone(work: string, host: string): boolean {
    return this.#kept.works[work]?.[host] !== undefined;
  }

  done(work: string, host: string, at: number): void {
    (this.#kept.works[work] ??= {})[host] = at;
    this.#write();
  }

  /** Another work has undone it, or it is to be done again. */
  undone(host: string): void {
    for (const work of Object.values(this.#kept.works)) delete work[host];
    this.#write();
  }

  #write(): void {
    writeFileSync(`${this.#file}.part`, `${JSON.stringify(this.#kept, null, 2)}\n`);
    renameSync(`${this.#file}.part`, this.#file);
  }
}

function read(file: string): z.infer<typeof Kept> {
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new FleetError(
      `${file}: this is no state of deploy/fleet; take it away, or name another with --state`,
    );
  }
}
