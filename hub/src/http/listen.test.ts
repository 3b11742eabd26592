import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { SILENT } from '../lib/testing.js';
import { listen } from './listen.js';

test('goes on when a connection cannot be accepted', async () => {
  const app = Fastify();
  const url = await listen(app, { host: '127.0.0.1', port: 0 }, SILENT);
  assert.ok(app.server.emit('error', new Error('accept EMFILE')));
  assert.equal((await fetch(url)).status, 404);
  await app.close();
});
