import { type Socket, connect } from 'node:net';

/** What came back on a connection, and whether the other side ended it. */
export type Heard = { said: Buffer; ended: boolean };

/** A connection that never answers is a finding; a hub cuts one that says nothing after 5 s. */
const PATIENCE_MS = 20_000;

type Listening = {
  isEnough: (said: Buffer) => boolean;
  quietMs: number;
  /** What is said next, once it gives something: it answers what came back so far. */
  answer?: (said: Buffer) => readonly Uint8Array[] | undefined;
};

/**
 * Sends bytes on a connection of their own and gives what came back: at the end of it, or once `isEnough`, or after `quietMs`
 * in which nothing came. Then the connection is closed.
 */
export async function talkBytes(
  at: URL,
  bytes: readonly Uint8Array[],
  { answer, isEnough, quietMs }: Listening,
): Promise<Heard> {
  const socket = connect(Number(at.port), at.hostname);
  let unsaid = answer;
  try {
    return await new Promise<Heard>((resolve, reject) => {
      const parts: Buffer[] = [];
      const done = (ended: boolean): void => resolve({ said: Buffer.concat(parts), ended });
      let quiet = setTimeout(() => undefined, 0);
      const listen = (): void => {
        clearTimeout(quiet);
        quiet = setTimeout(() => done(false), quietMs);
      };
      const patience = setTimeout(() => reject(new Error(`no end within ${PATIENCE_MS} ms`)), PATIENCE_MS);
      socket.once('connect', () => {
        for (const part of bytes) socket.write(part);
        listen();
      });
      socket.on('data', (part) => {
        parts.push(part);
        const next = unsaid?.(Buffer.concat(parts));
        if (next !== undefined) {
          unsaid = undefined;
          for (const more of next) socket.write(more);
        }
        if (isEnough(Buffer.concat(parts))) done(false);
        else listen();
      });
      // Reset while something is being sent: the other side has ended it.
      socket.once('error', (cause) => (isRefusal(cause) ? reject(cause) : done(true)));
      socket.once('close', () => {
        clearTimeout(quiet);
        clearTimeout(patience);
        done(true);
      });
    });
  } finally {
    await closed(socket);
  }
}

function isRefusal(cause: Error): boolean {
  return 'code' in cause && cause.code === 'ECONNREFUSED';
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) {
      resolve();
      return;
    }
    socket.once('close', () => resolve());
    socket.destroy();
  });
}
