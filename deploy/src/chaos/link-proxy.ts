import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How the cable is. `silent`: nothing passes, and nobody is told. `slow`: each piece waits. `cut`: nobody gets through. */
export type LinkState = 'open' | 'cut' | 'silent' | 'slow';

/** How long a piece waits in a slow cable, each way, ms. */
const SLOW_MS = 300;

type Pair = { seat: Socket; hub: Socket };

/** The network between seats and hub, on the loopback. What it carries it doesn't read: it is TLS. */
export class LinkProxy {
  readonly #server: Server;
  readonly #target: number;
  readonly #pairs = new Set<Pair>();
  /** Those whose ends were left to believe that they are connected. */
  readonly #stranded = new Set<Pair>();
  #state: LinkState = 'open';

  private constructor(target: number) {
    this.#target = target;
    // A half that has ended leaves the other open: what comes of that is for the two ends to find out.
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (seat) => this.#join(seat));
  }

  /** @param target port of the hub on the loopback */
  static async start(target: number): Promise<LinkProxy> {
    const proxy = new LinkProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server has no TCP port');
    return address.port;
  }

  /** Changes the cable for what is connected, too. */
  set(state: LinkState): void {
    this.#state = state;
    if (state === 'cut') this.cutAll();
    for (const { hub, seat } of this.#pairs) {
      for (const socket of [hub, seat]) {
        if (state === 'silent') socket.pause();
        else socket.resume();
      }
    }
  }

  /** Ends every connection, at both ends. */
  cutAll(): void {
    for (const { hub, seat } of this.#pairs) {
      seat.destroy();
      hub.destroy();
    }
  }

  /** Ends every connection at the seat alone: the hub goes on believing in it. */
  cutAtSeats(): void {
    for (const pair of this.#pairs) {
      pair.hub.removeAllListeners('data');
      this.#pairs.delete(pair);
      pair.seat.removeAllListeners('close');
      pair.seat.destroy();
      // The hub has to find out by itself, which it does by the silence.
      pair.hub.resume();
    }
  }

  /** Every connection that there is stays silent for good, and neither end is told: as where one of them fell asleep. */
  strand(): void {
    for (const pair of this.#pairs) {
      pair.hub.pause();
      pair.seat.pause();
      this.#stranded.add(pair);
    }
    this.#pairs.clear();
  }

  async close(): Promise<void> {
    this.cutAll();
    for (const { hub, seat } of this.#stranded) {
      hub.destroy();
      seat.destroy();
    }
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(seat: Socket): void {
    if (this.#state === 'cut') {
      seat.destroy();
      return;
    }
    const pair = { seat, hub: connect({ port: this.#target, host: '127.0.0.1', noDelay: true }) };
    this.#pairs.add(pair);
    this.#carry(pair.seat, pair.hub, pair);
    this.#carry(pair.hub, pair.seat, pair);
    if (this.#state === 'silent') for (const socket of [pair.seat, pair.hub]) socket.pause();
  }

  #carry(from: Socket, to: Socket, pair: Pair): void {
    // What waits keeps its order, also when the cable is quick again.
    let line = Promise.resolve();
    let waiting = 0;
    const pass = (act: () => void): void => {
      if (this.#state !== 'slow' && waiting === 0) return act();
      const due = this.#state === 'slow' ? performance.now() + SLOW_MS : 0;
      waiting += 1;
      line = afterwards(line, due, () => {
        waiting -= 1;
        act();
      });
    };
    from.on('data', (piece) => pass(() => to.write(piece)));
    from.on('end', () => pass(() => to.end()));
    // A reset says no more than the end that follows it.
    from.on('error', () => {});
    from.on('close', () => {
      this.#pairs.delete(pair);
      to.destroy();
    });
  }
}

async function afterwards(before: Promise<void>, due: number, act: () => void): Promise<void> {
  await before;
  await sleep(Math.max(0, due - performance.now()));
  act();
}
