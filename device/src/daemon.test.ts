import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { inflateSync } from 'node:zlib';
import { readTrack, replay } from '@invigil/behaviour';
import {
  Birth,
  CommandResponse,
  commandTopic,
  decode,
  EventBody,
  Health,
  Policy,
  responseTopic,
  SeatPresence,
  seatTopic,
} from '@invigil/contract';
import { compiledDir, findNet, loadManifest, ModelsError } from '@invigil/models';
import type * as z from 'zod';
import { DeviceConfig } from './config/device-config.js';
import type { Daemon } from './daemon-deps.js';
import { startDaemon } from './daemon.js';
import { TestHubHttp } from './outbox/test-hub-http.js';
import { readSeatState } from './health/state-file.js';
import { systemClock } from './lib/clock.js';
import { OutboxStore } from './outbox/outbox-store.js';
import { TEST_SEAT, TEST_TOKEN, TestHub, until } from './outbox/test-hub.js';
import { memoryLog } from './outbox/test-log.js';
import { hashOfPolicy } from './pipeline/judge.js';

const home = mkdtempSync(join(tmpdir(), 'daemon-'));
after(() => rmSync(home, { recursive: true }));

const demo = join(
  dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
  'demo',
);
const NETS = ['blazeface', 'facemesh', 'iris', 'nanodet', 'canonical-face'] as const;
/** Time enough for a machine that has much else to do. */
const PATIENCE_MS = 30_000;

/** The standard policy with signals that open soon. */
const { conduct, coverage } = Policy.parse({});
const PROMPT = Policy.parse({
  id: 'prompt',
  conduct: { ...conduct, 'extra-person': { ...conduct['extra-person'], onsetMs: 300 } },
  coverage: { ...coverage, 'camera-lost': { ...coverage['camera-lost'], onsetMs: 300 } },
});

/** Photos of groups of people, as a camera. */
function photos(): string {
  const folder = join(home, 'photos');
  mkdirSync(folder, { recursive: true });
  for (const name of ['sample5.jpg', 'sample6.jpg']) copyFileSync(join(demo, name), join(folder, name));
  return folder;
}

/** A hub and the configuration of a seat of its room. */
async function room(t: TestContext, camera: z.input<typeof DeviceConfig>['camera']) {
  const [hub, http] = await Promise.all([TestHub.start(), TestHubHttp.start()]);
  const close = async (): Promise<void> => {
    await Promise.all([hub.kill(), http.stop()]);
  };
  t.after(close);
  await hub.online();
  const config = DeviceConfig.parse({
    seat: TEST_SEAT,
    session: 'exam-1',
    hub: { mqttUrl: hub.url, httpUrl: http.access.httpUrl, token: TEST_TOKEN },
    dataDir: mkdtempSync(join(home, 'data-')),
    camera,
    inference: { provider: 'cpu', objects: 'nanodet' },
    rates: { faces: 5, objects: 1 },
    policy: PROMPT,
    agent: { port: 0, machine: false },
  });
  const memory = memoryLog();
  const start = async (): Promise<Daemon> =>
    startDaemon({ config, netsDir: compiledDir, version: '0.1.0', clock: systemClock, log: memory.log });
  return { ...memory, config, http, hub, start };
}

/** All messages of a topic that have been heard, in their order. */
function messages<T>(hub: TestHub, topic: string, schema: z.ZodType<T>): T[] {
  return hub.heard
    .filter((heard) => heard.topic === topic)
    .map(({ text }) => {
      const read = decode(schema, text);
      return read.ok ? read.value : assert.fail(`${topic}: ${read.error.message}`);
    });
}

const birthsOf = (hub: TestHub): Birth[] => messages(hub, seatTopic(TEST_SEAT, 'birth'), Birth);
const statesOf = (hub: TestHub): SeatPresence[] => messages(hub, seatTopic(TEST_SEAT, 'state'), SeatPresence);

function opened(hub: TestHub, kind: string): boolean {
  return hub.events.some(({ body }) => body.type === 'signal-opened' && body.signal.kind === kind);
}

/** Tracks that a seat brought, in their order. */
const tracksIn = (http: TestHubHttp): Buffer[] =>
  http.heard.filter(({ path }) => path.startsWith('/api/seat/track/')).map(({ bytes }) => bytes);

/** What keeps this process from its end, save its output. */
function handles(): string[] {
  return process
    .getActiveResourcesInfo()
    .filter((name) => !/^(?:PipeWrap|TTYWrap|Immediate)$/.test(name))
    .toSorted();
}

