import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { test } from 'node:test';
import { Birth } from '@invigil/contract';
import { parse } from 'yaml';
import { startHub } from '../app.js';
import { HubConfig } from '../lib/hub-config.js';
import { HubError } from '../lib/hub-error.js';
import { systemClock } from '../lib/clock.js';
import {
  BOOT,
  SILENT,
  batchOf,
  chained,
  opened,
  tempFolder,
  testConfig,
  testSignal,
  until,
} from '../lib/testing.js';
import { initPki } from '../pki/pki-folder.js';
import { startTestHub } from '../test-hub.js';
import { talkingSeat } from '../test-talking-seat.js';

/** The value of one line of Prometheus's text; undefined where it is not there. */
function valueOf(text: string, line: string): number | undefined {
  const found = text.split('\n').find((one) => one.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
}

test('tells what seats, incidents, messages and the store are like', async () => {
  const config = testConfig({ metrics: { port: 0 } });
  const hub = await startTestHub(config);
  const seat = await talkingSeat(hub.mqttUrl);
  const read = async () => (await fetch(hub.metricsUrl ?? '')).text();
  try {
    const first = await read();
    assert.equal(valueOf(first, 'invigil_seats{room="r2",state="never"}'), 2);
    assert.equal(valueOf(first, 'invigil_events_ingested_total'), 0);

    await seat.say('state', { state: 'online', boot: BOOT, at: Date.now() });
    await seat.say('birth', BIRTH);
    await seat.say('health', { ...HEALTH, outbox: { depth: 7, oldestMs: 3000 } });
    const startedAt = Date.now() - 10_000;
    const signal = testSignal({ kind: 'face-absent', startedAt, openedAt: startedAt + 5000 });
    await seat.say('evt', batchOf(chained([opened(1, signal)])));
    await seat.say('evt', 'no batch');
    const text = await until('the incident is counted', async () => {
      const now = await read();
      const open = ['alert', 'watch'].map((one) =>
        valueOf(now, `invigil_incidents_open{room="r2",severity="${one}"}`),
      );
      const all = (open[0] ?? 0) + (open[1] ?? 0) === 1 && valueOf(now, 'invigil_dead_letters_total') === 1;
      return all ? now : undefined;
    });
    assert.equal(valueOf(text, 'invigil_seats{room="r2",state="online"}'), 1);
    assert.equal(valueOf(text, 'invigil_seats{room="r2",state="never"}'), 1);
    assert.equal(valueOf(text, 'invigil_events_ingested_total'), 1);
    assert.equal(valueOf(text, 'invigil_seats_by_version{room="r2",version="9.8.7"}'), 1);
    assert.equal(valueOf(text, 'invigil_outbox_events{room="r2"}'), 7);
    assert.equal(valueOf(text, 'invigil_outbox_oldest_seconds{room="r2"}'), 3);
    assert.equal(valueOf(text, 'invigil_exam_open{room="r2"}'), 0);
    assert.equal(valueOf(text, 'invigil_ack_seconds_count'), 5);
    assert.ok((valueOf(text, 'invigil_ack_seconds_sum') ?? 60) < 5, 'seconds, not milliseconds');
    assert.equal(valueOf(text, 'invigil_store_reached'), 1);
    // The size of a database is its server's to tell.
    const bytes = valueOf(text, 'invigil_store_bytes') ?? 0;
    assert.equal(bytes > 10_000, config.database === undefined);
    assert.ok((valueOf(text, 'nodejs_eventloop_lag_p99_seconds') ?? 0) > 0);
    assert.ok((valueOf(text, 'process_resident_memory_bytes') ?? 0) > 1e6);
    const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label));
    for (const label of labels)
      assert.ok(
        [
          'centre',
          'kind',
          'le',
          'major',
          'minor',
          'patch',
          'room',
          'severity',
          'space',
          'state',
          'type',
          'version',
          'why',
        ].includes(label ?? ''),
        `label ${label} is one of those that tell of nobody`,
      );
  } finally {
    await seat.end();
    await hub.stop();
  }
});

