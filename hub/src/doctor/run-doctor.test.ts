import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { startHub } from '../app.js';
import { HubConfig } from '../lib/hub-config.js';
import { SILENT, tempFolder } from '../lib/testing.js';
import { openSqlite } from '../store/open-sqlite.js';
import { initCentre } from '../main/centre-commands.js';
import { runDoctor } from './run-doctor.js';

async function verdicts(config: HubConfig): Promise<Record<string, string>> {
  const { lines } = await runDoctor(config);
  return Object.fromEntries(lines.map(({ check, verdict }) => [check, verdict]));
}

test('a hub that runs with TLS is known as such, and its certificates are', async () => {
  const config = HubConfig.parse({
    centre: 'north',
    dataDir: tempFolder(),
    http: { port: 0, tls: 'auto' },
    mqtt: { embedded: { port: 0, tls: 'auto' } },
  });
  await initCentre(config, 'admin');
  const hub = await startHub(config, { log: SILENT });
  const [http, mqtt] = [new URL(hub.url), new URL(hub.mqttUrl ?? 'mqtt://x')];
  const found = await verdicts({
    ...config,
    http: { ...config.http, port: Number(http.port) },
    mqtt: { ...config.mqtt, embedded: { host: '127.0.0.1', port: Number(mqtt.port), tls: 'auto' } },
  });
  await hub.stop();
  assert.deepEqual(
    ['store', 'migrations', 'http', 'broker', 'certificate', 'authority', 'key', 'versions'].filter(
      (check) => found[check] !== 'ok',
    ),
    [],
  );
});

test('a store of a newer hub, another’s port and a key that others may read fail', async (t) => {
  const dataDir = tempFolder();
  const db = await openSqlite(dataDir);
  await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '')`.execute(db);
  await db.destroy();
  writeFileSync(join(dataDir, 'hub.key'), `${'ab'.repeat(32)}\n`);
  chmodSync(join(dataDir, 'hub.key'), 0o644);
  const other = createServer((_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
  t.after(() => other.close());
  const at = other.address();
  const port = typeof at === 'object' && at !== null ? at.port : 0;
  const folder = join(dataDir, 'backups');
  mkdirSync(folder);
  writeFileSync(join(folder, 'hub-2026-11-30T10-00-00-000Z.sqlite'), 'x');
  const found = await verdicts(
    HubConfig.parse({ centre: 'north', dataDir, backup: { folder }, http: { port } }),
  );
  assert.deepEqual(
    [found['store'], found['migrations'], found['http'], found['key'], found['backup'], found['broker']],
    ['ok', 'fail', 'fail', 'fail', 'warning', 'not-tried'],
  );
});

test('where the rows are in PostgreSQL the database is looked at and not the file beside it', async () => {
  const dataDir = tempFolder();
  const database = { url: 'postgres://invigil@127.0.0.1:1/invigil' };
  const found = await verdicts(HubConfig.parse({ centre: 'north', dataDir, database }));
  assert.deepEqual([found['store'], found['migrations']], ['fail', undefined], 'nobody listens there');
});