test('a seat says what it is, how it fares and what it sees, obeys its hub, and goes in good order', async (t) => {
  const before = handles();
  const { config, http, hub, lines, start } = await room(t, { type: 'folder', folder: photos() });
  const daemon = await start();

  await t.test('the birth tells the camera that was granted and the hash of each net', async () => {
    const granted = (): unknown => birthsOf(hub).at(-1)?.camera.granted ?? null;
    await until('the camera is told', () => granted() !== null, PATIENCE_MS);
    const birth = birthsOf(hub).at(-1);
    assert.deepEqual(birth?.camera, {
      type: 'folder',
      name: 'photos',
      asked: {},
      granted: { width: 1920, height: 1398, fps: 5, fourcc: '' },
    });
    for (const name of NETS) {
      const told: Birth['nets'][number] | undefined = birth?.nets.find((net) => net.name === name);
      assert.equal(told?.sha256, findNet(loadManifest(), name).compiled.sha256, name);
    }
    assert.deepEqual(
      { ...birth.inference, couldBe: [] },
      { runtime: 'onnxruntime', provider: 'cpu', couldBe: [] },
    );
    assert.equal(birth.policyHash, hashOfPolicy(config.policy));
    assert.equal(birth.session, 'exam-1');
    assert.equal(statesOf(hub).at(-1)?.state, 'online');
    await until(
      'its state is kept for doctor',
      () => readSeatState(config.dataDir, Date.now()) !== undefined,
      PATIENCE_MS,
    );
  });

  await t.test(
    'more than one person opens a signal, with a risk and a picture that the hub gets',
    async () => {
      await until('the signal is there', () => opened(hub, 'extra-person'), PATIENCE_MS);
      await until(
        'the risk is there',
        () => hub.events.some(({ body }) => body.type === 'risk'),
        PATIENCE_MS,
      );
      const pictures = (): string[] =>
        hub.events.flatMap(({ body }) =>
          body.type === 'evidence' ? body.pictures.map((p) => p.sha256) : [],
        );
      await until('the evidence is told', () => pictures().length > 0, PATIENCE_MS);
      const [sha256 = 'none'] = pictures();
      await until('it is sent', () => http.heard.some(({ path }) => path.includes(sha256)), PATIENCE_MS);
      assert.ok(hub.events.every(({ session }) => session === 'exam-1'));
    },
  );

  await t.test('another policy is applied and told by its hash; one with a wrong hash is not', async () => {
    const policy = Policy.parse({ id: 'strict', version: 7 });
    const topic = seatTopic(TEST_SEAT, 'policy');
    const told = birthsOf(hub).length;
    await hub.say(topic, { hash: '0'.repeat(64), policy: Policy.parse({ id: 'forged' }) }, true);
    await hub.say(topic, { hash: hashOfPolicy(policy), policy }, true);
    await until('the birth tells it', () => birthsOf(hub).length > told, PATIENCE_MS);
    assert.deepEqual(
      birthsOf(hub)
        .slice(told)
        .map(({ policyHash }) => policyHash),
      [hashOfPolicy(policy)],
    );
    const closed = (): boolean => hub.events.some(({ body }) => body.type === 'signal-closed');
    await until('what was open is closed', closed, PATIENCE_MS);
  });

  await t.test('whoever looks at the seat gets pictures, and an answer', async () => {
    const now = Date.now();
    const id = randomUUID();
    const command = { id, issuer: 'desk', issuedAt: now, expiresAt: now + 60_000, until: now + 60_000 };
    await hub.say(commandTopic(TEST_SEAT, 'preview'), command);
    const answers = (): CommandResponse[] =>
      messages(hub, responseTopic(TEST_SEAT, 'preview'), CommandResponse);
    await until('it answers', () => answers().length > 0, PATIENCE_MS);
    assert.deepEqual(answers(), [{ id, ok: true }]);
    await until('a picture comes', () => http.heard.some(({ path }) => /preview/.test(path)), PATIENCE_MS);
  });

  await t.test('the hub gets the track on request, and an answer', async () => {
    const now = Date.now();
    const boot = birthsOf(hub).at(-1)?.boot;
    const command = { id: randomUUID(), issuer: 'desk', issuedAt: now, expiresAt: now + 60_000, boot };
    await hub.say(commandTopic(TEST_SEAT, 'track'), command);
    const answers = (): CommandResponse[] =>
      messages(hub, responseTopic(TEST_SEAT, 'track'), CommandResponse);
    await until('it answers', () => answers().length > 0, PATIENCE_MS);
    assert.deepEqual(answers(), [{ id: command.id, ok: true }]);
    await until('the track comes', () => tracksIn(http).length > 0, PATIENCE_MS);
  });

  await t.test('a cue is taken, and what became of it is told', async () => {
    const now = Date.now();
    const id = randomUUID();
    const command = {
      id,
      issuer: 'desk',
      issuedAt: now,
      expiresAt: now + 60_000,
      cue: 'turn-left',
      withinMs: 2000,
    };
    await hub.say(commandTopic(TEST_SEAT, 'challenge'), command);
    const told = () => hub.events.flatMap(({ body }) => (body.type === 'challenge' ? [body.challenge] : []));
    await until('the outcome is told', () => told().length > 0, PATIENCE_MS);
    assert.deepEqual(messages(hub, responseTopic(TEST_SEAT, 'challenge'), CommandResponse), [
      { id, ok: true },
    ]);
    const [challenge] = told();
    assert.deepEqual([challenge?.id, challenge?.cue, challenge?.issuer], [id, 'turn-left', 'desk']);
    // Two photos of groups, one after the other: nobody there turns a head.
    assert.notEqual(challenge?.outcome, 'answered');
  });

  await t.test('health tells that frames come and are looked at', async () => {
    const health = (): Health[] => messages(hub, seatTopic(TEST_SEAT, 'health'), Health);
    await until('it is there', () => health().length > 0, PATIENCE_MS);
    const [first] = health();
    assert.ok(first && first.rates.captured > 0 && first.rates.faces > 0);
    for (const stage of ['frame', 'quality', 'face', 'mesh', 'iris', 'objects']) {
      assert.ok((first.stages[stage]?.n ?? 0) > 0, stage);
    }
  });

  await t.test('a stop is told as such, and leaves nothing open and nothing unsent', async () => {
    await daemon.stop();
    await until('it is told', () => statesOf(hub).at(-1)?.state === 'stopped');
    assert.equal(new Set([...birthsOf(hub), ...statesOf(hub)].map(({ boot }) => boot)).size, 1);
    const store = new OutboxStore(join(config.dataDir, 'outbox.sqlite'));
    assert.equal(store.depth, 0);
    store.close();
    const stillOpen = hub.events.reduce((open, { body }) => {
      if (body.type === 'signal-opened') return open + 1;
      return body.type === 'signal-closed' ? open - 1 : open;
    }, 0);
    assert.equal(stillOpen, 0);
    assert.deepEqual(
      lines.filter((line) => /"level":"(?:error|fatal)"/.test(line)),
      [],
    );
  });

  await t.test('its track, judged again, tells every event that it told, under each policy in turn', () => {
    const tracks = tracksIn(http);
    const whole = tracks.at(-1) ?? Buffer.alloc(0);
    const records = [...readTrack(whole, (packed) => inflateSync(packed))];
    assert.equal(records.at(-1)?.type, 'finish');
    assert.equal(records.filter(({ type }) => type === 'policy').length, 1);
    assert.ok(whole.subarray(0, tracks[0]?.length).equals(tracks[0] ?? whole), 'it goes on where it was');
    const again = [...replay(records)].map(({ at, body }) => ({ at, body: EventBody.parse(body) }));
    const told = hub.events
      .toSorted((a, b) => a.seq - b.seq)
      .filter(({ body }) => body.type !== 'evidence')
      .map(({ at, body }) => ({ at, body }));
    assert.equal(JSON.stringify(again), JSON.stringify(told));
  });

  await Promise.all([hub.kill(), http.stop()]);
  await until('the process could end', () => handles().length <= before.length);
});

