import type { Socket } from 'node:net';
import type { Client } from 'aedes';
import type { RefusedClient } from './seat-broker.js';

type Tell = (who: RefusedClient, what: string) => void;

/** Tells of clients that are refused, each with the address that it came from, and of one connection's end once. */
export class RefusedClients {
  readonly #tell: Tell;
  readonly #addresses = new WeakMap<object, string>();
  readonly #told = new WeakSet<Client>();

  constructor(tell: Tell = () => undefined) {
    this.#tell = tell;
  }

  /** Takes note of where a connection comes from: once it is cut it doesn't tell. */
  from(socket: Socket): void {
    if (socket.remoteAddress !== undefined) this.#addresses.set(socket, socket.remoteAddress);
  }

  /** A client asked for what it may not have. */
  client(client: Client, what: string): void {
    this.#told.add(client);
    const actor: string | null = client.id ?? null;
    const address = this.#addresses.get(client.conn) ?? null;
    this.#tell({ actor: actor === null ? null : kept(actor), address }, kept(what));
  }

  /** A connection that the broker ended, or that broke: only the first is told, and not twice. */
  ended(client: Client, error: Error): void {
    const isBroken = 'code' in error && typeof error.code === 'string' && error.code.startsWith('E');
    const isLost = error.message === 'keep alive timeout';
    if (!isBroken && !isLost && !this.#told.has(client)) this.client(client, error.message);
  }

  /** A connection that never became a client. */
  stranger({ remoteAddress }: { remoteAddress?: string | undefined }, what: string): void {
    this.#tell({ actor: null, address: remoteAddress ?? null }, what);
  }
}

/** A stranger's words without U+0000, which PostgreSQL keeps in no text. */
function kept(words: string): string {
  return words.replaceAll('\0', '\uFFFD');
}
