import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FreezeBoard, OVERRIDE_LASTS_MS, SeatFreeze } from '@invigil/contract';
import { AS_SEAT, AS_SEAT_OF_R3, HOST, codeOf, testServer } from '../test-server.js';

const ALGEBRA = {
  exam: 'algebra',
  name: 'Algebra II',
  rooms: ['r2'],
  startsAt: 1_796_025_600_000,
  minutes: 180,
  policy: null,
};
const ASKED = { room: 'r2', seats: ['a1'], reason: 'the camera of A1 needs the new driver' };
const OVERRIDES = '/api/freeze/overrides';

async function setUp() {
  const server = await testServer();
  await server.make({ name: 'Ada', role: 'admin' });
  await server.make({ name: 'Ben', role: 'admin' });
  await server.make({ name: 'Tom', role: 'technician' });
  const as = async (name: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
    server.app.inject({
      method,
      url,
      headers: { ...HOST, cookie: await server.cookieOf(name) },
      ...(payload && { payload }),
    });
  const board = async (name = 'Tom') => FreezeBoard.parse((await as(name, 'GET', '/api/freeze')).json());
  const ofSeat = async (headers: object = AS_SEAT) =>
    SeatFreeze.parse((await server.get('/api/seat/freeze', headers)).json());
  const open = async () => {
    assert.equal((await as('Ada', 'POST', '/api/exams', ALGEBRA)).statusCode, 201);
    assert.equal((await as('Ada', 'POST', '/api/exams/algebra/open')).statusCode, 200);
  };
  const ask = async (request: object = ASKED) => {
    const answer = await as('Ada', 'POST', OVERRIDES, request);
    assert.equal(answer.statusCode, 201, answer.body);
    return answer.json<{ id: number }>().id;
  };
  return { as, ask, board, ofSeat, open, server };
}

test('an open exam freezes the seats of its room and the hub, and no seat of another room', async () => {
  const { as, board, ofSeat, open } = await setUp();
  assert.equal((await board()).hub.frozen, null);
  assert.equal((await ofSeat()).frozen, null);
  await open();
  const { hub, rooms } = await board();
  assert.equal(hub.frozen?.why, 'exam');
  const frozen = rooms.map(({ room, seats }) => [room, seats.filter((one) => one.frozen !== null).length]);
  assert.deepEqual(frozen, [
    ['r2', 2],
    ['r3', 0],
  ]);
  assert.equal((await ofSeat()).frozen?.why, 'exam');
  assert.equal((await ofSeat(AS_SEAT_OF_R3)).frozen, null);
  await as('Ada', 'POST', '/api/exams/algebra/close');
  assert.equal((await board()).hub.frozen, null);
});

test('a technician reads nothing of an exam or of who writes it', async () => {
  const { as, ask, open } = await setUp();
  await open();
  await ask({ ...ASKED, reason: 'Kim asked for it' });
  const { body } = await as('Tom', 'GET', '/api/freeze');
  assert.doesNotMatch(body, /algebra|Kim/i);
  assert.equal((await as('Eva', 'GET', '/api/freeze')).statusCode, 403);
});

test('two administrators lift a freeze for a while, and one alone does not', async () => {
  const { as, ask, board, ofSeat, open, server } = await setUp();
  await open();
  const id = await ask();
  assert.equal((await ofSeat()).liftedUntil, null, 'it is only asked for');
  const own = await as('Ada', 'POST', `${OVERRIDES}/${id}/grant`);
  assert.deepEqual([own.statusCode, codeOf(own)], [409, 'conflict']);
  assert.equal((await as('Tom', 'POST', `${OVERRIDES}/${id}/grant`)).statusCode, 403);
  assert.equal((await as('Tom', 'POST', OVERRIDES, ASKED)).statusCode, 403);
  assert.equal((await ofSeat()).liftedUntil, null);

  assert.equal((await as('Ben', 'POST', `${OVERRIDES}/${id}/grant`)).statusCode, 204);
  const until = server.clock.now() + OVERRIDE_LASTS_MS;
  const { frozen, heard, liftedUntil } = await ofSeat();
  assert.deepEqual([frozen?.why, liftedUntil, heard], ['exam', until, null]);
  const { hub, overrides, rooms } = await board('Ben');
  assert.equal(hub.liftedUntil, null, 'the hub was not asked for');
  assert.deepEqual(
    rooms.flatMap(({ seats }) => seats.map(({ liftedUntil }) => liftedUntil !== null)),
    [true, false, false],
  );
  assert.deepEqual(
    overrides.map(({ askedBy, grantedBy, reason }) => [askedBy, grantedBy, reason]),
    [['Ada', 'Ben', ASKED.reason]],
  );
  assert.equal((await as('Ben', 'POST', `${OVERRIDES}/${id}/grant`)).statusCode, 409, 'once is enough');

  server.clock.at = until;
  assert.equal((await ofSeat()).liftedUntil, null, 'its time is over');
  assert.deepEqual((await board()).overrides, []);
});

test('what nobody granted within its time can be granted no more', async () => {
  const { as, ask, server } = await setUp();
  const id = await ask();
  server.clock.at += OVERRIDE_LASTS_MS;
  assert.equal((await as('Ben', 'POST', `${OVERRIDES}/${id}/grant`)).statusCode, 404);
});

test('either takes it back, for the hub too, and each step is in the audit log with its reason', async () => {
  const { as, ask, board, server } = await setUp();
  const id = await ask({ room: null, seats: null, reason: 'security update' });
  await as('Ben', 'POST', `${OVERRIDES}/${id}/grant`);
  assert.notEqual((await board()).hub.liftedUntil, null);
  assert.equal((await as('Ada', 'DELETE', `${OVERRIDES}/${id}`)).statusCode, 204);
  assert.equal((await board()).hub.liftedUntil, null);
  assert.equal((await as('Ada', 'DELETE', `${OVERRIDES}/${id}`)).statusCode, 404);
  const told = (await server.audited()).filter(({ verb }) => verb.startsWith('freeze-'));
  const subject = `${id} the hub: security update`;
  assert.deepEqual(
    told.map((row) => [row.actor, row.verb, row.subject]),
    [
      ['Ada', 'freeze-override-asked', subject],
      ['Ben', 'freeze-override-granted', subject],
      ['Ada', 'freeze-override-ended', subject],
    ],
  );
});

test('where the audit log takes nothing, nothing is lifted', async () => {
  const { as, board, server } = await setUp();
  await server.db.schema.dropTable('audit').execute();
  assert.equal((await as('Ada', 'POST', OVERRIDES, ASKED)).statusCode, 503);
  assert.deepEqual((await board()).overrides, []);
});

test('refuses what is not there', async () => {
  const { as } = await setUp();
  for (const request of [
    { ...ASKED, room: 'r9' },
    { ...ASKED, seats: ['z9'] },
    { ...ASKED, room: null },
    { ...ASKED, reason: ' ' },
  ])
    assert.equal((await as('Ada', 'POST', OVERRIDES, request)).statusCode, 400, JSON.stringify(request));
});

test('tells a seat what was heard of it last, by which an update knows that it got through', async () => {
  const { ofSeat, server } = await setUp();
  const birth = {
    versions: { invigil: '0.2.0', node: '20', opencv: '4' },
    boot: 'ab'.repeat(8),
    at: 1,
    session: null,
  };
  const rest = { inference: { runtime: 'r', provider: 'cpu' }, nets: [], policyHash: 'ab'.repeat(32) };
  const camera = { type: 'film', name: 'a', asked: {}, granted: null };
  await server.db
    .updateTable('seat')
    .set({ state: 'online', birth: JSON.stringify({ ...birth, ...rest, camera }), heard_at: 77 })
    .where('seat', '=', 'a1')
    .execute();
  assert.deepEqual((await ofSeat()).heard, { state: 'online', version: '0.2.0', healthAt: 77 });
});
