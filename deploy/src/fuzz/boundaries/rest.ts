import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { REFUSAL_CODES, Refusal } from '@invigil/contract';
import { ROUTES } from '@invigil/hub/boundaries';
import * as fc from 'fast-check';
import { ACCEPTED, type Boundary, type Outcome, type Target, target } from '../boundary.js';
import { type FuzzHub, type User, USERS, openFuzzHub, signIn, tokenOf } from '../fuzz-hub.js';
import { type MessageName, validMessages } from '../messages.js';
import { asBytes, mutated } from '../mutate.js';
import { JPEG_BASE64 } from '../seeds.js';
import { mostly, wildBytes, wildText } from '../wild.js';

const BODIES: Readonly<Record<string, MessageName>> = {
  'POST /api/login': 'rest-login',
  'PUT /api/password': 'rest-password',
  'POST /api/seats/:room/:seat/challenge': 'rest-challenge-request',
  'POST /api/seats/:room/:seat/notes': 'rest-note-request',
  'POST /api/seats/:room/:seat/notes/:id/strike': 'rest-note-strike',
  'POST /api/seats/:room/:seat/messages': 'rest-message-request',
  'POST /api/seats/:room/:seat/tracks/:boot/replay': 'rest-replay-request',
};
/** These end the log-in that asks. */
const ENDS = ['/api/logout', '/api/logins', '/api/password'];
const NAMES = Object.keys(USERS).filter((name): name is User => name in USERS);

const pathWords = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'r1',
      's0',
      's1',
      'r9',
      'f'.repeat(16),
      'a'.repeat(64),
      'a'.repeat(32),
      'fuzz',
      '7F',
    ),
  },
  {
    weight: 1,
    arbitrary: wildText.map((words) => encodeURIComponent(Buffer.from(words).toString().slice(0, 500))),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '..',
      '%2e%2e',
      '%2e%2e%2f',
      '%00',
      '%zz',
      '%',
      '.',
      '',
      '%ff',
      'a%2fb',
      ';',
      '\\',
    ),
  },
);
const queries = fc.dictionary(
  fc.constantFrom(
    'room',
    'seat',
    'from',
    'to',
    'limit',
    'actor',
    'verb',
    'before',
    'next',
    'error',
    '__proto__',
    'room[]',
  ),
  fc.oneof(pathWords, fc.integer().map(String), fc.constantFrom('1e999', '-1', '0x10', '9'.repeat(30))),
  { maxKeys: 4 },
);
const headerWords = wildText.map((words) => words.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?').slice(0, 4000));

function requestsOf(name: string) {
  const [method = '', path = ''] = name.split(' ');
  const words = path.split('/').filter((part) => part.startsWith(':') || part === '*').length;
  const body = BODIES[name];
  const usual = body === undefined ? fc.constant(Buffer.alloc(0)) : asBytes(mutated(validMessages(body)));
  const json = mostly(
    usual,
    wildBytes.map((bytes) => Buffer.from(bytes)),
  );
  return fc.record({
    method: mostly(fc.constant(method), fc.constantFrom('PATCH', 'DELETE', 'OPTIONS', 'PUT', 'POST', 'GET')),
    route: fc.constant(path),
    words: fc.array(pathWords, { minLength: words, maxLength: words }),
    query: queries,
    who: mostly(fc.constantFrom(...NAMES), fc.constant(null)),
    body: path.startsWith('/api/seat/')
      ? mostly(fc.constant(Buffer.from(JPEG_BASE64, 'base64')), json)
      : json,
    type: mostly(
      fc.constant(path.startsWith('/api/seat/') ? 'image/jpeg' : 'application/json'),
      fc.constantFrom(
        'text/plain',
        'application/x-www-form-urlencoded',
        'application/octet-stream',
        'multipart/form-data; boundary=x',
        '',
      ),
    ),
    odd: mostly(
      fc.constant({}),
      fc.dictionary(
        fc.constantFrom(
          'origin',
          'cookie',
          'accept',
          'authorization',
          'x-invigil-seat',
          'x-invigil-sha256',
          'host',
          'range',
          'if-none-match',
          'x-forwarded-for',
          'content-encoding',
          'upgrade',
        ),
        headerWords,
        { maxKeys: 3 },
      ),
    ),
  });
}

type Asked = ReturnType<typeof requestsOf> extends fc.Arbitrary<infer T> ? T : never;

/** Each route of the hub's table, with words, queries, headers and bodies of all kinds, by every role and by nobody. */
export const rest: Boundary = { name: 'REST routes', weight: 4, open: openRest };

async function openRest(folder: string): Promise<Target> {
  const fuzzed = await openFuzzHub(folder);
  const cookies = new Map<User, string>();
  for (const name of NAMES) cookies.set(name, await signIn(fuzzed, name));
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  return target(
    fc.oneof(...Object.keys(ROUTES).map(requestsOf)),
    (asked) => answerTo(fuzzed, agent, asked, cookies),
    {
      parallel: 16,
      settle: async () => fuzzed.log.check(),
      close: async () => {
        agent.destroy();
        await fuzzed.hub.stop();
      },
    },
  );
}

async function answerTo(
  { url }: FuzzHub,
  agent: Agent,
  asked: Asked,
  cookies: ReadonlyMap<User, string>,
): Promise<Outcome> {
  const { body, method, odd, query, route, type, words } = asked;
  const left = [...words];
  const path = route.replaceAll(/:\w+|\*/g, () => left.pop() ?? '');
  const search = new URLSearchParams(query).toString();
  // Whoever ends log-ins ends those of one user only, so that the others go on.
  const who = asked.who !== null && ENDS.some((end) => route.startsWith(end)) ? 'gone' : asked.who;
  const cookie = who === null ? undefined : cookies.get(who);
  const bodied = !['GET', 'DELETE', 'OPTIONS'].includes(method);
  const headers = {
    ...(cookie !== undefined && { cookie }),
    ...(route.startsWith('/api/seat/') && {
      authorization: `Bearer ${tokenOf('s0')}`,
      'x-invigil-seat': 'fuzz/r1/s0',
    }),
    ...(bodied && type !== '' && { 'content-type': type }),
    ...odd,
  };
  const { body: said, status } = await new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request(
      {
        host: url.hostname,
        port: url.port,
        agent,
        method,
        path: `${path}${search === '' ? '' : `?${search}`}`,
        headers,
        timeout: 20_000,
      },
      (answer) => {
        text(answer).then((read) => resolve({ status: answer.statusCode ?? 0, body: read }), reject);
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('no answer within 20 s')));
    sent.on('upgrade', (_answer, socket) => {
      socket.destroy();
      resolve({ status: 101, body: '' });
    });
    sent.on('error', reject);
    sent.end(bodied ? body : undefined);
  });
  return outcomeOfAnswer(status, said);
}

/** What Node's parser refuses has a status of its own. */
const BY_PARSER = new Set([408, 431]);

/** Taken, sent elsewhere, or refused with a code of the contract; anything else is a finding. */
export function outcomeOfAnswer(status: number, body: string): Outcome {
  if (status < 300) return ACCEPTED;
  if (status < 400) return 'sent-to-the-log-in';
  const { code } = Refusal.parse(JSON.parse(body));
  const known = Object.entries(REFUSAL_CODES).find(([name]) => name === code);
  if (known === undefined || (known[1] !== status && !BY_PARSER.has(status)))
    throw new Error(`answered ${status} with the code ${code}`);
  if (status >= 500) throw new Error(`answered ${status}: ${body}`);
  return code;
}
