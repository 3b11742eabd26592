import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SeatMessage, SeatNote, SeatTalk } from '@invigil/contract';
import { BOOT, testSignal } from '../lib/testing.js';
import { regroup } from '../store/incidents-of-seat.js';
import { saveSignal } from '../store/signals.js';
import { saveHands } from '../store/talk.js';
import { HOST, codeOf, testServer } from '../test-server.js';

const LOOK = testSignal({ number: 1, startedAt: 1000, openedAt: 5000, endedAt: 6000 });
const HAND = 'c2a4be1e-5a0c-4f0e-9a4d-3b4a2f6f0c77';

/** Seat a1 of r2 in a session, with an incident and a raised hand; Eva and Kim of r2, and Rex, who reviews. */
async function setUp({ online = true } = {}) {
  const server = await testServer();
  const { app, board, cookieOf, db, make, seatIds } = server;
  await make({ name: 'Kim', role: 'invigilator', rooms: ['r2'] });
  await make({ name: 'Rex', role: 'reviewer' });
  const seatId = seatIds.get('r2/a1') ?? 0;
  await saveSignal(db, seatId, LOOK, false);
  await regroup(db, seatId, LOOK.id, 10_000);
  board.restore('r2/a1', { boot: BOOT, session: 'maths', state: online ? 'online' : 'lost' });
  const body = { type: 'hand-raised', hand: { id: HAND, words: 'paper' } } as const;
  const raised = await saveHands(db, seatId, BOOT, [{ seq: 1, session: 'maths', at: 900, body }]);
  for (const hand of raised) board.hand('r2/a1', hand);
  const post = async (name: string, path: string, payload: object, seat = 'a1') =>
    app.inject({
      method: 'POST',
      url: `/api/seats/r2/${seat}/${path}`,
      headers: { ...HOST, cookie: await cookieOf(name) },
      payload,
    });
  const said = async () =>
    SeatTalk.parse((await server.get('/api/seats/r2/a1/talk', { cookie: await cookieOf('Rex') })).json());
  const told = async () =>
    (await server.audited()).map(({ actor, subject, verb }) => [actor, verb, subject] as const);
  return { ...server, post, said, seatId, told };
}

test('a note is kept with its author, and struck through by the author alone, once', async () => {
  const { db, post, said, told } = await setUp();
  const written = await post('Eva', 'notes', { words: 'asked for paper', incident: LOOK.id });
  assert.equal(written.statusCode, 201);
  const note = SeatNote.parse(written.json());
  assert.deepEqual([note.by, note.incident, note.struck], ['Eva', LOOK.id, null]);
  const strike = (name: string) => post(name, `notes/${note.id}/strike`, { reason: 'that was seat A2' });
  assert.equal(codeOf(await strike('Kim')), 'forbidden');
  assert.equal((await strike('Eva')).statusCode, 200);
  assert.equal(codeOf(await strike('Eva')), 'conflict');
  const [kept] = (await said()).notes;
  assert.deepEqual([kept?.words, kept?.struck?.reason], ['asked for paper', 'that was seat A2']);
  await assert.rejects(
    db.updateTable('note').set({ words: 'nothing' }).execute(),
    /can only be struck through/,
  );
  assert.deepEqual(
    (await told()).filter(([, verb]) => verb.startsWith('note')),
    [
      ['Eva', 'note-written', `r2/a1 ${LOOK.id}`],
      ['Eva', 'note-struck', `r2/a1 ${note.id}`],
    ],
  );
});

test('a note is on an incident of its seat, and of a seat that has told something', async () => {
  const { disk, post, said } = await setUp();
  assert.equal((await post('Rex', 'notes', { words: 'x', incident: `${BOOT}-9` })).statusCode, 404);
  assert.equal(codeOf(await post('Rex', 'notes', { words: 'x' }, 'a2')), 'conflict');
  assert.equal((await post('Rex', 'notes', { words: '  ' })).statusCode, 400);
  disk.isFull = true;
  assert.equal(codeOf(await post('Rex', 'notes', { words: 'x' })), 'not-recorded');
  disk.isFull = false;
  assert.deepEqual((await said()).notes, []);
});

test('a message goes to the seat, and stands as the seat answers', async () => {
  const { post, said, sent, talk, told } = await setUp();
  const answer = await post('Eva', 'messages', { words: ' Please sit down. ' });
  assert.equal(answer.statusCode, 202);
  const { id, state } = SeatMessage.parse(answer.json());
  assert.deepEqual(
    [state, sent.map((one) => [one.id, one.issuer, one.words])],
    ['sent', [[id, 'Eva', 'Please sit down.']]],
  );
  await talk.answered('r2/a1', { id, ok: false, reason: 'there is nothing here that shows messages' });
  await talk.answered('r2/a1', { id, ok: true });
  const [kept] = (await said()).messages;
  assert.deepEqual([kept?.state, kept?.reason], ['not-shown', 'there is nothing here that shows messages']);
  assert.ok((await told()).some(([, verb, subject]) => verb === 'message-sent' && subject === 'r2/a1'));
  assert.equal((await post('Rex', 'messages', { words: 'hello' })).statusCode, 403);
  assert.equal((await post('Eva', 'messages', { words: 'x'.repeat(201) })).statusCode, 400);
});

test('a raised hand is answered once, and is then no longer up', async () => {
  const { board, clock, post, said, sent, told } = await setUp();
  assert.equal(board.view('r2/a1', clock.at)?.hand?.words, 'paper');
  assert.equal((await post('Eva', 'messages', { words: 'I am coming.', hand: HAND })).statusCode, 202);
  assert.equal(board.view('r2/a1', clock.at)?.hand, undefined);
  assert.equal(codeOf(await post('Kim', 'messages', { words: 'I am coming.', hand: HAND })), 'conflict');
  const { hands, messages } = await said();
  assert.deepEqual([hands[0]?.answered?.by, messages.length, sent[0]?.hand], ['Eva', 1, HAND]);
  assert.ok((await told()).some(([actor, verb]) => actor === 'Eva' && verb === 'hand-answered'));
});

test('of a seat that is not there a hand can be answered, and nothing else be said', async () => {
  const { post, sent } = await setUp({ online: false });
  assert.equal(codeOf(await post('Eva', 'messages', { words: 'hello' })), 'seat-not-online');
  const answer = SeatMessage.parse(
    (await post('Eva', 'messages', { words: 'I am coming.', hand: HAND })).json(),
  );
  assert.deepEqual([answer.state, answer.reason, sent], ['not-shown', 'the seat is not connected', []]);
});
