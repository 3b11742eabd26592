import { DeviceError, messageOf } from '../lib/errors.js';

/** Why an outbox can't be opened. */
export function openError(file: string, cause: unknown): DeviceError {
  if (cause instanceof DeviceError) return cause;
  const code = sqliteCode(cause);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new DeviceError(
      'outbox-in-use',
      `outbox ${file} is in use by another daemon. Stop that one, or give this seat its own folder.`,
      { cause },
    );
  }
  const damaged = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_ERROR'].some((prefix) =>
    code.startsWith(prefix),
  );
  return damaged ? unreadable(file, messageOf(cause), cause) : writeError(file, cause);
}

/** An outbox that holds what is no outbox. */
export function unreadable(file: string, why: string, cause?: unknown): DeviceError {
  return new DeviceError(
    'outbox-unreadable',
    `outbox ${file} can't be read: ${why}. Move it away with its -wal file and start again; ` +
      'keep it, as it may hold events that the hub does not have yet.',
    { cause },
  );
}

/** Why an outbox can't be written. */
export function writeError(file: string, cause: unknown): DeviceError {
  return sqliteCode(cause).startsWith('SQLITE_FULL')
    ? new DeviceError(
        'outbox-full',
        `outbox ${file}: the disk is full. Make room; nothing new is kept until then.`,
        {
          cause,
        },
      )
    : new DeviceError('outbox-unwritable', `outbox ${file} can't be written: ${messageOf(cause)}.`, {
        cause,
      });
}

function sqliteCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}
