import { type Logger, pino } from 'pino';

/** Log lines as objects: object first, constant lower-case message. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** The process's logger: JSON lines on stdout, secrets struck out. */
export function createLog(level: string): Logger {
  return pino({
    level,
    redact: [
      'token',
      'password',
      'authorization',
      'cookie',
      '*.token',
      '*.password',
      '*.authorization',
      '*.cookie',
    ],
  });
}
