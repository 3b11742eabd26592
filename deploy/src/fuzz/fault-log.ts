import { type Logger, pino } from 'pino';
import * as z from 'zod';

const Line = z.object({ level: z.number(), msg: z.string() });
const ERROR = 50;
/** What a hub reports as an error although it is the seat's doing, and is dealt with. */
const TOLD = new Set(['chain of events is broken']);

/** A log that keeps nothing but errors: a hub or seat that is sound has none to tell, whatever it is sent. */
export class FaultLog {
  readonly #faults: string[] = [];
  readonly log: Logger = pino(
    { level: 'error' },
    {
      write: (text) => {
        const line = Line.parse(JSON.parse(text));
        if (line.level >= ERROR && !TOLD.has(line.msg) && this.#faults.length < 5) this.#faults.push(text);
      },
    },
  );

  /** Throws where errors were told since the last look. */
  check(): void {
    const faults = this.#faults.splice(0);
    if (faults.length > 0) throw new Error(`the log tells of errors: ${faults.join('').slice(0, 3000)}`);
  }
}
