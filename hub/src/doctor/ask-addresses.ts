import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { HUB_TLS_NAME } from '@invigil/contract';
import * as z from 'zod';
import type { HubConfig } from '../lib/hub-config.js';
import { messageOf } from '../lib/hub-error.js';
import type { AddressFacts, BrokerFacts } from './judge-hub.js';

const PATIENCE_MS = 3000;
/** Also of one whose database is away: that has a line of its own. */
const Healthz = z.object({ ok: z.boolean(), version: z.string().max(32) });
const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'mqtt:': 1883,
  'mqtts:': 8883,
  'ws:': 80,
  'wss:': 443,
};

/** Who listens where the hub does: the hub itself, nobody, or somebody else. */
export async function askHttp(config: HubConfig): Promise<AddressFacts> {
  const { host, port, tls } = config.http;
  const reach = reachable(host);
  const url = `${tls === 'off' ? 'http' : 'https'}://${bracketed(reach)}:${port}`;
  // Any free port: nobody can be asked there before it runs.
  if (port === 0) return { type: 'none', url };
  const from = performance.now();
  try {
    await opened(reach, port);
  } catch {
    const why = await cantListen(host, port);
    return why === undefined ? { type: 'free', url } : { type: 'unusable', url, why };
  }
  try {
    const version = await askHealth(url, config);
    return { type: 'runs', url, version, ms: performance.now() - from };
  } catch (cause) {
    return { type: 'taken', url, why: messageOf(cause) };
  }
}

/** Whether the broker answers. @param runs whether the hub does, in which it may be */
export async function askBroker({ mqtt }: HubConfig, runs: boolean): Promise<BrokerFacts> {
  const { embedded, url } = mqtt;
  const at = url === undefined ? undefined : new URL(url);
  const host = at?.hostname.replace(/^\[|\]$/g, '') ?? reachable(embedded?.host ?? '127.0.0.1');
  const port = at ? Number(at.port || DEFAULT_PORTS[at.protocol]) : (embedded?.port ?? 1883);
  const where = `the broker at ${bracketed(host)}:${port}`;
  if (at === undefined && !runs) return { type: 'rests', where };
  const from = performance.now();
  try {
    await opened(host, port);
    return { type: 'answers', where, ms: performance.now() - from };
  } catch (cause) {
    return { type: 'fails', where, why: messageOf(cause) };
  }
}

async function askHealth(url: string, { dataDir, http }: HubConfig): Promise<string> {
  const ca = http.tls === 'off' ? undefined : await readFile(join(dataDir, 'pki', 'ca.crt'), 'utf8');
  const answer = await new Promise<string>((resolve, reject) => {
    const options = { signal: AbortSignal.timeout(PATIENCE_MS), ...(ca && { ca, servername: HUB_TLS_NAME }) };
    const send = ca === undefined ? httpRequest : httpsRequest;
    const request = send(`${url}/healthz`, options, (response) => {
      text(response).then(resolve, reject);
    });
    request.on('error', reject);
    request.end();
  });
  const read = Healthz.safeParse(parsed(answer));
  if (!read.success) throw new Error('it does not answer as a hub does');
  return read.data.version;
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}

/** Why nobody can listen there; undefined: somebody could. */
function cantListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

function opened(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no answer within 3 s')));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}

/** Where this machine reaches what listens on all of its addresses. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
