import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SeatExam } from '@invigil/contract';
import { seatsToTell } from '../plan/seats-to-tell.js';
import { AS_SEAT, AS_SEAT_OF_R3, HOST, codeOf, testServer } from '../test-server.js';

const ALGEBRA = {
  exam: 'algebra',
  name: 'Algebra II',
  rooms: ['r2'],
  startsAt: 1_796_025_600_000,
  minutes: 180,
  policy: null,
  address: 'https://exam.example/algebra',
};

async function setUp(options?: Parameters<typeof testServer>[0]) {
  const server = await testServer(options);
  await server.make({ name: 'Ada', role: 'admin' });
  const ada = async (url: string, payload?: object) => {
    const headers = { ...HOST, cookie: await server.cookieOf('Ada') };
    const answer = await server.app.inject({ method: 'POST', url, headers, ...(payload && { payload }) });
    assert.ok(answer.statusCode < 300, answer.body);
  };
  const asked = async (headers: object) => {
    const answer = await server.get('/api/seat/exam', headers);
    assert.equal(answer.statusCode, 200, answer.body);
    return { text: answer.body, told: SeatExam.parse(answer.json()) };
  };
  return { server, ada, asked };
}

test('tells a seat of the exam that is open in its own room, while it is', async () => {
  const { ada, asked } = await setUp();
  await ada('/api/exams', ALGEBRA);
  assert.equal((await asked(AS_SEAT)).told.exam, null);
  await ada('/api/exams/algebra/open');
  const { address, exam, name, startsAt } = ALGEBRA;
  const open = { exam, name, startsAt, endsAt: startsAt + 180 * 60_000, address };
  assert.deepEqual((await asked(AS_SEAT)).told.exam, open);
  assert.equal((await asked(AS_SEAT_OF_R3)).told.exam, null, 'it is in another room');
  await ada('/api/exams/algebra/close');
  assert.equal((await asked(AS_SEAT)).told.exam, null);
});

test('every seat of a room hears from its hub when an exam opens or ends there, and no seat of another', async () => {
  const { ada, server } = await setUp();
  const heard = () => {
    const told = server.changes.splice(0).flatMap((change) => seatsToTell(server.plan, change));
    return [...new Set(told.map(({ room }) => room))].map((room) => [
      room,
      told.filter((seat) => seat.room === room).length,
    ]);
  };
  const all = [['r2', server.plan.rooms.find(({ room }) => room === 'r2')?.seats.length]];
  await ada('/api/exams', ALGEBRA);
  assert.deepEqual(heard(), [], 'it is only planned');
  await ada('/api/exams/algebra/open');
  assert.deepEqual(heard(), all);
  await ada('/api/exams/algebra/close');
  assert.deepEqual(heard(), all);
});

test('tells how long is kept what, and nothing of who sits there', async () => {
  const { ada, asked } = await setUp();
  await ada('/api/exams', ALGEBRA);
  const kim = { number: '0013', name: 'Kim Candidate', accommodations: null };
  await ada('/api/exams/algebra/candidates', kim);
  await ada('/api/exams/algebra/open');
  const { text, told } = await asked(AS_SEAT);
  assert.deepEqual(told.retention, { appealDays: 90, days: { evidence: 0, track: 0, record: 100 } });
  assert.equal(told.notice, null);
  assert.doesNotMatch(text, /Kim|0013|sitting|candidate/i);
});

test('tells the notice in force by its hash', async () => {
  const TEXT = {
    controller: 'North Exam Centre',
    contact: 'privacy@north.example',
    legalBasis: 'Art. 6(1)(e) GDPR',
    howToObject: 'Ask the invigilator.',
    text: 'The camera is watched by software.',
  };
  const { asked, server } = await setUp({ notice: { en: TEXT } });
  const { notice } = (await asked(AS_SEAT)).told;
  assert.deepEqual(notice?.texts, { en: TEXT });
  const read = await server.get('/api/notice', { cookie: await server.cookieOf('Ada') });
  assert.equal(notice?.hash, read.json<{ notice: { hash: string } }>().notice.hash);
});

test('tells nobody who is no seat', async () => {
  const { server } = await setUp();
  const wrong = { ...AS_SEAT, authorization: 'Bearer another-token' };
  const ada = { cookie: await server.cookieOf('Ada') };
  for (const headers of [{}, wrong, ada]) {
    const answer = await server.get('/api/seat/exam', headers);
    assert.deepEqual([answer.statusCode, codeOf(answer)], [401, 'wrong-credentials']);
  }
});
