import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Incident, IncidentList, JudgementBatchResult, JudgementList } from '@invigil/contract';
import { testSignal } from '../lib/testing.js';
import { regroup } from '../store/incidents-of-seat.js';
import { saveSignal } from '../store/signals.js';
import { HOST, codeOf, testServer } from '../test-server.js';

const GAP_MS = 10_000;
const LOOK = testSignal({ number: 1, startedAt: 1000, openedAt: 5000, endedAt: 6000 });
const NEXT = testSignal({ number: 2, startedAt: 30_000, openedAt: 34_000, endedAt: 35_000 });
const BETWEEN = testSignal({ number: 3, startedAt: 12_000, openedAt: 16_000, endedAt: 25_000 });

/** A seat of r2 with two incidents, and Eva, Kim (both of r2) and Rex, who reviews. */
async function setUp() {
  const server = await testServer();
  const { app, cookieOf, db, make } = server;
  await make({ name: 'Kim', role: 'invigilator', rooms: ['r2'] });
  await make({ name: 'Rex', role: 'reviewer' });
  await make({ name: 'Tom', role: 'technician' });
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
  const judge = async (name: string, body: object, incident = LOOK.id) =>
    app.inject({
      method: 'POST',
      url: `/api/seats/r2/a1/incidents/${incident}/judgements`,
      headers: { ...HOST, cookie: await cookieOf(name) },
      payload: body,
    });
  const get = async (path: string, name = 'Eva') => server.get(path, { cookie: await cookieOf(name) });
  const judgements = async (incident = LOOK.id) =>
    JudgementList.parse((await get(`/api/seats/r2/a1/incidents/${incident}/judgements`)).json()).judgements;
  const incidents = async (query = '') =>
    IncidentList.parse((await get(`/api/incidents?room=r2${query}`)).json()).incidents;
  const judgeMany = async (name: string, body: object, room = 'r2') =>
    app.inject({
      method: 'POST',
      url: `/api/rooms/${room}/judgements`,
      headers: { ...HOST, cookie: await cookieOf(name) },
      payload: body,
    });
  return { ...server, happened, incidents, judge, judgeMany, judgements };
}

const CLEARED = { outcome: 'cleared', reason: 'harmless', after: 0 };
const CONFIRMED = { outcome: 'confirmed', reason: 'aid', words: 'a phone under the desk', after: 0 };

test('a judgement is kept with who, why and of what, and the incident tells where it stands', async () => {
  const { audited, incidents, judge, judgements } = await setUp();
  const answer = await judge('Eva', CLEARED);
  assert.equal(answer.statusCode, 201);
  assert.deepEqual(
    [Incident.parse(answer.json()).judged?.state, (await incidents()).map(({ judged }) => judged?.state)],
    ['cleared', [undefined, 'cleared']],
  );
  const [only] = await judgements();
  assert.deepEqual(
    [only?.by, only?.role, only?.outcome, only?.reason, only?.words, only?.of],
    ['Eva', 'invigilator', 'cleared', 'harmless', null, { severity: 'watch', signals: 1 }],
  );
  const told = (await audited()).filter(({ verb }) => verb === 'incident-judged');
  assert.deepEqual(
    told.map(({ actor, subject }) => [actor, subject]),
    [['Eva', `r2/a1 ${LOOK.id} cleared`]],
  );
});

test('a confirmation needs a second person, and none of it is ever erased', async () => {
  const { db, incidents, judge, judgements } = await setUp();
  assert.equal((await judge('Eva', CONFIRMED)).statusCode, 201);
  const again = await judge('Eva', { ...CONFIRMED, after: 1 });
  assert.deepEqual([again.statusCode, codeOf(again)], [409, 'second-person-needed']);
  assert.equal((await incidents())[1]?.judged?.state, 'to-confirm');
  assert.equal((await judge('Rex', { ...CONFIRMED, after: 1 })).statusCode, 201);
  assert.equal((await incidents())[1]?.judged?.state, 'confirmed');
  assert.equal(
    (await judge('Kim', { outcome: 'reopened', reason: 'appeal', after: 2 })).statusCode,
    201,
    'and can be reopened',
  );
  assert.deepEqual(
    (await judgements()).map(({ by, outcome }) => `${by} ${outcome}`),
    ['Eva confirmed', 'Rex confirmed', 'Kim reopened'],
  );
  await assert.rejects(db.updateTable('judgement').set({ outcome: 'cleared' }).execute(), /never changed/);
});

test('two who judge at once: the second is told, and nothing of theirs is kept', async () => {
  const { judge, judgements } = await setUp();
  await judge('Eva', CLEARED);
  const late = await judge('Kim', { ...CLEARED, outcome: 'noted', reason: 'spoken-to' });
  assert.deepEqual([late.statusCode, codeOf(late)], [409, 'conflict']);
  assert.equal((await judgements()).length, 1);
});

test('what is judged stays judged when incidents become one, and tells that it has grown', async () => {
  const { happened, incidents, judge, judgements } = await setUp();
  await judge('Eva', CLEARED);
  await judge('Kim', { ...CLEARED, outcome: 'noted', reason: 'spoken-to' }, NEXT.id);
  await happened(BETWEEN);
  const [only, ...others] = await incidents();
  assert.deepEqual([others.length, only?.signals.length], [0, 3]);
  assert.deepEqual([only?.judged?.state, only?.judged?.n, only?.judged?.grown], ['noted', 2, true]);
  assert.deepEqual(
    (await judgements(only?.id)).map(({ n, outcome }) => [n, outcome]),
    [
      [1, 'cleared'],
      [2, 'noted'],
    ],
  );
});

