import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import {
  Birth,
  type ClockAnswer,
  commandTopic,
  decode,
  hubStateTopic,
  Policy,
  responseTopic,
  SeatPresence,
  seatTopic,
  type EventBody,
} from '@invigil/contract';
import { newBootId, systemClock } from '../lib/clock.js';
import { MqttLink, type LinkHandlers } from './mqtt-link.js';
import { OutboxStore } from './outbox-store.js';
import { Outbox } from './outbox.js';
import { TEST_SEAT, TEST_TOKEN, TestHub, until } from './test-hub.js';
import { memoryLog } from './test-log.js';

const home = mkdtempSync(join(tmpdir(), 'mqtt-link-'));
after(() => rmSync(home, { recursive: true }));

const BODY: EventBody = { type: 'risk', risk: { score: 1, level: 'calm', contributions: [] } };
const IGNORE: LinkHandlers = {
  onHub: () => {},
  onClock: () => {},
  onTime: () => {},
  onAck: () => {},
  onPolicy: () => {},
  onCommand: () => {},
};

function birthOf(boot: string): Birth {
  return {
    boot,
    at: 1,
    session: null,
    versions: { invigil: '0.1.0', node: '20', opencv: '4.6' },
    inference: { runtime: 'onnxruntime', provider: 'cpu' },
    nets: [],
    camera: { type: 'film', name: 'calm.mp4', asked: {}, granted: null },
    policyHash: '0'.repeat(64),
  };
}

function seat(t: TestContext, url: string, handlers: Partial<LinkHandlers> = {}, token = TEST_TOKEN) {
  const boot = newBootId();
  const { log, lines, count } = memoryLog();
  const deps = { url, address: TEST_SEAT, token, boot, birth: () => birthOf(boot), clock: systemClock, log };
  const link = new MqttLink(deps);
  link.start({ ...IGNORE, ...handlers });
  t.after(() => link.stop());
  return { boot, link, lines, count };
}

function states(hub: TestHub): SeatPresence[] {
  return hub.heard
    .filter(({ topic }) => topic === seatTopic(TEST_SEAT, 'state'))
    .map(({ text }) => decode(SeatPresence, text))
    .flatMap((presence) => (presence.ok ? [presence.value] : []));
}

async function startHub(t: TestContext, options: Parameters<typeof TestHub.start>[0] = {}): Promise<TestHub> {
  const hub = await TestHub.start(options);
  t.after(() => hub.kill());
  return hub;
}

test('says online and what it is when it connects, and stopped when it leaves', async (t) => {
  const hub = await startHub(t);
  const { boot, link } = seat(t, hub.url);
  await until('the seat is up', () => link.up);
  assert.deepEqual(
    hub.heard.map(({ topic, retain }) => [topic, retain]),
    [
      [seatTopic(TEST_SEAT, 'state'), true],
      [seatTopic(TEST_SEAT, 'birth'), true],
    ],
  );
  await link.stop();
  await until('the seat has left', () => states(hub).length > 1);
  assert.deepEqual(
    states(hub).map(({ state, boot: of }) => [state, of]),
    [
      ['online', boot],
      ['stopped', boot],
    ],
  );
});

test('what changes while the broker is taking the birth is told right after it', async (t) => {
  const hub = await startHub(t);
  const boot = newBootId();
  let session: string | null = null;
  const birth = (): Birth => {
    // As a camera that is opened in this moment does.
    if (session === null) {
      queueMicrotask(() => {
        session = 'exam-1';
        link.announce();
      });
    }
    return { ...birthOf(boot), session };
  };
  const { log } = memoryLog();
  const link = new MqttLink({
    url: hub.url,
    address: TEST_SEAT,
    token: TEST_TOKEN,
    boot,
    birth,
    clock: systemClock,
    log,
  });
  link.start(IGNORE);
  t.after(() => link.stop());
  const births = (): string[] =>
    hub.heard.filter(({ topic }) => topic === seatTopic(TEST_SEAT, 'birth')).map(({ text }) => text);
  await until('the change is told', () => births().length === 2);
  assert.deepEqual(
    births().map((text) => decode(Birth, text)),
    [null, 'exam-1'].map((told) => ({ ok: true, value: { ...birthOf(boot), session: told } })),
  );
});

test('publishes nothing before the connection is up', async (t) => {
  const { link } = seat(t, 'mqtt://127.0.0.1:1');
  assert.equal(link.publishEvents({ v: 1, boot: newBootId(), events: [] }), false);
  assert.equal(link.respond('preview', { id: newBootId(), ok: true }), false);
});

