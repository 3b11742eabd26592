import type { Socket } from 'node:net';

/**
 * So many connections may be open that have proved nothing. A client proves itself within a few milliseconds, so that it takes very many
 * at once to push it out.
 */
const MOST = 256;

/** Connections that have proved nothing yet. The oldest makes room for a new one: nobody can shut the door by standing in it. */
export class Strangers {
  readonly #sockets = new Set<Socket>();

  get size(): number {
    return this.#sockets.size;
  }

  add(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    if (this.#sockets.size <= MOST) return;
    const [oldest] = this.#sockets;
    if (oldest === undefined) return;
    this.#sockets.delete(oldest);
    oldest.destroy();
  }

  /** It has proved who it is. */
  leave(socket: Socket): void {
    this.#sockets.delete(socket);
  }

  /** Ends them all. */
  clear(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }
}
