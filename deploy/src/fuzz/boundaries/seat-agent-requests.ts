import * as fc from 'fast-check';
import { ACCEPTED, type Boundary, type Outcome, type Target, target } from '../boundary.js';
import { type FuzzSeatAgent, openFuzzSeatAgent } from '../fuzz-seat-agent.js';
import { damaged } from '../mutate.js';
import { EXTENSION } from '../seat-client.js';
import { talkBytes } from '../talk-bytes.js';
import { mostly, wildText } from '../wild.js';

const QUIET_MS = 200;
/** In a made-up request: where the seat listens. */
const HERE = '127.0.0.1:PORT';
/** What is answered to who may not ask, or asks for what is not there; the last three by Node's parser. */
const REFUSED = new Set([403, 404, 405, 400, 408, 413, 431]);

const line = wildText.map((text) => text.replaceAll(/[\r\n]/g, ' ').slice(0, 2000));
const hosts = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(HERE, 'localhost:PORT') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'evil.example',
      'evil.example:PORT',
      '127.0.0.1',
      '127.0.0.1:1',
      '[::1]:PORT',
      '127.0.0.1.evil.example:PORT',
      '127.1:PORT',
      '2130706433:PORT',
      '0.0.0.0:PORT',
      `${HERE}, evil.example`,
      `evil@${HERE}`,
      'LOCALHOST:PORT',
    ),
  },
  { weight: 1, arbitrary: line },
);
const origins = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(`http://${HERE}`, 'http://localhost:PORT', `chrome-extension://${EXTENSION}`),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'null',
      '',
      'https://exam.example',
      `https://${HERE}`,
      `http://${HERE}.evil.example`,
      `http://evil@${HERE}`,
      `http://${HERE}, http://evil.example`,
      `chrome-extension://${'a'.repeat(32)}`,
    ),
  },
  { weight: 1, arbitrary: line },
);
const paths = mostly(
  fc.constantFrom('/', '/exam', '/client', '/exam?x=1'),
  fc.oneof(
    fc.constantFrom(
      '/../../etc/passwd',
      '//evil.example/exam',
      `http://evil.example/exam`,
      '/%2e%2e/',
      '*',
      '/exam#x',
    ),
    line.map((text) => `/${text}`),
  ),
);
const UPGRADE =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n';
const more = mostly(
  fc.constantFrom('', UPGRADE),
  fc.oneof(
    fc.constantFrom(
      'Sec-Fetch-Site: cross-site\r\n',
      'Host: 127.0.0.1:PORT\r\n',
      'Transfer-Encoding: chunked\r\n',
      'Content-Length: 5\r\n',
      'Content-Length: 99999999999\r\n',
      'Expect: 100-continue\r\n',
    ),
    fc.tuple(line, line).map(([name, value]) => `${name}: ${value}\r\n`),
  ),
);
const requests = fc
  .record({
    method: mostly(
      fc.constant('GET'),
      fc.constantFrom('HEAD', 'POST', 'PUT', 'OPTIONS', 'DELETE', 'CONNECT', 'TRACE'),
    ),
    path: paths,
    host: hosts,
    origin: origins,
    more,
    body: mostly(fc.constant(''), line),
  })
  .map(({ body, host, method, more: rest, origin, path }) => {
    const from = origin === null ? '' : `Origin: ${origin}\r\n`;
    return Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${from}${rest}\r\n${body}`);
  });

/** Requests to the seat's agent, by its own page and by everybody who finds its port. */
export const seatAgentRequests: Boundary = { name: 'seat agent: HTTP', weight: 2, open: openRequests };

async function openRequests(folder: string): Promise<Target> {
  const seat = await openFuzzSeatAgent(folder);
  return target(damaged(requests), (bytes) => ask(seat, bytes), {
    parallel: 24,
    settle: async () => seat.check(),
    figures: () => seat.honest.figures(),
    close: () => seat.stop(),
  });
}

async function ask({ url }: FuzzSeatAgent, template: Buffer): Promise<Outcome> {
  const bytes = Buffer.from(template.toString('latin1').replaceAll('PORT', url.port), 'latin1');
  const { ended, said } = await talkBytes(url, [bytes], { isEnough: hasHead, quietMs: QUIET_MS });
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(said.toString('latin1'))?.[1] ?? 0);
  if (status === 0) return ended ? 'cut' : 'waits-for-the-rest';
  if (status === 100) return 'asked-to-go-on';
  if (REFUSED.has(status)) return `http-${status}`;
  if (status !== 200 && status !== 101) throw new Error(`answered ${status}`);
  if (!mayAsk(bytes, url)) throw new Error(`answered ${status} to who may not ask`);
  return ACCEPTED;
}

/** Whether the head of a request names this seat and nobody else's page, read as a browser means it. */
function mayAsk(bytes: Buffer, { host, origin, port }: URL): boolean {
  const head =
    bytes
      .toString('latin1')
      .trimStart()
      .split(/\r?\n\r?\n/, 1)[0] ?? '';
  const valuesOf = (name: string): string[] =>
    [...head.matchAll(new RegExp(`\\r?\\n${name}:[ \\t]*([^\\r\\n]*)`, 'gi'))].map(([, value = '']) =>
      value.trim(),
    );
  const own = new Set([host, `localhost:${port}`]);
  const from = valuesOf('origin');
  const allowed = new Set([origin, `http://localhost:${port}`, `chrome-extension://${EXTENSION}`]);
  return valuesOf('host').some((one) => own.has(one)) && from.every((one) => allowed.has(one));
}

function hasHead(said: Buffer): boolean {
  return said.includes('\r\n\r\n');
}
