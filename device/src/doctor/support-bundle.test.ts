import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy } from '@invigil/contract';
import { strFromU8, unzipSync } from 'fflate';
import { DeviceConfig } from '../config/device-config.js';
import { troublesIn } from './journal.js';
import { supportBundle } from './support-bundle.js';

const SECRETS = [
  '0123456789abcdef-token',
  'hub.school.example',
  'anna',
  '10.1.2.3',
  'maths-exam',
  'secret-policy',
];
const NOW = 1_700_000_000_000;

const config = DeviceConfig.parse({
  seat: { centre: 'north', room: 'r1', seat: 'a1' },
  session: 'maths-exam',
  hub: {
    mqttUrl: 'mqtt://hub.school.example:1883',
    httpUrl: 'http://10.1.2.3:8080',
    token: '0123456789abcdef-token',
  },
  dataDir: '/home/anna/data',
  camera: { type: 'film', file: '/home/anna/anna.avi' },
  policy: Policy.parse({ id: 'secret-policy' }),
  agent: { runDir: '/home/anna/run' },
});
const report = {
  role: 'seat' as const,
  version: '0.1.0',
  at: NOW,
  lines: [
    {
      check: 'camera',
      verdict: 'fail' as const,
      found: 'anna.avi gives no picture: /home/anna/anna.avi is no film',
    },
    { check: 'hub-address', verdict: 'ok' as const, found: 'hub.school.example is 10.1.2.3 (1 ms)' },
  ],
};
const boot = '0123456789abcdef';
const state = {
  pid: 7,
  online: true,
  birth: {
    boot,
    at: NOW,
    versions: { invigil: '0.1.0', node: '20.20.0', opencv: '4.6.0' },
    inference: { runtime: 'onnxruntime', provider: 'cpu' },
    nets: [],
    camera: { type: 'film' as const, name: 'anna.avi', asked: {}, granted: null },
    policyHash: 'a'.repeat(64),
  },
  health: {
    boot,
    at: NOW,
    rates: { captured: 30, faces: 10, objects: 1 },
    dropped: 0,
    stages: {},
    outbox: { depth: 3, oldestMs: 0 },
    rssMb: 200,
    temperatureC: null,
  },
};

test('a bundle holds what helps, and no secret, name, folder, address, session or policy', () => {
  const journal = troublesIn(
    [
      '{"level":"error","time":"2026-11-30T10:00:00.000Z","file":"/home/anna/x","err":{"code":"ENOSPC"},"msg":"frame not seen"}',
      '{"level":"warn","time":"2026-11-30T10:00:01.000Z","who":"anna","msg":"late"}',
      '{"level":"error","time":"2026-11-30T10:00:02.000Z","err":{"code":"ENOSPC"},"msg":"frame not seen"}',
      '{"level":"info","time":"2026-11-30T10:00:03.000Z","msg":"camera"}',
      'Error: at /home/anna/x.js',
    ].join('\n'),
  );
  assert.deepEqual(
    journal.map(({ code, count, level, message }) => [level, message, code, count]),
    [
      ['error', 'frame not seen', 'ENOSPC', 2],
      ['warn', 'late', undefined, 1],
    ],
  );
  const files = unzipSync(supportBundle({ config, version: '0.1.0', report, state, journal, now: NOW }));
  assert.deepEqual(Object.keys(files).sort(), [
    'README.txt',
    'doctor.json',
    'seat.json',
    'state.json',
    'troubles.json',
  ]);
  const texts = Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)] as const);
  for (const [name, text] of texts)
    for (const secret of SECRETS) assert.ok(!text.includes(secret), `${secret} in ${name}`);
  const all = Object.fromEntries(texts);
  assert.match(all['doctor.json'] ?? '', /gives no picture: … is no film/);
  assert.match(all['seat.json'] ?? '', /"shows": "token"/);
  assert.match(all['state.json'] ?? '', /"depth": 3/);
  assert.match(all['troubles.json'] ?? '', /"ENOSPC"/);
});

test('without a daemon there is no state, and without a journal it says so', () => {
  const files = unzipSync(
    supportBundle({ config, version: '0.1.0', report, state: undefined, journal: undefined, now: NOW }),
  );
  assert.equal(files['state.json'], undefined);
  assert.match(strFromU8(files['troubles.json'] ?? new Uint8Array()), /"ofTheJournal": null/);
});
