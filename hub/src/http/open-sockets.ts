/** What is needed to end a socket. */
export type Closable = { close(code: number, reason: string): void };

/** Live sockets that one log-in may have: so many tabs, and no more. */
const MAX_OPEN = 32;

/** The live sockets of each log-in: they end with it. */
export class OpenSockets {
  readonly #byLogin = new Map<string, Set<Closable>>();

  /** False: the log-in has as many as it may have. */
  add(loginId: string, socket: Closable): boolean {
    const open = this.#byLogin.get(loginId) ?? new Set();
    if (open.size >= MAX_OPEN) return false;
    this.#byLogin.set(loginId, open.add(socket));
    return true;
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
