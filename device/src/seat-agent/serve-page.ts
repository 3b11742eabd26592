import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { ExamFacts } from '@invigil/contract';
import { askerOf, isForeignFetch, type Place } from './asker.js';
import type { PageFile } from './page-files.js';

type ServeDeps = {
  place: () => Place;
  files: ReadonlyMap<string, PageFile>;
  facts: () => ExamFacts;
};

/** Answers what is no WebSocket: the page's files and `GET /exam`. Nothing is read of a request but its head. */
export function servePage({ facts, files, place }: ServeDeps) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { headers, method, url = '/' } = request;
    const here = place();
    const asker = askerOf(headers, here);
    const answer = (what: Answer): void => answerWith(response, protection(here, facts()), what);
    const say = (status: number, text: string): void =>
      answer({ status, type: 'text/plain; charset=utf-8', body: `${text}\n` });
    if (asker === undefined || asker === 'browser' || isForeignFetch(headers)) {
      return say(403, 'this is for the seat’s own page');
    }
    if (method !== 'GET' && method !== 'HEAD') return say(405, 'there is nothing to change here');
    const path = url.split('?', 1)[0] ?? '/';
    if (path === '/exam') {
      return answer({ status: 200, type: 'application/json', body: JSON.stringify(facts()) });
    }
    const file = files.get(path);
    if (file === undefined) {
      return say(
        404,
        path === '/' ? 'the candidate’s page is not built: npm run build' : 'there is nothing here',
      );
    }
    answer({ status: 200, type: file.type, body: file.bytes, cache: file.cache });
  };
}

type Answer = { status: number; type: string; body: string | Buffer; cache?: string };

function answerWith(
  response: ServerResponse,
  headers: OutgoingHttpHeaders,
  { body, cache = 'no-store', status, type }: Answer,
): void {
  response.writeHead(status, {
    ...headers,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': cache,
    // Whoever is refused has no further use of the connection.
    ...(status >= 400 && { connection: 'close' }),
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** What keeps the page to itself: nothing from elsewhere in it but the site of the exam, and it in nothing from elsewhere. */
function protection({ port }: Place, { exam }: ExamFacts): OutgoingHttpHeaders {
  const sockets = `ws://127.0.0.1:${port} ws://localhost:${port}`;
  const framed = exam?.shown === 'frame' ? exam.address : null;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    // Lit and Web Awesome set styles on elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' data: ${sockets}`,
    "manifest-src 'self'",
    `frame-src ${framed === null ? "'none'" : new URL(framed).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    // The exam opens in a window of its own, which can't lead this one elsewhere.
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  };
}
