import { Refusal, decode, seatPrincipal, type SeatAddress } from '@invigil/contract';
import { messageOf } from '../lib/errors.js';
import { requestHub, type HubRequest } from '../lib/request-hub.js';
import type { SeatIdentity } from '../lib/seat-identity.js';

const TIMEOUT_MS = 15_000;
/** 4xx that say "not now" rather than "not this". */
const LATER_STATUS = new Set([401, 403, 408, 429]);
const MAX_REASON = 200;

/** Where things go and as whom. */
export type HubAccess = {
  /** `http://…` or `https://…` of the room's hub. */
  httpUrl: string;
  address: SeatAddress;
  /** The seat's credential where it has no certificate. */
  token?: string | undefined;
  /** The seat's certificate as it is now. Throws where it can't be read. */
  identity?: (() => SeatIdentity) | undefined;
};

/** What is to be brought. */
export type HubPut = {
  /** Path on the hub, such as `/api/seat/preview`. */
  path: string;
  /** Media type of the bytes. */
  type: string;
  bytes: Uint8Array;
  headers?: Readonly<Record<string, string>>;
  /** How long it may take; 15 s where it is left out. */
  timeoutMs?: number;
};

/** What became of it. */
export type PutOutcome =
  | { type: 'stored' }
  /** The hub will never take this. */
  | { type: 'refused'; status: number; reason: string }
  /** Not now. `status` is undefined where the hub could not be reached. */
  | { type: 'later'; status: number | undefined; reason: string };

/** What the hub said, or why it could not be reached. */
export type HubAnswer = { status: number; text: string } | { status: undefined; reason: string };

/** PUTs bytes to a path of the hub as the seat. Never throws; an abort is a `later`. */
export async function putToHub(hub: HubAccess, put: HubPut, signal: AbortSignal): Promise<PutOutcome> {
  const { bytes: body, headers, path, timeoutMs, type } = put;
  const asked = { method: 'PUT', body, headers: { ...headers, 'content-type': type } } as const;
  const answer = await askHub(hub, { ...asked, path, timeoutMs }, signal);
  if (answer.status === undefined) return { type: 'later', ...answer };
  return outcomeOf(answer.status, answer.text);
}

/** GETs a path of the hub as the seat. Never throws. */
export function getFromHub(hub: HubAccess, path: string, signal: AbortSignal): Promise<HubAnswer> {
  return askHub(hub, { method: 'GET', path, headers: {} }, signal);
}

type Asked = Pick<HubRequest, 'method' | 'headers' | 'body'> & {
  path: string;
  timeoutMs?: number | undefined;
};

async function askHub(
  hub: HubAccess,
  { headers, path, timeoutMs = TIMEOUT_MS, ...asked }: Asked,
  signal: AbortSignal,
): Promise<HubAnswer> {
  const deadline = new AbortController();
  const abort = (): void => deadline.abort();
  const timer = setTimeout(abort, timeoutMs);
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    return await requestHub(new URL(path, hub.httpUrl), {
      ...asked,
      headers: { ...headers, ...credentialsOf(hub) },
      tls: hub.identity?.(),
      signal: deadline.signal,
    });
  } catch (cause) {
    return { status: undefined, reason: reasonOf(cause) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** Where there is a certificate, the connection itself says who the seat is. */
function credentialsOf({ address, token }: HubAccess): Record<string, string> {
  if (token === undefined) return {};
  return { authorization: `Bearer ${token}`, 'x-invigil-seat': seatPrincipal(address) };
}

function outcomeOf(status: number, body: string): PutOutcome {
  if (status >= 200 && status < 300) return { type: 'stored' };
  const refusal = decode(Refusal, body);
  const reason = refusal.ok ? `${refusal.value.code}: ${refusal.value.message}` : body;
  const isFinal = status >= 400 && status < 500 && !LATER_STATUS.has(status);
  return { type: isFinal ? 'refused' : 'later', status, reason: reason.slice(0, MAX_REASON) };
}

/** `fetch` says only "fetch failed"; what failed is in the cause. */
function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  return [code, messageOf(inner)].filter((part) => part !== '').join(': ');
}
