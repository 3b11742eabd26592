import type { StorePlace } from '../lib/store-place.js';
import { DatabaseLink } from './database-link.js';
import { openClient } from './postgres-pool.js';
import { isStoreAway } from './store-away.js';

type Address = NonNullable<StorePlace['database']>;

/** Asks a database whether it answers, over a connection of its own that is kept: what a long statement of the hub holds up is not the database. */
export class DatabaseProbe {
  readonly #address: Address;
  readonly #link = new DatabaseLink();
  #client: ReturnType<typeof openClient> | undefined;

  constructor(address: Address) {
    this.#address = address;
  }

  /** Whether it answers within some seconds. Also true where it answers that it does not let this in: it is there. */
  async answers(): Promise<boolean> {
    if (this.#client !== undefined) {
      try {
        await this.#client.query('select 1');
        return true;
      } catch {
        // One that was ended while nobody used it says nothing of the server: a new one does.
        this.end();
      }
    }
    const client = openClient(this.#address, this.#link);
    try {
      await client.connect();
      await client.query('select 1');
      this.#client = client;
      return true;
    } catch (cause) {
      this.end();
      return !isStoreAway(cause) || hasNoRoom(cause);
    }
  }

  /** Ends its connection. */
  end(): void {
    this.#client = undefined;
    this.#link.cut();
  }
}

/** It is there, and has other connections enough: maybe the hub's own among them. */
function hasNoRoom(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === '53300';
}
