import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Role } from '@invigil/contract';
import Fastify from 'fastify';
import { AS_SEAT, AS_SEAT_OF_R3, HOST, JPEG, testServer } from '../test-server.js';
import { sha256Hex } from '../lib/sha256.js';
import { LIVE_CHANGES, LIVE_REQUESTS, ROUTES, type Rule } from './access-table.js';
import { checkTable } from './check-table.js';

const LINES: [string, Rule][] = Object.entries(ROUTES);
/** The same picture with a comment in it (ITU-T T.81, B.2.4.5). */
const OTHERS_JPEG = Buffer.concat([
  JPEG.subarray(0, 2),
  Buffer.from([0xff, 0xfe, 0, 7]),
  Buffer.from('of r3'),
  JPEG.subarray(2),
]);
const NAMES = { admin: 'Ada', invigilator: 'Eva', reviewer: 'Rex', technician: 'Tom', auditor: 'Ann' };
/** Rooms of which Eva has the first. */
const PLACES = {
  r2: { room: 'r2', seat: 'a1', sha256: sha256Hex(JPEG) },
  r3: { room: 'r3', seat: 'b1', sha256: sha256Hex(OTHERS_JPEG) },
};

type Server = Awaited<ReturnType<typeof testServer>>;

async function peopled(): Promise<Server> {
  const server = await testServer();
  for (const role of Role.options) {
    if (role !== 'invigilator') await server.make({ name: NAMES[role], role });
  }
  const put = (headers: Record<string, string>, payload: Buffer) =>
    server.app.inject({
      method: 'PUT',
      url: `/api/seat/evidence/${sha256Hex(payload)}`,
      headers: { ...HOST, ...headers },
      payload,
    });
  assert.equal((await put(AS_SEAT, JPEG)).statusCode, 201);
  assert.equal((await put(AS_SEAT_OF_R3, OTHERS_JPEG)).statusCode, 201);
  return server;
}

function methodOf(method: string): 'GET' | 'PUT' | 'POST' | 'DELETE' {
  return method === 'PUT' || method === 'POST' || method === 'DELETE' ? method : 'GET';
}

/** A route of the table with names in place of its parameters. */
function requestOf(line: string, rule: Rule, place: (typeof PLACES)['r2']) {
  const [method = '', path = ''] = line.split(' ');
  const url = path
    .replace(':room', place.room)
    .replace(':seat', place.seat)
    .replace(':sha256', place.sha256)
    .replace(':boot', 'a'.repeat(16))
    .replace(':id', 'b'.repeat(32))
    .replace(':incident', `${'a'.repeat(16)}-1`)
    .replace('*', 'index.html');
  const query = rule.room === 'query' ? `?room=${place.room}` : '';
  return { method: methodOf(method), url: `${url}${query}` };
}

function ask(server: Server, line: string, rule: Rule, place: (typeof PLACES)['r2'], headers: object) {
  return server.app.inject({ ...requestOf(line, rule, place), headers: { ...HOST, ...headers } });
}

test('lets each role do what the table says in each room, and nothing else', async () => {
  const server = await peopled();
  const asked = { allowed: 0, refused: 0 };
  for (const [line, rule] of LINES) {
    for (const role of Role.options) {
      for (const [room, place] of Object.entries(PLACES)) {
        const headers = { cookie: await server.cookieOf(NAMES[role]) };
        const { statusCode } = await ask(server, line, rule, place, headers);
        const what = `${role}: ${line} in ${room} gave ${statusCode}`;
        if (typeof rule.who === 'string') {
          assert.equal(statusCode === 401, rule.who === 'seat', what);
          continue;
        }
        const reach = rule.who[role];
        const may =
          reach !== undefined && (reach !== 'own-rooms' || rule.room === undefined || room === 'r2');
        assert.notEqual(statusCode, 401, what);
        assert.equal(statusCode !== 403, may, what);
        assert.ok(statusCode < 500, what);
        asked[may ? 'allowed' : 'refused'] += 1;
      }
    }
  }
  assert.ok(asked.allowed > 100 && asked.refused > 50, JSON.stringify(asked));
});

test('lets nobody in, nor a seat, but where the table says so', async () => {
  const server = await peopled();
  for (const [line, rule] of LINES) {
    const nobody = await ask(server, line, rule, PLACES.r2, {});
    assert.equal(nobody.statusCode !== 401, rule.who === 'public', `nobody: ${line} ${nobody.statusCode}`);
    const seat = await ask(server, line, rule, PLACES.r2, AS_SEAT);
    assert.equal(seat.statusCode !== 401, typeof rule.who === 'string', `a seat: ${line} ${seat.statusCode}`);
  }
});

test('answers an invigilator without rooms with nothing, and a list without a room with the own rooms', async () => {
  const server = await peopled();
  await server.make({ name: 'Zoe', role: 'invigilator' });
  const cookie = await server.cookieOf('Zoe');
  assert.equal((await server.get('/api/incidents?room=r2', { cookie })).statusCode, 403);
  assert.deepEqual((await server.get('/api/incidents', { cookie })).json(), { incidents: [] });
  assert.equal((await server.get(`/api/evidence/${PLACES.r2.sha256}`, { cookie })).statusCode, 403);
  assert.equal((await server.get('/api/incidents?room=r2&room=r3', { cookie })).statusCode, 403);
});