test('a broken connection shows the seat as lost with its boot, and it announces itself again', async (t) => {
  const hub = await startHub(t);
  const { boot, link, lines } = seat(t, hub.url);
  await until('the seat is up', () => link.up);
  hub.cut();
  await until('the seat is back', () => states(hub).filter(({ state }) => state === 'online').length === 2);
  assert.deepEqual(
    states(hub).map(({ state }) => state),
    ['online', 'lost', 'online'],
  );
  assert.ok(states(hub).every((presence) => presence.boot === boot));
  assert.ok(lines.some((line) => line.includes('no connection to the broker')));
  assert.equal(hub.heard.filter(({ topic }) => topic === seatTopic(TEST_SEAT, 'birth')).length, 2);
});

test('tells whether the hub is there, not only the broker', async (t) => {
  const told: boolean[] = [];
  const hub = await startHub(t);
  const { link } = seat(t, hub.url, { onHub: (online) => told.push(online) });
  await until('the seat is up', () => link.up);
  assert.deepEqual(told, []);
  await hub.online();
  await until('it knows that the hub is there', () => told.length === 1);
  await hub.online(false);
  await until('it knows that the hub is gone', () => told.length === 2);
  await hub.online();
  hub.cut();
  await until('it is back', () => told.length === 5);
  assert.deepEqual(told, [true, false, true, false, true]);
});

test('does not call the hub online before the seat has announced itself', async (t) => {
  const hub = await startHub(t);
  await hub.online();
  const upWhenTold: boolean[] = [];
  const { link } = seat(t, hub.url, { onHub: () => upWhenTold.push(link.up) });
  await until('it knows that the hub is there', () => upWhenTold.length === 1);
  assert.deepEqual(upWhenTold, [true]);
});

test('hands on policy and commands, and answers a command', async (t) => {
  const got: string[] = [];
  const hub = await startHub(t);
  const wanted = { hash: 'a'.repeat(64), policy: Policy.parse({}) };
  await hub.say(seatTopic(TEST_SEAT, 'policy'), wanted, true);
  const { link } = seat(t, hub.url, {
    onPolicy: ({ hash }) => got.push(hash),
    onCommand: ({ command, verb }) => {
      got.push(verb);
      link.respond(verb, { id: command.id, ok: true });
    },
  });
  await until('the retained policy came', () => got.length === 1 && link.up);
  const id = '4b5c4f0e-54a5-4a3c-9c1f-0b6c5a1de001';
  const command = { id, issuer: 'ann', issuedAt: 1, expiresAt: 2, until: 3 };
  await hub.say(commandTopic(TEST_SEAT, 'preview'), command);
  await until('the answer came', () =>
    hub.heard.some(({ topic }) => topic === responseTopic(TEST_SEAT, 'preview')),
  );
  assert.deepEqual(got, [wanted.hash, 'preview']);
});

test('garbage on any topic is one line each and ends nothing', async (t) => {
  const acks: number[] = [];
  const hub = await startHub(t);
  const { count, link } = seat(t, hub.url, {
    onAck: ({ committedTo }) => {
      acks.push(committedTo);
      if (committedTo === 1) throw new Error('a fault of the listener');
    },
  });
  await until('the seat is up', () => link.up);
  const topics = [
    seatTopic(TEST_SEAT, 'ack'),
    seatTopic(TEST_SEAT, 'policy'),
    commandTopic(TEST_SEAT, 'preview'),
    hubStateTopic(TEST_SEAT),
  ];
  const garbage = ['', 'nonsense', '[]', '{"boot":7}', '\u0000\uFFFD', 'null', 'x'.repeat(300_000)];
  for (const topic of topics) for (const payload of garbage) await hub.say(topic, payload);
  await hub.say(commandTopic(TEST_SEAT, 'preview').replace('preview', 'reboot'), {});
  const ack = (committedTo: number) => ({ boot: '00000000000000aa', committedTo, missing: [] });
  await hub.say(topics[0] ?? '', ack(1));
  await hub.say(topics[0] ?? '', ack(2));
  await until('the good acks came', () => acks.length === 2);
  assert.equal(count('message dropped'), topics.length * garbage.length + 1);
  assert.equal(count('message could not be handled'), 1);
  assert.equal(states(hub).length, 1);
});

