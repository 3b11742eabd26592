import { createLog, type Log } from '../lib/log.js';

/** A log for tests, with the lines that were written to it. */
export function memoryLog(): { log: Log; lines: string[]; count: (message: string) => number } {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  return { log, lines, count: (message) => lines.filter((line) => line.includes(message)).length };
}
