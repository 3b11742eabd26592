import { MAX_TROUBLES, type Trouble } from '@invigil/contract';
import * as z from 'zod';
import { type Clock, systemClock } from './clock.js';

const WithCode = z.object({ err: z.object({ code: z.string().regex(/^[\w-]{1,40}$/) }) });

/**
 * The last warnings and errors of the log, each kind once. Only the constant text of a line and the code of its error are kept: what
 * a line is about may name somebody, and stays in the log.
 */
export class Troubles {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #kept = new Map<string, Trouble>();

  constructor(clock: Pick<Clock, 'now'> = systemClock) {
    this.#clock = clock;
  }

  note(level: Trouble['level'], message: string, about: unknown): void {
    const code = WithCode.safeParse(about).data?.err.code;
    const key = `${level} ${message} ${code ?? ''}`;
    const count = (this.#kept.get(key)?.count ?? 0) + 1;
    this.#kept.delete(key);
    this.#kept.set(key, {
      level,
      message: message.slice(0, 100),
      ...(code !== undefined && { code }),
      count,
      at: this.#clock.now(),
    });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_TROUBLES && oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Newest first. */
  list(): Trouble[] {
    return [...this.#kept.values()].toReversed();
  }
}
