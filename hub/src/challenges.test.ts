import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ChallengeCommand,
  ChallengeList,
  ChallengePending,
  LiveFrame,
  Refusal,
  commandTopic,
  decode,
  seatSubscriptions,
  seatTopic,
} from '@invigil/contract';
import { connectAsync } from 'mqtt';
import { WebSocket } from 'ws';
import { BOOT, TOKEN, batchOf, testChallenge, testConfig, until } from './lib/testing.js';
import { startTestHub } from './test-hub.js';

const A1 = { centre: 'north', room: 'r2', seat: 'a1' };
const LOGIN = { clientId: 'north/r2/a1', username: 'north/r2/a1', password: TOKEN } as const;

test('brings a cue from a person to the seat, and what became of it to the page and into the record', async (t) => {
  const hub = await startTestHub(testConfig());
  await hub.addUser({ name: 'eva', role: 'invigilator', rooms: ['r2'], password: 'long enough' });
  const post = (path: string, body: object, headers: object = {}) =>
    fetch(`${hub.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const login = await post('/api/login', { name: 'eva', password: 'long enough' });
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const ask = (seat: string, cue: string, headers: object = { cookie }) =>
    post(`/api/seats/r2/${seat}/challenge`, { cue }, headers);
  const list = (seat: string) => fetch(`${hub.url}/api/seats/r2/${seat}/challenges`, { headers: { cookie } });

  const refused = await ask('a1', 'turn-left');
  assert.deepEqual(
    [refused.status, Refusal.parse(await refused.json()).code],
    [409, 'seat-not-online'],
    'nobody would watch',
  );
  assert.equal((await ask('a1', 'turn-left', {})).status, 401);
  assert.equal((await ask('a1', 'jump')).status, 400);
  assert.equal((await ask('z9', 'turn-left')).status, 404);
  assert.equal((await list('z9')).status, 404);

  const seat = await connectAsync(hub.mqttUrl, { ...LOGIN, protocolVersion: 4 });
  const commands: Buffer[] = [];
  seat.on('message', (topic, payload) => {
    if (topic === commandTopic(A1, 'challenge')) commands.push(payload);
  });
  await seat.subscribeAsync(seatSubscriptions(A1), { qos: 1 });
  const say = (channel: 'state' | 'evt', message: object) =>
    seat.publishAsync(seatTopic(A1, channel), JSON.stringify(message), { qos: 1 });
  await say('state', { state: 'online', boot: BOOT, at: Date.now() });

  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/api/live`, {
    headers: { cookie, origin: hub.url },
  });
  t.after(async () => {
    socket.close();
    await seat.endAsync(true);
    await hub.stop();
  });
  const frames: LiveFrame[] = [];
  socket.on('message', (data: Buffer) => {
    const frame = decode(LiveFrame, data);
    if (frame.ok) frames.push(frame.value);
  });
  await until('the snapshot', () => frames[0]);
  socket.send(JSON.stringify({ type: 'watch', room: 'r2', seat: 'a1' }));

  const accepted = await until('the seat is online', async () => {
    const answer = await ask('a1', 'turn-left');
    return answer.status === 202 ? answer : undefined;
  });
  const pending = ChallengePending.parse(await accepted.json());
  assert.equal(pending.until - pending.askedAt, 12_000, 'as long as the policy says');
  const command = decode(ChallengeCommand, await until('the command', () => commands[0]));
  assert.ok(command.ok && command.value.id === pending.id && command.value.issuer === 'eva');
  assert.deepEqual([command.value.cue, command.value.withinMs], ['turn-left', 12_000]);
  assert.equal((await ask('a1', 'turn-right')).status, 409, 'one cue at a time');

  const challenge = testChallenge({ id: pending.id });
  await say(
    'evt',
    batchOf([{ seq: 1, session: null, at: Date.now(), body: { type: 'challenge', challenge } }]),
  );
  const told = await until('the outcome', () =>
    frames
      .flatMap((frame) => (frame.type === 'delta' ? frame.changes : []))
      .find((change) => change.type === 'challenge'),
  );
  assert.deepEqual(told, { type: 'challenge', room: 'r2', seat: 'a1', challenge });
  assert.deepEqual(ChallengeList.parse(await (await list('a1')).json()), { challenges: [challenge] });
  assert.deepEqual(ChallengeList.parse(await (await list('a2')).json()), { challenges: [] });
  assert.equal((await ask('a1', 'turn-right')).status, 202, 'free again');
});
