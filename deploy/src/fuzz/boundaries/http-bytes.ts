import * as fc from 'fast-check';
import type { Boundary, Outcome, Target } from '../boundary.js';
import { target } from '../boundary.js';
import { type FuzzHub, openFuzzHub } from '../fuzz-hub.js';
import { damaged } from '../mutate.js';
import { talkBytes } from '../talk-bytes.js';
import { outcomeOfAnswer } from './rest.js';

const QUIET_MS = 200;
const REQUESTS = [
  'GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n',
  'POST /api/login HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 25\r\n\r\n{"name":"a","password":1}',
  'POST /api/enrol HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
  'GET /api/live HTTP/1.1\r\nHost: hub\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: hub\r\n\r\n`,
  'GET / HTTP/1.1\r\nHost: hub\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n',
];

/** Requests as bytes, right and broken, each on a connection of its own. */
export const httpBytes: Boundary = { name: 'HTTP as bytes', weight: 2, open: openBytes };

async function openBytes(folder: string): Promise<Target> {
  const fuzzed = await openFuzzHub(folder);
  return target(
    damaged(fc.constantFrom(...REQUESTS).map((words) => Buffer.from(words))),
    (bytes) => ask(fuzzed, bytes),
    { parallel: 24, settle: async () => fuzzed.log.check(), close: () => fuzzed.hub.stop() },
  );
}

async function ask({ url }: FuzzHub, bytes: Buffer): Promise<Outcome> {
  const { ended, said } = await talkBytes(url, [bytes], { isEnough: isWhole, quietMs: QUIET_MS });
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(said.toString('latin1'))?.[1] ?? 0);
  if (status === 0) return ended ? 'cut' : 'waits-for-the-rest';
  const [head = '', body = ''] = said.toString().split('\r\n\r\n');
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? NaN);
  return outcomeOfAnswer(status, Number.isNaN(length) ? body : body.slice(0, length));
}

/** Whether the first answer is there. */
function isWhole(said: Buffer): boolean {
  const at = said.indexOf('\r\n\r\n');
  if (at < 0) return false;
  const length = Number(/content-length: (\d+)/i.exec(said.subarray(0, at).toString('latin1'))?.[1] ?? 0);
  return said.length >= at + 4 + length;
}
