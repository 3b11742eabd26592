import type { EventEmitter } from 'node:events';
import { type AddressInfo, type Server, Socket, createServer } from 'node:net';
import { type TLSSocket, createServer as createTlsServer } from 'node:tls';
import { MAX_MESSAGE_BYTES, hubSubscriptions, parseSeatPrincipal, seatMaySubscribe } from '@invigil/contract';
import { Aedes, type AedesPublishPacket, type AuthenticateError, type Client } from 'aedes';
import { bracketed } from '../lib/bracketed.js';
import { HubError, messageOf } from '../lib/hub-error.js';
import { peerOf } from '../lib/peer-certificate.js';
import type { PlannedSeat } from '../lib/room-plan.js';
import { knownSeat } from '../lib/seat-keys.js';
import { mayWrite } from './may-write.js';
import { packetSizeGuard } from './packet-size-guard.js';
import { RefusedClients } from './refused-clients.js';
import { SeatLinks } from './seat-links.js';
import type { BrokerDeps, BrokerHandlers, PublishOptions, SeatBroker } from './seat-broker.js';

/** Above this a packet is not even gathered: a message that is only somewhat too large becomes a dead letter. */
const MAX_PACKET_BYTES = 4 * MAX_MESSAGE_BYTES;
/** Time in which a connection must say who it is, ms. */
const CONNECT_MS = 5000;
/** How much of a stranger's words goes into the log, in characters. */
const LOGGED = 100;

/**
 * A broker inside the hub: MQTT 3.1.1 over TLS for seats with a certificate, or over TCP for seats with a token on this machine.
 * Only seats may connect.
 */
export class EmbeddedBroker implements SeatBroker {
  readonly #deps: BrokerDeps;
  readonly #address: { host: string; port: number };
  readonly #seats = new WeakMap<Client, PlannedSeat>();
  readonly #connected = new Set<string>();
  readonly #sockets = new Set<Socket>();
  #broker: Aedes | undefined;
  #server: Server | undefined;
  #closing = false;
  readonly #links: SeatLinks | undefined;
  readonly #refused: RefusedClients;

  constructor(deps: BrokerDeps, address: { host: string; port: number }) {
    this.#deps = deps;
    this.#address = address;
    this.#refused = new RefusedClients(deps.refused);
    if (deps.tls !== undefined) this.#links = new SeatLinks(deps.tls, deps.log);
  }

