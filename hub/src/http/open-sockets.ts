/** What is needed to end a socket. */
export type Closable = { close(code: number, reason: string): void };

/** The live sockets of each log-in: they end with it. */
export class OpenSockets {
  readonly #byLogin = new Map<string, Set<Closable>>();

  add(loginId: string, socket: Closable): void {
    const open = this.#byLogin.get(loginId) ?? new Set();
    this.#byLogin.set(loginId, open.add(socket));
  }

  remove(loginId: string, socket: Closable): void {
    const open = this.#byLogin.get(loginId);
    open?.delete(socket);
    if (open?.size === 0) this.#byLogin.delete(loginId);
  }

  /** Ends every socket of a log-in. */
  closeOf(loginId: string): void {
    for (const socket of this.#byLogin.get(loginId) ?? []) socket.close(1008, 'signed out');
  }
}
