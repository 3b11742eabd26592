import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Incident, IncidentList } from '@invigil/contract';
import { testSignal } from '../lib/testing.js';
import { regroup } from '../store/incidents-of-seat.js';
import { saveSignal } from '../store/signals.js';
import { HOST, codeOf, testServer } from '../test-server.js';

const GAP_MS = 10_000;
const LOOK = testSignal({ number: 1, startedAt: 1000, openedAt: 5000, endedAt: 6000 });
const NEXT = testSignal({ number: 2, startedAt: 30_000, openedAt: 34_000, endedAt: 35_000 });
const BETWEEN = testSignal({ number: 3, startedAt: 12_000, openedAt: 16_000, endedAt: 25_000 });
const CLEARED = { outcome: 'cleared', reason: 'harmless', after: 0 };

/** A seat of r2 with two incidents, and Eva and Kim, both of r2. */
async function setUp() {
  const server = await testServer();
  const { app, cookieOf, db, make } = server;
  await make({ name: 'Kim', role: 'invigilator', rooms: ['r2'] });
  const { id: seatId } = await db
    .selectFrom('seat')
    .select('id')
    .where('seat', '=', 'a1')
    .executeTakeFirstOrThrow();
  const happened = async (signal: typeof LOOK) => {
    await saveSignal(db, seatId, signal, false);
    await regroup(db, seatId, signal.id, GAP_MS);
  };
  for (const signal of [LOOK, NEXT]) await happened(signal);
  const ask = async (
    method: 'PUT' | 'DELETE' | 'POST',
    name: string,
    what: 'acknowledgement' | 'judgements',
    body?: object,
    incident = LOOK.id,
  ) =>
    app.inject({
      method,
      url: `/api/seats/r2/a1/incidents/${incident}/${what}`,
      headers: { ...HOST, cookie: await cookieOf(name) },
      ...(body && { payload: body }),
    });
  const take = (name: string, over: string | null, incident?: string) =>
    ask('PUT', name, 'acknowledgement', { over }, incident);
  const giveBack = (name: string) => ask('DELETE', name, 'acknowledgement');
  const judge = (name: string, body: object) => ask('POST', name, 'judgements', body);
  const incidents = async () => {
    const answer = await server.get('/api/incidents?room=r2', { cookie: await cookieOf('Eva') });
    return IncidentList.parse(answer.json()).incidents;
  };
  const looker = async (incident = LOOK.id) =>
    (await incidents()).find(({ id }) => id === incident)?.acknowledged?.by;
  return { ...server, giveBack, happened, incidents, judge, looker, take };
}

test('who looks at an incident is told with since when, and the audit log tells of it', async () => {
  const { audited, clock, incidents, looker, take } = await setUp();
  const answer = await take('Eva', null);
  assert.equal(answer.statusCode, 200);
  assert.deepEqual(Incident.parse(answer.json()).acknowledged, { by: 'Eva', at: clock.at });
  assert.deepEqual([await looker(), await looker(NEXT.id)], ['Eva', undefined]);
  assert.equal((await take('Eva', null)).statusCode, 200, 'once more changes nothing');
  assert.equal((await incidents())[1]?.acknowledged?.by, 'Eva');
  assert.deepEqual(
    (await audited())
      .filter(({ verb }) => verb.startsWith('incident-'))
      .map(({ actor, subject }) => [actor, subject]),
    [['Eva', `r2/a1 ${LOOK.id}`]],
  );
});

test('it is taken over only from whom the page showed, and given back only by who has it', async () => {
  const { audited, giveBack, looker, take } = await setUp();
  await take('Eva', null);
  const late = await take('Kim', null);
  assert.deepEqual([late.statusCode, codeOf(late), await looker()], [409, 'conflict', 'Eva']);
  assert.equal((await giveBack('Kim')).statusCode, 409);
  assert.equal((await take('Kim', 'Eva')).statusCode, 200);
  assert.equal(await looker(), 'Kim');
  assert.equal((await giveBack('Eva')).statusCode, 409, 'Eva has it no longer');
  assert.equal((await giveBack('Kim')).statusCode, 200);
  assert.equal(await looker(), undefined);
  assert.equal((await giveBack('Kim')).statusCode, 409, 'nobody has it');
  assert.deepEqual(
    (await audited())
      .filter(({ verb }) => verb.startsWith('incident-'))
      .map(({ actor, subject, verb }) => [actor, verb, subject]),
    [
      ['Eva', 'incident-acknowledged', `r2/a1 ${LOOK.id}`],
      ['Kim', 'incident-acknowledged', `r2/a1 ${LOOK.id} over from Eva`],
      ['Kim', 'incident-given-back', `r2/a1 ${LOOK.id}`],
    ],
  );
});

test('a judgement ends it, and one that is taken back at once gives it back', async () => {
  const { judge, looker, take } = await setUp();
  await take('Eva', null);
  await judge('Eva', CLEARED);
  assert.equal(await looker(), undefined);
  await judge('Eva', { outcome: 'reopened', reason: 'undone', after: 1 });
  assert.equal(await looker(), 'Eva');
  await judge('Eva', { ...CLEARED, after: 2 });
  await judge('Kim', { outcome: 'reopened', reason: 'appeal', after: 3 });
  assert.equal(await looker(), undefined, 'another look is needed');
});

test('it goes with an incident that becomes part of another', async () => {
  const { giveBack, happened, incidents, take } = await setUp();
  await take('Eva', null);
  await take('Kim', null, NEXT.id);
  await happened(BETWEEN);
  const [only, ...others] = await incidents();
  assert.deepEqual([others.length, only?.acknowledged?.by], [0, 'Kim'], 'who said so last');
  assert.equal((await giveBack('Kim')).statusCode, 200);
  assert.equal((await incidents())[0]?.acknowledged, undefined);
});

test('who has not the room looks at nothing there, and what the log can’t take is not done', async () => {
  const { disk, looker, make, take } = await setUp();
  await make({ name: 'Zoe', role: 'invigilator', rooms: ['r3'] });
  assert.equal((await take('Zoe', null)).statusCode, 403);
  assert.equal((await take('Eva', null, `${'c'.repeat(16)}-1`)).statusCode, 404);
  disk.isFull = true;
  assert.equal((await take('Eva', null)).statusCode, 503);
  disk.isFull = false;
  assert.equal(await looker(), undefined);
});
