import { pino, type DestinationStream, type Level, type LogFn, type Logger } from 'pino';

/** Object first, then a constant lower-case message. Never a frame, a face, a token or a password. */
export type Log = Logger;

export type LogOptions = {
  level: Level | 'silent';
  /** Standard output where it is left out. */
  destination?: DestinationStream;
  /** Takes each warning and error too. */
  troubles?: { note(level: 'warn' | 'error', message: string, about: unknown): void };
};

const WARN = 40;
const ERROR = 50;

const SECRETS = ['token', 'password', 'authorization', 'Authorization'];
const REDACTED = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** A logger of JSON lines, in which whatever is called token, password or authorization is blotted out. */
export function createLog(options: LogOptions): Log {
  const settings = {
    level: options.level,
    base: undefined,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: REDACTED, censor: '[redacted]' },
    hooks: {
      logMethod(this: Logger, line: Parameters<LogFn>, write: LogFn, level: number): void {
        const [first, second]: readonly unknown[] = line;
        const message = typeof first === 'string' ? first : second;
        if (level >= WARN && typeof message === 'string')
          options.troubles?.note(level >= ERROR ? 'error' : 'warn', message, first);
        write.apply(this, line);
      },
    },
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}

/** An address without the user and password that it may carry: for logs and for the birth message. */
export function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.username === '' && url.password === '') return address;
  url.username = '';
  url.password = '';
  return url.href;
}