test('asks for its token, and serves nothing else', async () => {
  const tokenFile = join(tempFolder(), 'token');
  writeFileSync(tokenFile, 'figures-please\n');
  const hub = await startHub(testConfig({ metrics: { port: 0, tokenFile } }), { log: SILENT });
  const url = hub.metricsUrl ?? '';
  try {
    const ask = (authorization?: string, at = url) =>
      fetch(at, authorization === undefined ? {} : { headers: { authorization } });
    assert.equal((await ask()).status, 401);
    assert.equal((await ask('Bearer wrong')).status, 401);
    assert.equal((await ask('Bearer figures-please')).status, 200);
    assert.equal((await ask('Bearer figures-please', new URL('/api/me', url).href)).status, 404);
    assert.equal((await fetch(url, { method: 'POST' })).status, 404);
    assert.equal((await fetch(new URL('/metrics', hub.url))).status, 401, 'not among what people are served');
  } finally {
    await hub.stop();
  }
});

test('is served over HTTPS with the hub’s certificate', async () => {
  const tokenFile = join(tempFolder(), 'token');
  writeFileSync(tokenFile, 't');
  const config = testConfig({ metrics: { port: 0, tls: 'auto', tokenFile } });
  const names = config.pki.names;
  await initPki(config.dataDir, { centre: config.centre, names, now: systemClock.now() });
  const hub = await startHub(config, { log: SILENT });
  try {
    const ca = readFileSync(join(config.dataDir, 'pki', 'ca.crt'));
    const status = await new Promise((resolve, reject) => {
      request(hub.metricsUrl ?? '', { ca, headers: { authorization: 'Bearer t' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    assert.equal(status, 200);
  } finally {
    await hub.stop();
  }
});

test('is off unless it is asked for, and open to the network only with a token and TLS', async () => {
  const hub = await startHub(testConfig(), { log: SILENT });
  assert.equal(hub.metricsUrl, undefined);
  await hub.stop();
  const base = testConfig();
  const faults = (metrics: object) =>
    HubConfig.safeParse({ ...base, metrics }).error?.issues.map(({ path }) => path.join('.')) ?? [];
  assert.deepEqual(faults({ host: '0.0.0.0' }), ['metrics.tls', 'metrics.tokenFile']);
  assert.deepEqual(faults({ host: '0.0.0.0', tls: 'auto', tokenFile: 'x' }), []);
  await assert.rejects(
    startHub(testConfig({ metrics: { port: 0, tokenFile: '/nowhere/token' } }), { log: SILENT }),
    (error) => error instanceof HubError && error.message.startsWith("metrics.tokenFile: can't be read: "),
  );
});

test('every figure that the dashboard and the alert rules for Prometheus name is one that the hub tells', async () => {
  const hub = await startTestHub(testConfig({ metrics: { port: 0 } }));
  const text = await (await fetch(hub.metricsUrl ?? '')).text();
  await hub.stop();
  const told = new Set(
    [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
  const deploy = new URL('../../../deploy/', import.meta.url);
  for (const file of ['grafana/invigil.json', 'prometheus/rules.yaml']) {
    const written = expressionsIn(parse(readFileSync(new URL(file, deploy), 'utf8')));
    const named = written.flatMap((expression) => expression.match(/\b(invigil|nodejs|process)_\w+/g) ?? []);
    assert.ok(named.length >= 5, `${file} names figures`);
    for (const name of named) assert.ok(told.has(name), `${file}: ${name} is told`);
  }
});

/** Every `expr` of a document, however deep. */
function expressionsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
    key === 'expr' && typeof one === 'string' ? [one] : expressionsIn(one),
  );
}

const HEALTH = {
  boot: BOOT,
  at: 1000,
  rates: { captured: 30, faces: 10, objects: 1.5 },
  dropped: 0,
  stages: {},
  rssMb: 100,
  temperatureC: null,
};

const BIRTH = {
  boot: BOOT,
  at: 1000,
  session: null,
  versions: { invigil: '9.8.7', node: '20', opencv: '4' },
  inference: { runtime: 'onnxruntime', provider: 'cpu' },
  nets: [],
  camera: { type: 'camera', name: 'video0', asked: {}, granted: null },
  policyHash: 'a'.repeat(64),
} satisfies Birth;
