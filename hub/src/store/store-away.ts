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
  /^(Connection terminated|Client has encountered a connection error|timeout expired|Query read timeout|Client was closed)/;

/** Whether a database could not be reached, or was cut off, also as the cause of something else: what was asked of it may be asked again. Never of SQLite. */
export function isStoreAway(cause: unknown): boolean {
  if (cause instanceof Error && cause.cause !== undefined && isStoreAway(cause.cause)) return true;
  // Of a name with several addresses, such as localhost, each was tried.
  if (cause instanceof AggregateError) return cause.errors.length > 0 && cause.errors.every(isStoreAway);
  if (cause instanceof DatabaseError) return SERVER_CODES.test(cause.code ?? '');
  if (cause instanceof Error && 'code' in cause && cause.code !== undefined) {
    return 'syscall' in cause && NETWORK_CODES.has(cause.code);
  }
  return DRIVER_WORDS.test(messageOf(cause));
}
