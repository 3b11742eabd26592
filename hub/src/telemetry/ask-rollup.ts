import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type HubTrouble, Rollup } from '@invigil/contract';
import { messageOf } from '../lib/hub-error.js';

/** A roll-up of a hundred rooms is a tenth of this. */
const MOST_BYTES = 1_048_576;

/** A hub that is asked. */
export type AskedHub = {
  /** Address of its figures. */
  url: string;
  token: string | undefined;
  /** Authorities that its certificate may be of; undefined: those the system knows. */
  ca: string | undefined;
};

/** What became of a question; `why` is for the log. */
export type AnswerOfHub =
  | { type: 'told'; rollup: Rollup }
  | { type: 'trouble'; trouble: HubTrouble; why: string };

/** Asks another hub how its rooms are. Follows no redirect. Never throws. @param signal ends the wait; a time-out, or that nobody waits any more */
export async function askRollup({ ca, token, url }: AskedHub, signal: AbortSignal): Promise<AnswerOfHub> {
  try {
    const at = new URL('/rollup', url);
    const headers = { accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { agent: false, headers, signal, ...(ca !== undefined && { ca }) } as const;
      const send = at.protocol === 'https:' ? requestHttps : requestHttp;
      // A socket may fail more than once.
      send(at, options, resolve).on('error', reject).end();
    });
    const { statusCode } = answer;
    if (statusCode === 200) return readRollup(await bodyOf(answer));
    answer.destroy();
    return trouble(statusCode === 401 ? 'refused' : 'not-understood', `it answers with status ${statusCode}`);
  } catch (cause) {
    if (signal.aborted) return trouble('too-late', 'no whole answer in time');
    return trouble(isOfTls(cause) ? 'not-trusted' : 'unreachable', messageOf(cause));
  }
}

function readRollup(body: string | undefined): AnswerOfHub {
  if (body === undefined) return trouble('not-understood', `it answers with more than ${MOST_BYTES} bytes`);
  try {
    return { type: 'told', rollup: Rollup.parse(JSON.parse(body)) };
  } catch {
    return trouble('not-understood', 'what it answers is no roll-up');
  }
}

/** Undefined: it is too long, and was read no further. */
async function bodyOf(answer: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer.iterator({ destroyOnReturn: true })) {
    if (!Buffer.isBuffer(part)) continue;
    bytes += part.length;
    if (bytes > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function trouble(what: HubTrouble, why: string): AnswerOfHub {
  return { type: 'trouble', trouble: what, why };
}

/** Whether TLS said no: a certificate of another authority, for another name, out of its time, or no TLS at all. */
function isOfTls(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /CERT|SIGNATURE|^ERR_(?:TLS|SSL)|^EPROTO/.test(code);
}