test('refuses to start with a route that the table lacks, or a line that no route has', async () => {
  const app = Fastify();
  checkTable(app);
  assert.throws(() => app.get('/api/secrets', () => 'x'), /GET \/api\/secrets is not in the access table/);
  app.get('/healthz', () => 'x');
  await assert.rejects(async () => app.ready(), /names what is not there: GET \/login/);
});

const NASTY = [
  "' OR 1=1 --",
  "r2'; drop table audit; --",
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e%2fhub.sqlite',
  '%00',
  'a'.repeat(300),
  '%F0%9F%92%A9',
  '-1',
  '1e999',
  '%7B%22$gt%22:0%7D',
  'r2%0d%0aset-cookie:x=1',
];

test('refuses what is no name in each parameter of each path', async () => {
  const server = await peopled();
  let tried = 0;
  for (const [line, rule] of LINES) {
    const [method = '', path = ''] = line.split(' ');
    for (const [parameter] of path.matchAll(/:\w+/g)) {
      for (const nasty of NASTY) {
        const headers = rule.who === 'seat' ? AS_SEAT : { cookie: await server.cookieOf('Ada') };
        const { url } = requestOf(`${method} ${path.replace(parameter, '~~')}`, rule, PLACES.r2);
        const answer = await server.app.inject({
          method: methodOf(method),
          url: url.replace('~~', encodeOnce(nasty)),
          headers: { ...HOST, ...headers },
        });
        assert.ok(
          answer.statusCode >= 400 && answer.statusCode < 500,
          `${line} ${nasty} ${answer.statusCode}`,
        );
        assert.equal(answer.headers['set-cookie'], undefined);
        tried += 1;
      }
    }
  }
  assert.ok(tried > 200, `${tried}`);
});

test('refuses what is no value in each field of a query or a body, and keeps its tables', async () => {
  const server = await peopled();
  const cookie = await server.cookieOf('Ada');
  const queries = {
    '/api/incidents?limit=5': ['room', 'seat', 'from', 'to', 'limit'],
    '/api/seats/r2/a1/timeline?x=1': ['from', 'to'],
    '/api/seats/r2/a1/analysis?x=1': ['from', 'to'],
    '/api/audit?x=1': ['from', 'to', 'verb', 'before', 'limit'],
  };
  for (const [url, fields] of Object.entries(queries)) {
    for (const field of fields) {
      for (const nasty of NASTY) {
        if (nasty === '1e999' && (field === 'room' || field === 'seat')) continue; // such a name may be
        const answer = await server.get(`${url}&${field}=${encodeOnce(nasty)}`, { cookie });
        assert.equal(answer.statusCode, 400, `${url} ${field} ${nasty}`);
      }
    }
  }
  // A name that nobody has finds nothing.
  const none = await server.get(`/api/audit?actor=${encodeURIComponent("' OR 1=1 --")}`, { cookie });
  assert.deepEqual(none.json(), { entries: [], next: null });
  const bodies: [string, 'POST' | 'PUT'][] = [
    ['/api/login', 'POST'],
    ['/api/password', 'PUT'],
    ['/api/seats/r2/a1/challenge', 'POST'],
    ['/api/seats/r2/a1/tracks/aaaaaaaaaaaaaaaa/replay', 'POST'],
  ];
  for (const [url, method] of bodies) {
    for (const payload of [
      '{',
      '[]',
      'null',
      '{"name":{"$gt":""},"password":[]}',
      '{"policy":7}',
      '{"__proto__":{}}',
    ]) {
      const headers = { ...HOST, cookie, 'content-type': 'application/json' };
      const answer = await server.app.inject({ method, url, headers, payload });
      assert.ok(
        answer.statusCode >= 400 && answer.statusCode < 500,
        `${url} ${payload} ${answer.statusCode}`,
      );
    }
  }
  const injected = await server.logIn({ name: "eva' --", password: "' OR '1'='1" });
  assert.equal(injected.statusCode, 401);
  assert.equal((await server.get('/api/me', { cookie })).statusCode, 200);
});

function encodeOnce(text: string): string {
  return text.includes('%') ? text : encodeURIComponent(text);
}

const DOCUMENT = new URL('../../../docs/security.md', import.meta.url);
const IN_WORDS = { all: 'yes', 'own-rooms': 'own rooms', machines: 'machines only' };

test('says in docs/security.md who may do what, as the table does', () => {
  const document = readFileSync(DOCUMENT, 'utf8');
  const live = [
    ...Object.entries(LIVE_REQUESTS).map(([type, rule]) => [`asks to ${type}`, rule] as const),
    ...Object.entries(LIVE_CHANGES).map(([type, rule]) => [`is told ${type}`, rule] as const),
  ];
  for (const [name, rule] of [...LINES, ...live]) {
    const line = lineOf(name, rule);
    assert.ok(document.includes(`${line}\n`), `docs/security.md lacks:\n${line}`);
  }
});

function lineOf(name: string, rule: Rule): string {
  const { who } = rule;
  const cells =
    typeof who === 'string'
      ? [who === 'public' ? 'everybody' : 'seats only', '', '', '', '']
      : Role.options.map((role) => (who[role] === undefined ? '–' : IN_WORDS[who[role]]));
  return `| \`${name}\` | ${cells.join(' | ')} | ${rule.audit ?? ''} |`;
}