test('wrong credentials are told once, not at each try', async (t) => {
  const hub = await startHub(t);
  const { count, link, lines } = seat(t, hub.url, {}, 'a-wrong-token-of-somebody');
  await until('it tried three times', () => hub.attempts >= 3, 10_000);
  assert.equal(count('broker refuses this seat'), 1);
  assert.equal(lines.filter((line) => line.includes('a-wrong-token')).length, 0);
  assert.equal(link.up, false);
});

test('no event is lost or doubled when the hub is killed in the midst and comes back', async () => {
  const first = await TestHub.start();
  await first.online();
  const { port } = first;
  const boot = newBootId();
  const { log } = memoryLog();
  const clock = systemClock;
  const store = new OutboxStore(join(home, 'killed.sqlite'));
  const deps = {
    url: first.url,
    address: TEST_SEAT,
    token: TEST_TOKEN,
    boot,
    birth: () => birthOf(boot),
    clock,
    log,
  };
  const link = new MqttLink(deps);
  const outbox = new Outbox({ store, sender: link, seat: TEST_SEAT, boot, session: () => null, clock, log });
  link.start({ ...IGNORE, onHub: (online) => outbox.setOnline(online), onAck: (ack) => outbox.acked(ack) });
  outbox.start();
  for (let i = 0; i < 50; i++) outbox.append(BODY, clock.now());
  await until('the first events are acknowledged', () => outbox.depth() === 0);
  // The hub stores these, and dies before its acks are out.
  first.ack = undefined;
  for (let i = 0; i < 50; i++) outbox.append(BODY, clock.now());
  await until('the hub has them', () => first.seqs(boot).length === 100);
  await first.kill();
  for (let i = 0; i < 50; i++) outbox.append(BODY, clock.now());
  assert.equal(outbox.depth(), 100);

  const second = await TestHub.start({ port });
  second.events.push(...first.events);
  // Its store loses one batch's first event once: a gap that it asks for again.
  let dropped = 0;
  second.accept = ({ seq }) => seq !== 120 || dropped++ > 0;
  await second.online();
  await until('all are acknowledged', () => outbox.depth() === 0, 10_000);
  assert.deepEqual(
    second.seqs(boot).toSorted((a, b) => a - b),
    Array.from({ length: 150 }, (_, i) => i + 1),
  );
  assert.equal(dropped, 2);
  await outbox.stop();
  await link.stop();
  store.close();
  await second.kill();
});

test('asks for the time only where the hub says that it answers, and hears its answer', async (t) => {
  const hub = await startHub(t);
  const answers: ClockAnswer[] = [];
  const told: boolean[] = [];
  const { link } = seat(t, hub.url, {
    onClock: (is) => told.push(is),
    onTime: (answer) => answers.push(answer),
  });
  await until('the seat is up', () => link.up);
  await hub.online();
  await hub.say(seatTopic(TEST_SEAT, 'time'), { id: 1, sentAt: 1, receivedAt: 2, answeredAt: 2 });
  await hub.say(hubStateTopic(TEST_SEAT), { online: true, at: 2, clock: true }, true);
  await until('it may ask', () => told.length === 1);
  assert.ok(link.askTime({ id: 7, sentAt: 1 }));
  await until('the question is there', () =>
    hub.heard.some(({ topic, retain, text }) => {
      return topic === seatTopic(TEST_SEAT, 'clock') && !retain && text === '{"id":7,"sentAt":1}';
    }),
  );
  await hub.say(seatTopic(TEST_SEAT, 'time'), { id: 7, sentAt: 1, receivedAt: 3, answeredAt: 3 });
  await until('the answer is there', () => answers.length > 0);
  // What was said before the seat listened is none of its business.
  assert.deepEqual(answers, [{ id: 7, sentAt: 1, receivedAt: 3, answeredAt: 3 }]);
  await hub.say(hubStateTopic(TEST_SEAT), { online: false, at: 3 }, true);
  await until('the hub is gone', () => told.length === 2);
  assert.deepEqual(told, [true, false]);
});

test('a broker that refuses the time does not keep the seat from its work', async (t) => {
  const hub = await startHub(t, { refuse: seatTopic(TEST_SEAT, 'time') });
  const told: boolean[] = [];
  const online: boolean[] = [];
  const { count, link } = seat(t, hub.url, {
    onClock: (is) => told.push(is),
    onHub: (is) => online.push(is),
  });
  await until('the seat is up', () => link.up);
  await hub.say(hubStateTopic(TEST_SEAT), { online: true, at: 2, clock: true }, true);
  await until('it is refused', () => count('broker refuses the hub’s time') === 1);
  assert.deepEqual([told, online, link.up], [[], [true], true]);
});