test('a seat without its camera says so, and that nothing can be seen', async (t) => {
  const { count, hub, start } = await room(t, { type: 'folder', folder: join(home, 'no-such-folder') });
  const daemon = await start();
  await until('the signal is there', () => opened(hub, 'camera-lost'), PATIENCE_MS);
  assert.equal(birthsOf(hub).at(-1)?.camera.granted, null);
  assert.equal(count('camera not available'), 1);
  await daemon.stop();
  assert.equal(statesOf(hub).at(-1)?.state, 'stopped');
  assert.ok(hub.events.some(({ body }) => body.type === 'signal-closed'));
});

test('a seat whose hub wants no camera opens none, also after a restart without the hub, and tells it as no fault', async (t) => {
  const { count, hub, http, start } = await room(t, { type: 'folder', folder: photos() });
  const policy = Policy.parse({ ...PROMPT, id: 'arranged', camera: { enabled: false } });
  await hub.say(seatTopic(TEST_SEAT, 'policy'), { hash: hashOfPolicy(policy), policy }, true);
  const daemon = await start();
  const shut = (): boolean => birthsOf(hub).at(-1)?.camera.shut === true;
  await until('it is told', shut, PATIENCE_MS);
  assert.equal(birthsOf(hub).at(-1)?.policyHash, hashOfPolicy(policy));
  assert.equal(birthsOf(hub).at(-1)?.camera.granted, null);
  // Longer than it waits for a first word, and than a lost camera takes to be told.
  await new Promise((resolve) => setTimeout(resolve, 5000));
  await daemon.stop();
  await hub.kill();
  const again = await start();
  await new Promise((resolve) => setTimeout(resolve, 5000));
  await again.stop();
  // The track of such a boot says only under which policy nothing was watched.
  const pictures = http.heard.filter(({ path }) => /^\/api\/seat\/(?:evidence|preview)/.test(path));
  assert.deepEqual([hub.events, pictures], [[], []]);
  assert.ok(
    http.heard.some(({ path }) => path === '/api/seat/exam'),
    'it asks what its candidate is told',
  );
  assert.deepEqual([count('camera not available'), count('"granted"')], [0, 0]);
});

test('a seat whose nets are missing does not start, and touches nothing', async (t) => {
  const { config, hub, log } = await room(t, { type: 'folder', folder: photos() });
  const deps = { config, netsDir: home, version: '0.1.0', clock: systemClock, log };
  await assert.rejects(startDaemon(deps), ModelsError);
  assert.equal(hub.attempts, 0);
});
