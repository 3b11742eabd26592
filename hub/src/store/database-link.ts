import { Socket } from 'node:net';

/** The connections of one process to a database, so that they can be ended where no answer comes: of a machine that lost its power nothing is heard for a quarter of an hour. */
export class DatabaseLink {
  readonly #sockets = new Set<Socket>();

  /** What a new connection goes over. */
  readonly socket = (): Socket => {
    const socket = new Socket();
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  };

  /** Ends every connection. Who waits for an answer learns that none comes, as of a server that has ended. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
