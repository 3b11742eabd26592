import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type RequestListener, createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { type CentreView, type HubInCentre, Rollup } from '@invigil/contract';
import { startHub } from '../app.js';
import { systemClock } from '../lib/clock.js';
import { HubConfig } from '../lib/hub-config.js';
import { HubError } from '../lib/hub-error.js';
import { planRooms } from '../lib/room-plan.js';
import { BOOT, SILENT, TOKEN, tempFolder, testConfig, until } from '../lib/testing.js';
import { initPki } from '../pki/pki-folder.js';
import { startTestHub } from '../test-hub.js';
import { talkingSeat } from '../test-talking-seat.js';
import { Board } from '../live/board.js';
import { askRollup } from './ask-rollup.js';
import { rollupSource } from './rollup.js';
import { CentreViewOfHub } from './centre-view.js';

/** A file of a test with one line in it. */
function fileOf(line: string): string {
  const file = join(tempFolder(), 'file');
  writeFileSync(file, `${line}\n`);
  return file;
}

/** An authority and a hub's certificate by it, for the loopback. */
async function certified(config: HubConfig): Promise<string> {
  await initPki(config.dataDir, { centre: config.centre, names: config.pki.names, now: systemClock.now() });
  return readFileSync(join(config.dataDir, 'pki', 'ca.crt'), 'utf8');
}

