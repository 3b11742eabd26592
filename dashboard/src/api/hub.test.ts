import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hub } from './hub.js';

test('gives the answer as the contract has it', async () => {
  const { hub, asked } = hubThatSays(Response.json({ name: 'ines', role: 'invigilator' }));
  assert.deepEqual(await hub.me(), { name: 'ines', role: 'invigilator' });
  assert.deepEqual(asked, ['GET /api/me']);
});

test('asks for whole milliseconds', async () => {
  const { hub, asked } = hubThatSays(Response.json({ from: 1, to: 2, signals: [], risk: [] }));
  await hub.timeline({ room: 'room-1', seat: 'a1' }, 1.5, 2.5);
  assert.deepEqual(asked, ['GET /api/seats/room-1/a1/timeline?from=1&to=2']);
});

test('asks for the minutes of a seat', async () => {
  const nothing = { session: null, minutes: [], measures: [] };
  const { hub, asked } = hubThatSays(Response.json(nothing));
  assert.deepEqual(await hub.analysis({ room: 'room-1', seat: 'a1' }, 1, 2), nothing);
  assert.deepEqual(asked, ['GET /api/seats/room-1/a1/analysis?from=1&to=2']);
});

test('an answer of another shape is an error, not a value', async () => {
  const { hub } = hubThatSays(Response.json({ name: 'ines' }));
  await assert.rejects(hub.me(), { code: 'wrong-shape' });
});

test('says so when the log-in has ended', async () => {
  const { ended, hub, left } = hubThatSays(
    Response.json({ code: 'not-signed-in', message: '' }, { status: 401 }),
  );
  await assert.rejects(hub.me(), { code: 'not-signed-in' });
  assert.deepEqual([ended(), left()], [1, 0]);
});

test('a refusal carries the words of the hub', async () => {
  const { hub, left } = hubThatSays(
    Response.json({ code: 'not-found', message: 'no such seat' }, { status: 404 }),
  );
  await assert.rejects(hub.timeline({ room: 'r', seat: 's' }, 0, 1), {
    code: 'refused',
    message: 'no such seat',
  });
  assert.equal(left(), 0);
});

test('gives a cue as JSON and takes the hub’s promise', async () => {
  const pending = { id: '6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f4', askedAt: 1, until: 12_001 };
  const { hub, asked, sent } = hubThatSays(Response.json(pending, { status: 202 }));
  assert.deepEqual(await hub.giveCue({ room: 'room-1', seat: 'a1' }, 'look-up'), pending);
  assert.deepEqual(asked, ['POST /api/seats/room-1/a1/challenge']);
  assert.deepEqual(sent(), {
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: '{"cue":"look-up"}',
  });
});

test('signs out and leaves for the log-in', async () => {
  const { hub, asked, ended, left } = hubThatSays(new Response(null, { status: 204 }));
  await hub.signOut();
  assert.deepEqual(asked, ['POST /api/logout']);
  assert.deepEqual([left(), ended()], [1, 0]);
});

test('says when the hub can’t be reached', async () => {
  const hub = new Hub({
    fetch: () => Promise.reject(new TypeError('failed')),
    onSignedOut: () => undefined,
    onLogInEnded: () => undefined,
  });
  await assert.rejects(hub.me(), { code: 'unreachable' });
});

function hubThatSays(response: Response): {
  hub: Hub;
  asked: string[];
  sent: () => Pick<RequestInit, 'headers' | 'body'>;
  left: () => number;
  ended: () => number;
} {
  const asked: string[] = [];
  let last: RequestInit = {};
  let left = 0;
  let ended = 0;
  const hub = new Hub({
    fetch: (url, init) => {
      asked.push(`${init?.method ?? 'GET'} ${url}`);
      last = init ?? {};
      return Promise.resolve(response);
    },
    onSignedOut: () => {
      left += 1;
    },
    onLogInEnded: () => {
      ended += 1;
    },
  });
  return {
    hub,
    asked,
    sent: () => ({ headers: last.headers, body: last.body }),
    left: () => left,
    ended: () => ended,
  };
}
