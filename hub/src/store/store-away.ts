import { DatabaseError } from 'pg';
import { messageOf } from '../lib/hub-error.js';

/** The server ends, is started, or takes no more connections. Classes of codes: https://www.postgresql.org/docs/15/errcodes-appendix.html */
const SERVER_CODES = /^(08|57P0|53300)/;
const NETWORK_CODES: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);
/** The driver's own, which have no code. */
const DRIVER_WORDS =
  /^(Connection terminated|Client has encountered a connection error|timeout expired|Client was closed)/;

/** Whether a database could not be reached, or was cut off: what was asked of it may be asked again. Never of SQLite. */
export function isStoreAway(cause: unknown): boolean {
  if (cause instanceof DatabaseError) return SERVER_CODES.test(cause.code ?? '');
  if (cause instanceof Error && 'code' in cause && cause.code !== undefined) {
    return 'syscall' in cause && NETWORK_CODES.has(cause.code);
  }
  return DRIVER_WORDS.test(messageOf(cause));
}