/** Something else that answers where a hub is asked. */
async function answering(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    at: `127.0.0.1:${port}`,
    ask: async (patienceMs = 2000) => {
      const hub = { url: `http://127.0.0.1:${port}`, token: undefined, ca: undefined };
      const answer = await askRollup(hub, AbortSignal.timeout(patienceMs));
      return answer.type === 'trouble' ? answer.trouble : answer.type;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const SOON = (): AbortSignal => AbortSignal.timeout(5000);

const ROLLUP: Rollup = {
  at: 1000,
  since: 500,
  centre: 'south',
  version: '9.9.9',
  publicUrl: 'https://south.example',
  rooms: [],
};

test('a hub is asked over TLS with its token; another authority, another token and no TLS are told apart', async () => {
  const config = testConfig({ metrics: { port: 0, tls: 'auto', tokenFile: fileOf('figures-please') } });
  const ca = await certified(config);
  const otherCa = await certified(testConfig());
  const hub = await startTestHub(config);
  const seat = await talkingSeat(hub.mqttUrl);
  const plain = await answering((_request, reply) => reply.end('{}'));
  try {
    await seat.say('state', { state: 'online', boot: BOOT, at: Date.now() });
    const url = hub.metricsUrl ?? '';
    const asked = { url, token: 'figures-please', ca };
    const rollup = await until('the seat is online', async () => {
      const answer = await askRollup(asked, SOON());
      assert.ok(answer.type === 'told', JSON.stringify(answer));
      return answer.rollup.rooms[0]?.seats.online === 1 ? answer.rollup : undefined;
    });
    assert.equal(rollup.centre, 'north');
    assert.deepEqual(rollup.rooms[0]?.seats, { online: 1, stopped: 0, lost: 0, never: 1 });
    assert.deepEqual(rollup.rooms[0]?.incidents, { alert: 0, watch: 0, blind: 0 });
    for (const [more, trouble] of [
      [{ token: 'wrong' }, 'refused'],
      [{ token: undefined }, 'refused'],
      [{ ca: otherCa }, 'not-trusted'],
      [{ ca: undefined }, 'not-trusted'],
      [{ url: `https://${plain.at}` }, 'not-trusted'],
      [{ url: 'https://127.0.0.1:1' }, 'unreachable'],
    ] as const) {
      const answer = await askRollup({ ...asked, ...more }, SOON());
      assert.equal(answer.type === 'trouble' && answer.trouble, trouble, JSON.stringify(more));
    }
  } finally {
    plain.close();
    await seat.end();
    await hub.stop();
  }
});

test('nothing but a whole roll-up is taken for one', async () => {
  for (const [listener, expected] of [
    [(_request, reply) => reply.end(JSON.stringify(ROLLUP)), 'told'],
    [(_request, reply) => reply.end('<title>a router</title>'), 'not-understood'],
    [(_request, reply) => reply.end(JSON.stringify({ ...ROLLUP, rooms: null })), 'not-understood'],
    [
      (_request, reply) => reply.end(JSON.stringify({ ...ROLLUP, publicUrl: 'javascript:alert(1)' })),
      'not-understood',
    ],
    [(_request, reply) => reply.writeHead(404).end(), 'not-understood'],
    [(_request, reply) => reply.writeHead(302, { location: '/elsewhere' }).end(), 'not-understood'],
    [(_request, reply) => reply.end(' '.repeat(1_048_577)), 'not-understood'],
    [(request) => request.socket.destroy(), 'unreachable'],
    [() => undefined, 'too-late'],
    [(_request, reply) => reply.write('{'), 'too-late'],
  ] satisfies [RequestListener, string][]) {
    const other = await answering(listener);
    assert.equal(await other.ask(expected === 'too-late' ? 200 : 2000), expected, String(listener));
    other.close();
  }
});

test('a hub that is gone keeps its last figures, called old, until it is back', async () => {
  let answers = true;
  const other = await answering((request, reply) => {
    if (answers) reply.end(JSON.stringify(ROLLUP));
    else request.socket.destroy();
  });
  const clock = { at: 10_000, now: () => clock.at };
  const view = new CentreViewOfHub({
    name: 'north',
    own: () => ({ ...ROLLUP, centre: 'north' }),
    everyMs: 300,
    hubs: [{ name: 'South', url: `http://${other.at}`, token: undefined, ca: undefined }],
    clock,
    log: SILENT,
  });
  const south = (): Pick<HubInCentre, 'heardAt' | 'trouble'> & { centre: string | undefined } => {
    const { heardAt, rollup, trouble } = otherOf(view.read());
    return { heardAt, trouble, centre: rollup?.centre };
  };
  assert.deepEqual(south(), { heardAt: null, trouble: null, centre: undefined }, 'it is only asked');
  view.start();
  try {
    await until('it answered', () => south().centre === 'south' || undefined);
    assert.deepEqual(south(), { heardAt: 10_000, trouble: null, centre: 'south' });
    answers = false;
    await until('it is missed', () => south().trouble !== null || undefined);
    assert.deepEqual(south(), { heardAt: 10_000, trouble: 'unreachable', centre: 'south' });
    clock.at = 60_000;
    answers = true;
    await until('it is back', () => south().trouble === null || undefined);
    assert.equal(south().heardAt, 60_000);
    assert.equal(view.read().hubs[0]?.own, true);
  } finally {
    await view.stop();
    other.close();
  }
  clock.at = 60_901;
  assert.equal(south().trouble, 'too-late', 'who can not ask does not know');
});

test('is configured with names that differ and addresses that nothing crosses in the clear', async () => {
  const base = testConfig();
  const faults = (centreView: object) =>
    HubConfig.safeParse({ ...base, centreView }).error?.issues.map(({ path }) => path.join('.')) ?? [];
  const hub = { name: 'South', url: 'https://south.example:9464' };
  assert.deepEqual(faults({ hubs: [hub, { name: 'West', url: 'http://127.0.0.1:9464' }] }), []);
  assert.deepEqual(faults({ hubs: [{ ...hub, url: 'http://south.example:9464' }] }), [
    'centreView.hubs.0.url',
  ]);
  assert.deepEqual(faults({ hubs: [hub, hub] }), ['centreView.hubs']);
  assert.deepEqual(faults({ name: 'South', hubs: [hub] }), ['centreView.hubs']);
  await assert.rejects(
    startHub(testConfig({ centreView: { hubs: [{ ...hub, ca: '/nowhere/ca.crt' }] } }), { log: SILENT }),
    (error) => error instanceof HubError && error.message.startsWith("centreView.hubs.0.ca: can't be read: "),
  );
});

test('a roll-up tells of no candidate, session or seat', async () => {
  const { rooms } = testConfig();
  const seats = rooms[0]?.seats.map((seat) => ({ ...seat, candidate: 'Kim Candidate' })) ?? [];
  const hub = await startTestHub(
    testConfig({ metrics: { port: 0 }, rooms: [{ room: 'r2', name: 'Room 2', rows: 1, columns: 2, seats }] }),
  );
  const seat = await talkingSeat(hub.mqttUrl);
  try {
    await seat.say('state', { state: 'online', boot: BOOT, at: Date.now() });
    const text = await (await fetch(new URL('/rollup', hub.metricsUrl))).text();
    const told = Rollup.parse(JSON.parse(text));
    assert.deepEqual(Rollup.parse(told), told);
    assert.doesNotMatch(text, new RegExp(`Kim|candidate|session|a1|${BOOT}|${TOKEN}`, 'i'));
  } finally {
    await seat.end();
    await hub.stop();
  }
});

test('a roll-up says since when the database is away, and nothing of it while it answers', () => {
  const config = testConfig();
  const away: { since: number | null } = { since: null };
  const plan = { centre: 'north' };
  const board = new Board(planRooms(config));
  const read = rollupSource(config, {
    plan,
    board,
    clock: { now: () => 5000 },
    store: { awaySince: () => away.since },
  });
  assert.equal('storeAwaySince' in read(), false);
  away.since = 4000;
  assert.equal(Rollup.parse(read()).storeAwaySince, 4000);
});

function otherOf({ hubs }: CentreView): HubInCentre {
  const [, other] = hubs;
  assert.ok(other !== undefined);
  return other;
}
