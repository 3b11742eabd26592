import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { emptyDatabase } from '../lib/test-database.js';
import { freePort, tempFolder } from '../lib/testing.js';
import { awaitDatabase } from './await-database.js';

test('a database that is away is waited for, and that is said once; SQLite is there', async () => {
  const said: string[] = [];
  const log = { warn: (_what: object, line: string) => void said.push(line) };
  const there = new URL(emptyDatabase().url);
  const port = await freePort();
  const elsewhere = new URL(there);
  elsewhere.port = String(port);
  let isThere = false;
  const waiting = awaitDatabase({ dataDir: tempFolder(), database: { url: elsewhere.href } }, log).then(
    () => (isThere = true),
  );
  await sleep(2500);
  assert.deepEqual([isThere, said.length], [false, 1]);
  // From here on it answers at that port.
  const server = createServer((from) => {
    const to = connect(Number(there.port), there.hostname);
    from.pipe(to).pipe(from);
    for (const one of [from, to]) one.on('error', () => {});
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  await waiting;
  assert.deepEqual([isThere, said.length], [true, 1]);
  server.close();
  await awaitDatabase({ dataDir: tempFolder() }, log);
});

test('who is not let in is told by who opens the database, and not waited for', async () => {
  const url = new URL(emptyDatabase().url);
  url.pathname = '/no_such_database';
  await awaitDatabase({ dataDir: tempFolder(), database: { url: url.href } }, { warn: () => {} });
});