  async start(handlers: BrokerHandlers): Promise<void> {
    const broker = await Aedes.createBroker({
      connectTimeout: CONNECT_MS,
      // A message that a seat does not confirm takes a place until that seat is cut: with few places, a hundred dead seats stop all others.
      concurrency: 0,
    });
    this.#broker = broker;
    this.#guard(broker);
    if (this.#links === undefined) this.#askForTokens(broker);
    else this.#askForCertificates(broker, this.#links);
    this.#logClients(broker);
    const deliver = (packet: AedesPublishPacket, done: () => void): void => {
      // The wills of the seats that closing cuts off say nothing about the seats.
      if (!this.#closing) {
        handlers.onMessage({ topic: packet.topic, payload: Buffer.from(packet.payload), retained: false });
      }
      // Not at once: the broker goes on to the next message that waits from within this call, and thousands would be too deep.
      process.nextTick(done);
    };
    for (const filter of hubSubscriptions(this.#deps.plan.centre)) {
      await new Promise<void>((resolve) => {
        broker.subscribe(filter, deliver, resolve);
      });
    }
    // Before the first seat can come in, so that it finds the hub and its policy there.
    handlers.onReady();
    await this.#listen(broker);
    this.#links?.start();
  }

  publish(topic: string, payload: string, { qos = 1, retain }: PublishOptions): Promise<void> {
    const broker = this.#broker;
    if (broker === undefined || broker.closed) return Promise.resolve();
    return new Promise((resolve) => {
      broker.publish({ cmd: 'publish', topic, payload, qos, dup: false, retain }, (error) => {
        if (error) this.#deps.log.warn({ topic, reason: messageOf(error) }, 'message not published');
        resolve();
      });
    });
  }

  /** Nobody else is at this broker. */
  serves(): boolean {
    return true;
  }

  url(): string | undefined {
    const address = this.#server?.address();
    const scheme = this.#links === undefined ? 'mqtt' : 'mqtts';
    return isTcp(address) ? `${scheme}://${bracketed(this.#address.host)}:${address.port}` : undefined;
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#links?.stop();
    const [broker, server] = [this.#broker, this.#server];
    const closed = new Promise<void>((resolve) => {
      if (server === undefined) resolve();
      else server.close(() => resolve());
    });
    await new Promise<void>((resolve) => {
      if (broker === undefined) resolve();
      else broker.close(resolve);
    });
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #guard(broker: Aedes): void {
    const { log } = this.#deps;
    broker.preConnect = (client, packet, done) => {
      // A will is stored before it is used, so a foreign one is refused here. That the client id is the name of the
      // seat that holds the token or certificate is seen to next.
      const { clientId, keepalive, will } = packet;
      if (client.conn instanceof Socket) this.#links?.promised(client.conn, keepalive ?? 0);
      if (will === undefined || mayWrite(parseSeatPrincipal(clientId), will)) done(null, true);
      else done(new Error(`the will of ${brief(clientId)} may not go to ${brief(will.topic)}`), false);
    };
    broker.authorizePublish = (client, packet, done) => {
      // Null: aedes publishes a will that was checked when it came.
      if (client === null || mayWrite(this.#seats.get(client), packet)) done(null);
      else {
        const topic = brief(packet.topic);
        log.warn({ clientId: client.id, topic, qos: packet.qos }, 'seat may not publish here');
        this.#refused.client(client, `may not publish to ${topic}`);
        done(new Error(`may not publish to ${topic}`));
      }
    };
    broker.authorizeSubscribe = (client, subscription, done) => {
      const seat = this.#seats.get(client);
      const allowed = seat !== undefined && seatMaySubscribe(seat, subscription.topic);
      if (!allowed) {
        log.warn({ clientId: client.id, topic: brief(subscription.topic) }, 'seat may not subscribe here');
        this.#refused.client(client, `may not subscribe to ${brief(subscription.topic)}`);
      }
      // Null answers with the failure code and leaves the connection be (MQTT 3.1.1, 3.9.3).
      done(null, allowed ? subscription : null);
    };
  }

  #askForTokens(broker: Aedes): void {
    const { plan, log } = this.#deps;
    broker.authenticate = (client, username, password, done) => {
      const seat = knownSeat(plan, username ?? '', password ?? '');
      if (seat === undefined) {
        log.warn(
          { clientId: brief(client.id), username: brief(username) },
          'seat refused: wrong name or token',
        );
        this.#refused.client(client, 'wrong name or token');
        done(refusal('wrong name or token', 4), false);
      } else if (client.id !== username) {
        log.warn({ clientId: brief(client.id), username }, 'seat refused: client id is not its name');
        this.#refused.client(client, 'its client id is not its name');
        done(refusal('the client id must be the user name', 2), false);
      } else {
        // A name that connects again takes over (MQTT 3.1.1, 3.1.4-2): two daemons of one seat fight here.
        if (this.#connected.has(client.id))
          log.warn({ seat: client.id }, 'seat connects again, the older one is cut');
        this.#seats.set(client, seat);
        done(null, true);
      }
    };
  }

  #askForCertificates(broker: Aedes, links: SeatLinks): void {
    const { log } = this.#deps;
    const faultOf = async (client: Client): Promise<AuthenticateError | null> => {
      const admitted =
        client.conn instanceof Socket ? await links.admit(client.conn, client.id) : 'not-its-name';
      if (typeof admitted === 'object') {
        this.#seats.set(client, admitted);
        return null;
      }
      log.warn({ clientId: brief(client.id), reason: admitted }, 'seat refused');
      this.#refused.client(client, admitted);
      return refusal(admitted, admitted === 'does-not-hold' ? 5 : 2);
    };
    const answer = async (client: Client, done: Parameters<Aedes['authenticate']>[3]): Promise<void> => {
      const fault = await faultOf(client).catch((err: unknown) => {
        log.error({ err }, 'certificates could not be looked at');
        return refusal('the hub could not look', 3);
      });
      done(fault, fault === null);
    };
    broker.authenticate = (client, _username, _password, done) => {
      void answer(client, done);
    };
  }

  #logClients(broker: Aedes): void {
    const { log } = this.#deps;
    broker.on('clientReady', (client) => {
      log.info({ seat: client.id }, 'seat connected');
      this.#connected.add(client.id);
    });
    broker.on('clientDisconnect', (client) => {
      log.info({ seat: client.id }, 'seat disconnected');
      this.#connected.delete(client.id);
    });
    broker.on('clientError', (client, error) => {
      if (this.#closing) return;
      log.warn({ seat: brief(client.id), reason: messageOf(error) }, 'seat connection failed');
      this.#refused.ended(client, error);
    });
    // The types of aedes leave this one out; unheard, it would end the process.
    const emitter: EventEmitter = broker;
    emitter.on('error', (error: Error) => {
      log.error({ err: error }, 'broker failed at a message');
    });
    broker.on('connectionError', (client, error) => {
      log.warn({ reason: messageOf(error) }, 'connection failed before it was a seat');
      this.#refused.ended(client, error);
    });
  }

  #listen(broker: Aedes): Promise<void> {
    const server = this.#createServer((socket) => {
      this.#accept(broker, socket);
    });
    this.#server = server;
    const { host, port } = this.#address;
    const { log } = this.#deps;
    return new Promise((resolve, reject) => {
      server.once('error', (cause) => {
        reject(
          new HubError('broker-unavailable', `mqtt: can't listen on ${host}:${port}: ${cause.message}`, {
            cause,
          }),
        );
      });
      server.listen(port, host, () => {
        // Such as: no file descriptor is left. Unheard, it would end the process.
        server.on('error', (cause) => {
          log.warn({ reason: cause.message }, 'mqtt connection not accepted');
        });
        resolve();
      });
    });
  }

  #createServer(accept: (socket: Socket) => void): Server {
    const { log, tls } = this.#deps;
    if (tls === undefined) return createServer(accept);
    // Who shows no certificate of this centre does not get as far as MQTT.
    const rules = { requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const;
    const server = createTlsServer({ ...tls.material, ...rules, handshakeTimeout: CONNECT_MS }, accept);
    server.on('tlsClientError', (error: Error, socket: TLSSocket) => {
      log.warn({ from: socket.remoteAddress, reason: brief(error.message) }, 'no tls with who connects here');
      this.#refused.stranger(socket, `no TLS: ${brief(error.message)}`);
      // Node only tells of a handshake that takes too long, and leaves it open.
      socket.destroy();
    });
    return server;
  }

  #accept(broker: Aedes, socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.setNoDelay(true);
    this.#refused.from(socket);
    const peer = peerOf(socket);
    if (peer !== undefined) this.#links?.add(socket, peer);
    broker.handle(socket);
    // After the broker, which reads when it is ready: each chunk is looked at on its way to it, and none is pushed at it.
    const takes = packetSizeGuard(MAX_PACKET_BYTES);
    socket.on('data', (chunk: Buffer) => {
      if (!takes(chunk)) socket.destroy(new Error(`a packet is larger than ${MAX_PACKET_BYTES} bytes`));
    });
  }
}

function brief(text: string | undefined): string | undefined {
  return text?.slice(0, LOGGED);
}

function refusal(message: string, returnCode: 2 | 3 | 4 | 5): AuthenticateError {
  // Its names are a `const enum` that exists in the declarations only, so the numbers of MQTT 3.1.1, 3.2.2.3 stand here.
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
  return Object.assign(new Error(message), { returnCode });
}

function isTcp(address: AddressInfo | string | null | undefined): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
