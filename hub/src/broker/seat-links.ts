import type { Socket } from 'node:net';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import type { Peer, TlsMaterial } from '../lib/peer-certificate.js';
import type { PlannedSeat } from '../lib/room-plan.js';

/** How often it is looked whether each certificate still holds: another process may have revoked it. */
const CHECK_MS = 1000;
/** What a seat promises at most to be silent, ms; one that promises nothing is held to it as well. */
const MAX_KEEPALIVE_MS = 60_000;

/** What a broker with TLS needs. */
export type BrokerTls = {
  material: TlsMaterial;
  certificates: {
    seatOf(peer: Peer): Promise<PlannedSeat | undefined>;
    holders(serials: readonly string[]): Promise<ReadonlyMap<string, string>>;
    whenRevoked(listener: () => void): void;
  };
  clock: Clock;
};

/** Why a seat with a certificate of the centre is not let in. */
export type LinkFault = 'not-its-name' | 'does-not-hold' | 'there-already';

type Link = Peer & { socket: Socket; heardAt: number; keepaliveMs: number };

/** The connections that were made with a certificate: one a seat, and none that no longer holds. */
export class SeatLinks {
  readonly #tls: BrokerTls;
  readonly #log: Log;
  readonly #links = new WeakMap<Socket, Link>();
  readonly #admitted = new Map<string, Link>();
  #timer: NodeJS.Timeout | undefined;

  constructor(tls: BrokerTls, log: Log) {
    this.#tls = tls;
    this.#log = log;
  }

  start(): void {
    this.#timer = setInterval(() => void this.#check(), CHECK_MS);
    this.#tls.certificates.whenRevoked(() => void this.#check());
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Takes note of a connection and whose certificate it was made with. */
  add(socket: Socket, peer: Peer): void {
    const { clock } = this.#tls;
    const link = { ...peer, socket, heardAt: clock.now(), keepaliveMs: MAX_KEEPALIVE_MS };
    this.#links.set(socket, link);
    socket.on('data', () => {
      link.heardAt = clock.now();
    });
    socket.once('close', () => {
      if (this.#admitted.get(link.name) === link) this.#admitted.delete(link.name);
    });
  }

  /** Takes note of how long a client promises to be silent at most, s; 0 is no promise (MQTT 3.1.1, 3.1.2.10). */
  promised(socket: Socket, keepaliveS: number): void {
    const link = this.#links.get(socket);
    if (link === undefined || keepaliveS === 0) return;
    link.keepaliveMs = Math.min(keepaliveS * 1000, MAX_KEEPALIVE_MS);
  }

  /** The seat that may come in, or why not. */
  async admit(socket: Socket, clientId: string): Promise<PlannedSeat | LinkFault> {
    const link = this.#links.get(socket);
    if (link === undefined || clientId !== link.name) return 'not-its-name';
    const seat = await this.#tls.certificates.seatOf(link);
    if (seat === undefined) return 'does-not-hold';
    const older = this.#admitted.get(link.name);
    if (older !== undefined && !this.#isSilent(older)) return 'there-already';
    this.#admitted.set(link.name, link);
    return seat;
  }

  /** Whether a connection has broken its own promise: its cable was pulled, and the broker does not know yet. */
  #isSilent({ heardAt, keepaliveMs }: Link): boolean {
    return Math.abs(this.#tls.clock.now() - heardAt) > keepaliveMs;
  }

  /** Cuts what no longer holds. */
  async #check(): Promise<void> {
    const links = [...this.#admitted.values()];
    if (links.length === 0) return;
    try {
      const holders = await this.#tls.certificates.holders(links.map((link) => link.serial));
      for (const link of links) {
        if (holders.get(link.serial) === link.name) continue;
        this.#log.warn({ seat: link.name, serial: link.serial }, 'certificate no longer holds, seat cut');
        link.socket.destroy();
      }
    } catch (err) {
      this.#log.error({ err }, 'certificates could not be looked at');
    }
  }
}