test('who has not the room, the role or a reason judges nothing', async () => {
  const { disk, judge, judgements, make } = await setUp();
  await make({ name: 'Zoe', role: 'invigilator', rooms: ['r3'] });
  const coded = async (name: string, body: object, incident?: string) => {
    const answer = await judge(name, body, incident);
    return answer.statusCode;
  };
  assert.deepEqual([await coded('Zoe', CLEARED), await coded('Tom', CLEARED)], [403, 403]);
  assert.equal(await coded('Eva', CLEARED, `${'c'.repeat(16)}-1`), 404);
  for (const wrong of [
    { ...CLEARED, reason: 'aid' },
    { ...CLEARED, reason: 'other' },
    { ...CLEARED, reason: 'other', words: '  a ' },
    { ...CONFIRMED, words: undefined },
    { ...CLEARED, after: undefined },
  ])
    assert.equal(await coded('Eva', wrong), 400, JSON.stringify(wrong));
  disk.isFull = true;
  assert.equal(await coded('Eva', CLEARED), 503, 'what the audit log can’t take is not done');
  disk.isFull = false;
  assert.deepEqual(await judgements(), []);
});

const BOTH = {
  outcome: 'cleared',
  reason: 'harmless',
  incidents: [
    { seat: 'a1', incident: LOOK.id, after: 0 },
    { seat: 'a1', incident: NEXT.id, after: 0 },
  ],
};

test('several are judged in one request, each with a judgement and a row of its own, and taken back in one', async () => {
  const { audited, incidents, judgeMany, judgements } = await setUp();
  const answer = await judgeMany('Eva', { ...BOTH, words: 'the lamp went out' });
  assert.equal(answer.statusCode, 200);
  const { judged, refused } = JudgementBatchResult.parse(answer.json());
  assert.deepEqual([judged.map(({ id }) => id), refused], [[LOOK.id, NEXT.id], []]);
  for (const id of [LOOK.id, NEXT.id])
    assert.deepEqual(
      (await judgements(id)).map(({ by, outcome, words }) => [by, outcome, words]),
      [['Eva', 'cleared', 'the lamp went out']],
    );
  const undo = BOTH.incidents.map((one) => ({ ...one, after: 1 }));
  await judgeMany('Eva', { outcome: 'reopened', reason: 'undone', incidents: undo });
  assert.deepEqual(
    (await incidents()).map(({ judged: now }) => now?.state),
    ['reopened', 'reopened'],
  );
  const told = (await audited()).filter(({ verb }) => verb === 'incident-judged');
  assert.deepEqual(
    told.map(({ subject }) => subject),
    ['cleared', 'reopened'].flatMap((outcome) => [LOOK, NEXT].map(({ id }) => `r2/a1 ${id} ${outcome}`)),
  );
});

test('what is not taken of several is named, and holds up nothing else', async () => {
  const { audited, judge, judgeMany, judgements } = await setUp();
  await judge('Kim', CLEARED);
  const lost = [
    { seat: 'a1', incident: `${'c'.repeat(16)}-1`, after: 0 },
    { seat: 'z9', incident: NEXT.id, after: 0 },
  ];
  const answer = await judgeMany('Eva', { ...BOTH, incidents: [...BOTH.incidents, ...lost] });
  const { judged, refused } = JudgementBatchResult.parse(answer.json());
  assert.deepEqual(
    judged.map(({ id }) => id),
    [NEXT.id],
  );
  assert.deepEqual(
    refused.map(({ code, incident, seat }) => [seat, incident, code]),
    [
      ['a1', LOOK.id, 'conflict'],
      ['a1', lost[0]?.incident, 'not-found'],
      ['z9', NEXT.id, 'not-found'],
    ],
  );
  assert.equal((await judgements()).length, 1);
  const told = (await audited()).filter(({ actor, verb }) => actor === 'Eva' && verb === 'incident-judged');
  assert.equal(told.length, 1, 'only of what was judged');
});

test('several are never escalated or confirmed at once, and only a batch of one’s own room is taken', async () => {
  const { disk, judgeMany, judgements } = await setUp();
  for (const wrong of [
    { ...BOTH, outcome: 'escalated', reason: 'second-look' },
    { ...BOTH, outcome: 'confirmed', reason: 'aid', words: 'a phone under the desk' },
    { ...BOTH, outcome: 'reopened', reason: 'appeal' },
    { ...BOTH, reason: 'other' },
    { ...BOTH, incidents: [] },
    { ...BOTH, incidents: [BOTH.incidents[0], BOTH.incidents[0]] },
  ])
    assert.equal((await judgeMany('Eva', wrong)).statusCode, 400, JSON.stringify(wrong));
  assert.equal((await judgeMany('Eva', BOTH, 'r3')).statusCode, 403);
  disk.isFull = true;
  assert.equal((await judgeMany('Eva', BOTH)).statusCode, 503);
  disk.isFull = false;
  assert.deepEqual(await judgements(), []);
});

test('incidents are found by what somebody said of them', async () => {
  const { incidents, judge } = await setUp();
  await judge('Eva', { ...CLEARED, words: 'sneezed at 100%_of the time' });
  const found = async (said: string) =>
    (await incidents(`&said=${encodeURIComponent(said)}`)).map(({ id }) => id);
  assert.deepEqual(await found('SNEEZED'), [LOOK.id]);
  assert.deepEqual(await found('0%_o'), [LOOK.id]);
  assert.deepEqual([await found('s%d'), await found('coughed')], [[], []]);
});
