import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { EarlyFeed } from './early-feed.js';
import type { SocketEvents } from './socket.js';

let sockets: SocketEvents[];
let asked: string[];
let told: string[];

const LISTENER: SocketEvents = {
  opened: () => told.push('opened'),
  text: (text) => told.push(text),
  closed: () => told.push('closed'),
};

beforeEach(() => {
  sockets = [];
  asked = [];
  told = [];
});

test('what the feed told before the app was there is told to it, in order, and then what follows', async () => {
  const early = feedFor(Response.json({ role: 'invigilator' }));
  await early.begin();
  sockets[0]?.opened();
  sockets[0]?.text('first');
  early.openSocket('ws://hub/api/live', LISTENER);
  assert.deepEqual(told, [], 'nothing before whoever asked has the socket');
  await Promise.resolve();
  sockets[0]?.text('second');
  sockets[0]?.closed();
  assert.deepEqual(told, ['opened', 'first', 'second', 'closed']);
});

test('the next socket is a new one, as is the next question who is signed in', async () => {
  const early = feedFor(Response.json({ role: 'admin' }));
  await early.begin();
  assert.deepEqual(await (await early.fetch('/api/me')).json(), { role: 'admin' });
  await early.fetch('/api/me');
  assert.deepEqual(asked, ['/api/me', '/api/me']);
  early.openSocket('ws://hub/api/live', LISTENER);
  early.openSocket('ws://hub/api/live', LISTENER);
  assert.equal(sockets.length, 2);
  await Promise.resolve();
  sockets[1]?.text('of the new one');
  assert.deepEqual(told, ['of the new one']);
});

test('no feed is opened for an auditor, nor where nobody is signed in or no hub is there', async () => {
  const refused = Response.json({ error: 'unauthorized' }, { status: 401 });
  for (const answer of [Response.json({ role: 'auditor' }), refused, new TypeError('no network')]) {
    const early = feedFor(answer);
    await early.begin();
    assert.equal(sockets.length, 0);
    if (answer instanceof Response) assert.equal(await early.fetch('/api/me'), answer);
    else await assert.rejects(early.fetch('/api/me'), answer);
  }
});

test('an app that asked for its feed first has the only one', async () => {
  const early = feedFor(Response.json({ role: 'admin' }));
  const begun = early.begin();
  await early.fetch('/api/me');
  early.openSocket('ws://hub/api/live', LISTENER);
  await begun;
  assert.equal(sockets.length, 1);
});

function feedFor(me: Response | Error): EarlyFeed {
  return new EarlyFeed({
    fetch: async (url) => {
      asked.push(url);
      if (me instanceof Error) throw me;
      return me;
    },
    openSocket: (_url, events) => {
      sockets.push(events);
      return { send: () => {}, close: () => {} };
    },
    feedUrl: 'ws://hub/api/live',
  });
}
