import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { DeviceConfig } from '../config/device-config.js';
import { TEST_SEAT, TEST_TOKEN } from '../outbox/test-hub.js';
import { judgeNetwork } from './judge-network.js';
import { tryHub } from './try-hub.js';

test('a hub whose database is away is there and waits; what answers otherwise is no hub', async (t) => {
  let answer = { status: 200, body: '{"ok":true,"version":"0.9.0"}' };
  const server = createServer((_request, reply) => reply.writeHead(answer.status).end(answer.body));
  server.listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const at = server.address();
  const httpUrl = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`;
  const config = DeviceConfig.parse({
    seat: TEST_SEAT,
    hub: { mqttUrl: 'mqtt://127.0.0.1:1', httpUrl, token: TEST_TOKEN },
    camera: { type: 'folder', folder: '/nowhere', fps: 12 },
    dataDir: '/nowhere',
  });
  const look = async (): Promise<(string | undefined)[]> => {
    const { network, version } = await tryHub(config, undefined, true);
    return [judgeNetwork(network).find(({ check }) => check === 'hub')?.verdict, version];
  };
  assert.deepEqual(await look(), ['ok', '0.9.0']);
  const away = { ok: false, version: '0.9.0', away: [{ part: 'database', since: 1 }] };
  answer = { status: 503, body: JSON.stringify(away) };
  assert.deepEqual(await look(), ['warning', '0.9.0']);
  answer = { status: 503, body: 'no page' };
  assert.deepEqual(await look(), ['fail', undefined]);
});
