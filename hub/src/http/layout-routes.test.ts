import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LayoutPreview, Refusal, RoomView, type RoomLayout } from '@invigil/contract';
import { Board } from '../live/board.js';
import { openPlan } from '../plan/open-plan.js';
import { HOST, codeOf, testServer } from '../test-server.js';

const LAYOUT: RoomLayout = {
  rows: 2,
  columns: 2,
  front: 'right',
  aisles: { afterRows: [1], afterColumns: [] },
  doors: [{ edge: 'bottom', at: 2 }],
  seats: [
    { seat: 'a1', label: 'A1', row: 2, column: 2 },
    { seat: 'a2', label: 'Door', row: 1, column: 1 },
  ],
};

/** Ada, who administers, Tom, a technician, and Rex, who reviews, beside Eva. */
async function setUp() {
  const server = await testServer();
  const { app, cookieOf, make } = server;
  await make({ name: 'Ada', role: 'admin' });
  await make({ name: 'Tom', role: 'technician' });
  await make({ name: 'Rex', role: 'reviewer' });
  const ask = async (method: 'PUT' | 'POST', url: string, payload: object, name: string) =>
    app.inject({ method, url, payload, headers: { ...HOST, cookie: await cookieOf(name) } });
  const arrange = (layout: object, { after = 0, name = 'Tom', room = 'r2' } = {}) =>
    ask('PUT', `/api/rooms/${room}/layout`, { layout, after }, name);
  const preview = (csv: string, name = 'Tom') => ask('POST', '/api/rooms/r2/layout/csv', { csv }, name);
  /** Rooms, as often as pages were told of them. */
  const arranged = () => server.changes.flatMap(({ rooms }) => rooms);
  return { ...server, arrange, arranged, preview };
}

test('a room is arranged at once, told to the pages and to the audit log, and kept over a restart', async () => {
  const { arrange, arranged, audited, clock, config, db, plan } = await setUp();
  const answer = await arrange(LAYOUT);
  assert.equal(answer.statusCode, 200);
  const room = RoomView.parse(answer.json());
  assert.deepEqual([room.front, room.doors, room.arranged], ['right', LAYOUT.doors, 1]);
  assert.deepEqual(arranged(), ['r2']);
  const board = new Board(plan);
  assert.equal(board.rooms[0]?.rows, 2);
  assert.deepEqual([board.view('r2/a2', 0)?.label, board.view('r2/a2', 0)?.row], ['Door', 1]);
  const rows = (await audited()).filter(({ verb }) => verb === 'room-arranged');
  assert.deepEqual(
    rows.map(({ actor, subject }) => [actor, subject]),
    [['Tom', 'r2']],
  );
  const { plan: again } = await openPlan({ db, config, clock });
  assert.deepEqual(new Board(again).rooms, board.rooms);
  assert.equal(again.seats.get('r2/a1')?.column, 2);
});

test('two who arrange at once: the second is told, and nothing of theirs is kept or told of', async () => {
  const { arrange, audited, plan } = await setUp();
  assert.equal((await arrange(LAYOUT)).statusCode, 200);
  const late = await arrange({ ...LAYOUT, rows: 9 }, { name: 'Ada' });
  assert.deepEqual([late.statusCode, codeOf(late)], [409, 'conflict']);
  assert.equal(plan.rooms[0]?.rows, 2);
  assert.equal((await audited()).filter(({ verb }) => verb === 'room-arranged').length, 1);
  assert.equal((await arrange({ ...LAYOUT, rows: 9 }, { name: 'Ada', after: 1 })).statusCode, 200);
});

test('what can’t stand is refused with each fault, and nothing is changed', async () => {
  const { arrange, arranged, plan } = await setUp();
  const [a1, a2] = LAYOUT.seats;
  assert.ok(a1 && a2);
  const answer = await arrange({
    ...LAYOUT,
    seats: [a1, { ...a2, row: 2, column: 2 }],
    doors: [{ edge: 'top', at: 7 }],
  });
  assert.equal(answer.statusCode, 400);
  assert.equal(
    Refusal.parse(answer.json()).message,
    'the room can not stand so: seats a1 and a2 both stand at row 2, column 2; a door at the top beside column 7: there are only 2 columns',
  );
  for (const wrong of [
    { ...LAYOUT, rows: 0 },
    { ...LAYOUT, colour: 'red' },
    { ...LAYOUT, seats: undefined },
  ])
    assert.equal((await arrange(wrong)).statusCode, 400);
  assert.equal((await arrange(LAYOUT, { room: 'r9' })).statusCode, 404);
  assert.deepEqual([plan.rooms[0]?.rows, arranged()], [1, []]);
});

test('a file is read and nothing is changed; the room comes as a file too', async () => {
  const { arranged, audited, cookieOf, get, preview } = await setUp();
  const read = LayoutPreview.parse((await preview('seat,label,row,column\na1,A1,1,2\na2,A2,1,1\n')).json());
  assert.deepEqual([read.changed, read.faults, arranged()], [['a1', 'a2'], [], []]);
  assert.deepEqual(
    (await audited()).filter(({ verb }) => verb === 'room-arranged'),
    [],
  );
  const file = await get('/api/rooms/r2/layout/csv', { cookie: await cookieOf('Tom') });
  assert.match(String(file.headers['content-disposition']), /layout-r2\.csv/);
  assert.equal(file.body, 'seat,label,row,column\na1,A1,1,1\na2,A2,1,2\n');
  assert.equal((await preview('x'.repeat(100_001))).statusCode, 400);
});

test('a thousand seats fit into a request', async () => {
  const { arrange } = await setUp();
  const seats = Array.from({ length: 1000 }, (_, i) => ({
    seat: `${'s'.repeat(27)}-${i}`,
    label: `Seat no. ${i}`,
    row: Math.floor(i / 50) + 1,
    column: (i % 50) + 1,
  }));
  const answer = await arrange({ ...LAYOUT, rows: 50, columns: 50, seats });
  assert.match(Refusal.parse(answer.json()).message, /this room has no such seat/);
});

test('who only looks at the room, or watches it, arranges nothing', async () => {
  const { arrange, preview } = await setUp();
  for (const name of ['Eva', 'Rex']) {
    assert.equal((await arrange(LAYOUT, { name })).statusCode, 403);
    assert.equal((await preview('', name)).statusCode, 403);
  }
});
