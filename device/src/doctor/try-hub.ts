import { lookup } from 'node:dns/promises';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { HUB_TLS_NAME } from '@invigil/contract';
import * as z from 'zod';
import type { DeviceConfig } from '../config/device-config.js';
import type { SeatState } from '../health/state-file.js';
import { messageOf } from '../lib/errors.js';
import { requestHub } from '../lib/request-hub.js';
import { readIdentity, type SeatIdentity } from '../lib/seat-identity.js';
import type { NetworkFacts, Step } from './judge-network.js';
import { tryBroker } from './try-broker.js';

const PATIENCE_MS = 5000;
/** Of a hub that works, and of one whose database is away. */
const Healthz = z.object({ ok: z.boolean(), version: z.string().max(32) });

export type HubTried = {
  network: NetworkFacts;
  /** The hub's version, where it told it. */
  version: string | undefined;
  clock: { offsetMs: number; uncertaintyMs: number } | undefined;
};

/**
 * Goes the way to the hub, step by step: name, port, TLS, hub, broker. What a daemon holds is asked of it.
 * @param held whether a daemon that says nothing holds the outbox: the broker is left to it
 */
export async function tryHub(
  config: DeviceConfig,
  state: SeatState | undefined,
  held: boolean,
): Promise<HubTried> {
  const { httpUrl } = config.hub;
  const url = new URL(httpUrl);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const identity = identityOf(config);
  const address = await step(async () => {
    const found = await lookup(host, { all: true });
    return { addresses: found.map((one) => one.address) };
  });
  const tcp = address.ok
    ? await step(() => opened(connectTcp({ host, port }), 'connect', () => ({})))
    : undefined;
  const trying = secure && tcp?.ok ? await step(() => tlsTo(host, port, identity)) : undefined;
  const tls = secure ? trying : ('off' as const);
  const reached = tls === 'off' ? tcp?.ok === true : tls?.ok === true;
  const hub = reached ? await step(() => askHub(url, identity)) : undefined;
  const about = { host, port, address, tcp, tls, hub };
  const version = hub?.ok ? hub.version : undefined;
  if (state !== undefined) {
    const { health, online } = state;
    return { network: { ...about, broker: { type: 'held', online } }, version, clock: health.clock };
  }
  if (held) return { network: { ...about, broker: { type: 'left' } }, version, clock: undefined };
  const { clock, ...broker } = await tryBroker(config, identity);
  return { network: { ...about, broker: { type: 'tried', ...broker } }, version, clock };
}

/** A seat whose certificate can't be read is told so by its own line; the hub is tried without. */
function identityOf({ hub }: DeviceConfig): SeatIdentity | undefined {
  try {
    return hub.certificates === undefined ? undefined : readIdentity(hub.certificates);
  } catch {
    return undefined;
  }
}

async function tlsTo(
  host: string,
  port: number,
  identity: SeatIdentity | undefined,
): Promise<{ protocol: string }> {
  const socket = connectTls({ host, port, servername: HUB_TLS_NAME, ...identity });
  return opened(socket, 'secureConnect', () => ({ protocol: socket.getProtocol() ?? 'TLS' }));
}

async function askHub(
  base: URL,
  identity: SeatIdentity | undefined,
): Promise<{ version: string; works: boolean }> {
  const { status, text } = await requestHub(new URL('/healthz', base), {
    method: 'GET',
    headers: {},
    ...(identity && { tls: identity }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const answer = Healthz.safeParse(status === 200 || status === 503 ? parsed(text) : undefined);
  if (!answer.success) throw new Error(`it answers with status ${status}, and not as a hub does`);
  return { version: answer.data.version, works: answer.data.ok };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Looks at a socket when it is open, and closes it again. */
function opened<T>(socket: Socket, event: string, look: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no answer within 5 s')));
    socket.once('error', reject);
    socket.once(event, () => {
      resolve(look());
      socket.destroy();
    });
  });
}

async function step<T extends object>(run: () => Promise<T>): Promise<Step<T>> {
  const from = performance.now();
  try {
    const found = await run();
    return { ok: true, ms: performance.now() - from, ...found };
  } catch (error) {
    return { ok: false, why: messageOf(error) };
  }
}
