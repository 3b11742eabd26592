import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  Accommodations,
  Exam,
  ExamDetail,
  ExamList,
  NamedPolicy,
  Policy,
  PolicyList,
  Sitting,
} from '@invigil/contract';
import { openPlan } from '../plan/open-plan.js';
import { askHold } from '../store/holds.js';
import { fillAudit } from '../store/test-guards.js';
import { HOST, codeOf, testServer } from '../test-server.js';

const ALGEBRA = {
  exam: 'algebra',
  name: 'Algebra II',
  rooms: ['r2'],
  startsAt: 1_796_025_600_000,
  minutes: 180,
  policy: null,
};
const ARRANGED = Accommodations.parse({ words: 'no camera', noCamera: true });
const KIM = { number: '0013', name: 'Kim', accommodations: ARRANGED };
const LEE = { number: '0014', name: 'Lee', accommodations: null };

/** Rooms r2 and r3, Ada who runs the centre, and Eva, an invigilator of r2. */
async function setUp() {
  const server = await testServer();
  await server.make({ name: 'Ada', role: 'admin' });
  await server.make({ name: 'Tom', role: 'technician' });
  const ask = async (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object, name = 'Ada') =>
    server.app.inject({
      method,
      url: `/api${path}`,
      headers: { ...HOST, cookie: await server.cookieOf(name) },
      ...(body && { payload: body }),
    });
  const seatOf = (key: string) => {
    const seat = server.plan.seats.get(key);
    assert.ok(seat, key);
    return seat;
  };
  const add = async (exam: string, body: object): Promise<string> => {
    const answer = await ask('POST', `/exams/${exam}/candidates`, body);
    assert.equal(answer.statusCode, 201, answer.body);
    return Sitting.parse(answer.json()).id;
  };
  /** @param instead who sat there on the page; left out: who sits there now */
  const seat = async (
    exam: string,
    id: string,
    place: { room: string; seat: string } | null,
    instead?: string | null,
  ) => {
    const { sittings } = ExamDetail.parse((await ask('GET', `/exams/${exam}`)).json());
    const there =
      place && sittings.find((one) => one.place?.room === place.room && one.place.seat === place.seat);
    const body = { place, instead: instead === undefined ? (there?.id ?? null) : instead };
    return ask('PUT', `/exams/${exam}/candidates/${id}/place`, body);
  };
  const told = async (verb: string) =>
    (await server.audited())
      .filter((row) => row.verb === verb)
      .map(({ actor, subject }) => `${actor} ${subject}`);
  return { ...server, add, ask, seat, seatOf, told };
}

test('a policy is kept in versions, none of which changes, and published to a room', async () => {
  const { ask, changes, db, plan, seatOf, told } = await setUp();
  const policy = { ...Policy.parse({}), incidentGapMs: 7000 };
  const kept = await ask('PUT', '/policies/maths', { policy, after: 0 });
  assert.equal(kept.statusCode, 201, kept.body);
  const first = NamedPolicy.parse(kept.json());
  assert.deepEqual([first.policy.id, first.policy.version, first.by], ['maths', 1, 'Ada']);
  const late = await ask('PUT', '/policies/maths', { policy, after: 0 });
  assert.deepEqual([late.statusCode, codeOf(late)], [409, 'conflict']);
  assert.equal(
    (await ask('PUT', '/policies/maths', { policy: { ...policy, incidentGapMs: 8000 }, after: 1 }))
      .statusCode,
    201,
  );
  assert.equal((await ask('PUT', '/policies/oral', { policy, after: 0 })).statusCode, 409, 'a profile stays');
  const list = PolicyList.parse((await ask('GET', '/policies', undefined, 'Tom')).json()).policies;
  const maths = list.find(({ name }) => name === 'maths');
  assert.deepEqual(
    [maths?.policy.incidentGapMs, maths?.versions.map(({ version }) => version)],
    [8000, [2, 1]],
  );
  assert.ok(list.some(({ by, name }) => name === 'coding' && by === null));
  const old = await ask('GET', '/policies/maths/versions/1');
  assert.equal(NamedPolicy.parse(old.json()).policy.incidentGapMs, 7000);
  await assert.rejects(db.updateTable('policy_version').set({ by: 'x' }).execute(), /never changed/);

  assert.equal((await ask('POST', '/policies/maths/publish', { version: 1, rooms: ['r2'] })).statusCode, 204);
  assert.deepEqual([plan.rooms[0]?.policyHash, seatOf('r2/a1').policyHash], [first.hash, first.hash]);
  assert.deepEqual(
    changes.at(-1)?.seats.map(({ key }) => key),
    ['r2/a1', 'r2/a2'],
    'and only they are told',
  );
  assert.deepEqual(await told('policy-published'), ['Ada r2 maths version 1']);
  const missing = [
    await ask('POST', '/policies/maths/publish', { version: 9, rooms: ['r2'] }),
    await ask('POST', '/policies/maths/publish', { version: 1, rooms: ['r9'] }),
  ];
  assert.deepEqual(
    missing.map(({ statusCode }) => statusCode),
    [404, 400],
  );
});

test('an exam that is opened puts its candidates, arrangements and policy in force, and a restart keeps them', async () => {
  const { add, ask, clock, config, db, plan, seat, seatOf, told } = await setUp();
  const b1 = seatOf('r3/b1');
  const policy = { name: 'closed-book', version: 1 };
  assert.equal((await ask('POST', '/exams', { ...ALGEBRA, policy })).statusCode, 201);
  const kim = await add('algebra', KIM);
  const lee = await add('algebra', LEE);
  assert.equal((await seat('algebra', kim, { room: 'r2', seat: 'a1' })).statusCode, 200);
  assert.equal(seatOf('r2/a1').candidate, null, 'not before it is open');
  assert.equal((await ask('POST', '/exams/algebra/open')).statusCode, 200);
  const a1 = seatOf('r2/a1');
  assert.deepEqual(
    [a1.candidate, a1.arrangement, a1.policy.camera.enabled, a1.policy.id],
    ['Kim', 'no camera', false, 'closed-book'],
  );
  assert.deepEqual(
    [plan.rooms[0]?.exam?.name, b1.candidate, b1.policy.id],
    ['Algebra II', 'Kim', 'standard'],
  );

  // Who takes a seat that somebody has changes places with them.
  assert.equal((await seat('algebra', lee, { room: 'r2', seat: 'a1' })).statusCode, 200);
  assert.deepEqual([a1.candidate, a1.policy.camera.enabled], ['Lee', true]);
  assert.equal((await seat('algebra', kim, { room: 'r2', seat: 'a2' })).statusCode, 200);
  assert.equal((await seat('algebra', kim, { room: 'r2', seat: 'a1' })).statusCode, 200);
  assert.deepEqual([a1.candidate, seatOf('r2/a2').candidate], ['Kim', 'Lee']);
  assert.equal((await seat('algebra', kim, { room: 'r3', seat: 'b1' })).statusCode, 400, 'not of this exam');

  const { plan: again } = await openPlan({ db, config, clock });
  assert.deepEqual(again.seats.get('r2/a1')?.policyHash, a1.policyHash);
  assert.deepEqual(again.seats.get('r2/a1')?.candidate, 'Kim');

  await ask('POST', '/exams', { ...ALGEBRA, exam: 'physics', name: 'Physics' });
  const clash = await ask('POST', '/exams/physics/open');
  assert.deepEqual([clash.statusCode, codeOf(clash)], [409, 'conflict']);
  assert.equal((await ask('POST', '/exams/algebra/close')).statusCode, 200);
  assert.deepEqual([a1.candidate, a1.policy.camera.enabled, plan.rooms[0]?.exam], [null, true, null]);
  assert.deepEqual(await told('exam-opened'), ['Ada algebra']);
  assert.deepEqual(await told('policy-published'), ['Ada r2 closed-book version 1']);
  const said = (await told('candidate-seated')).concat(await told('candidate-added')).join('\n');
  assert.ok(!/Kim|Lee|0013/.test(said), `the log says nothing of who: ${said}`);
});

test('what the audit log can not take is not done', async () => {
  const { ask, changes, db, seatOf } = await setUp();
  const before = seatOf('r2/a1').policyHash;
  await fillAudit(db);
  const answer = await ask('POST', '/policies/oral/publish', { version: 1, rooms: ['r2'] });
  assert.deepEqual([answer.statusCode, codeOf(answer)], [503, 'not-recorded']);
  assert.deepEqual(await db.selectFrom('room_policy').selectAll().execute(), []);
  assert.deepEqual([seatOf('r2/a1').policyHash, changes], [before, []]);
});

test('an exam has an address, another one or none; one that no browser may be led to is refused', async () => {
  const { ask } = await setUp();
  const address = 'https://exam.example/algebra';
  const made = Exam.parse((await ask('POST', '/exams', { ...ALGEBRA, address })).json());
  assert.equal(made.address, address);
  const { exam: _exam, ...fields } = ALGEBRA;
  for (const wrong of ['javascript:alert(1)', 'file:///etc/passwd', 'http://exam.example', 'exam.example']) {
    const body = { ...ALGEBRA, exam: 'wrong', address: wrong };
    assert.equal(codeOf(await ask('POST', '/exams', body)), 'bad-request', wrong);
    const change = { ...fields, address: wrong, after: made.revision };
    assert.equal(codeOf(await ask('PUT', '/exams/algebra', change)), 'bad-request', wrong);
  }
  const moved = 'http://192.168.1.2/exam';
  const change = await ask('PUT', '/exams/algebra', { ...fields, address: moved, after: made.revision });
  assert.equal(Exam.parse(change.json()).address, moved);
  const none = await ask('PUT', '/exams/algebra', { ...fields, after: made.revision + 1 });
  assert.equal(Exam.parse(none.json()).address, undefined);
});

test('an invigilator reads exams and candidates of the own rooms, a technician none, and neither sets anything', async () => {
  const { add, ask, seat } = await setUp();
  await ask('POST', '/exams', { ...ALGEBRA, rooms: ['r2', 'r3'] });
  await ask('POST', '/exams', { ...ALGEBRA, exam: 'music', rooms: ['r3'] });
  const kim = await add('algebra', KIM);
  const lee = await add('algebra', LEE);
  await seat('algebra', kim, { room: 'r2', seat: 'a1' });
  await seat('algebra', lee, { room: 'r3', seat: 'b1' });
  const exams = ExamList.parse((await ask('GET', '/exams', undefined, 'Eva')).json()).exams;
  assert.deepEqual(
    exams.map(({ exam, seated }) => [exam, seated]),
    [['algebra', 2]],
  );
  const detail = ExamDetail.parse((await ask('GET', '/exams/algebra', undefined, 'Eva')).json());
  assert.deepEqual(
    detail.sittings.map(({ name }) => name),
    ['Kim'],
  );
  assert.equal((await ask('GET', '/exams/music', undefined, 'Eva')).statusCode, 404);
  assert.equal((await ask('GET', '/exams/algebra', undefined, 'Tom')).statusCode, 403);
  assert.equal((await ask('POST', '/exams/algebra/open', undefined, 'Eva')).statusCode, 403);
});

test('an exam is changed and taken away, and a candidate whom no exam has leaves the store', async () => {
  const { add, ask, db, seat } = await setUp();
  await ask('POST', '/exams', ALGEBRA);
  await ask('POST', '/exams', { ...ALGEBRA, exam: 'physics', name: 'Physics' });
  const kim = await add('algebra', KIM);
  const other = await ask('POST', '/exams/physics/candidates', { ...KIM, name: 'Ann' });
  assert.deepEqual([other.statusCode, codeOf(other)], [409, 'conflict'], 'one number is one person');
  assert.equal(await add('physics', { ...KIM, accommodations: null }), kim, 'the same person, by number');
  const arranged = ExamDetail.parse((await ask('GET', '/exams/algebra')).json()).sittings[0]?.accommodations;
  assert.equal(arranged?.words, 'no camera', 'and what was arranged stays where nothing is said of it');
  await seat('algebra', kim, { room: 'r2', seat: 'a1' });
  const { minutes, name, policy, startsAt } = ALGEBRA;
  const change = { minutes, name, policy, rooms: ['r3'], startsAt, after: 0 };
  const moved = Exam.parse((await ask('PUT', '/exams/algebra', change)).json());
  assert.deepEqual([moved.rooms, moved.seated], [['r3'], 0]);
  const names = async () =>
    (await db.selectFrom('candidate').select('name').execute()).map(({ name }) => name);
  assert.equal((await ask('DELETE', '/exams/algebra')).statusCode, 204);
  assert.deepEqual(await names(), ['Kim']);
  const taken = await add('physics', LEE);
  assert.equal(
    (await ask('PUT', `/exams/physics/candidates/${taken}`, { ...KIM, after: 0 })).statusCode,
    409,
    'the number of Kim',
  );
  assert.equal((await ask('DELETE', `/exams/physics/candidates/${kim}`)).statusCode, 204);
  assert.deepEqual(await names(), ['Lee']);
});

test('an exam of which a session is held stays, and so does who sat there', async () => {
  const { add, ask, clock, db, seat } = await setUp();
  await ask('POST', '/exams', ALGEBRA);
  const kim = await add('algebra', KIM);
  const lee = await add('algebra', LEE);
  await seat('algebra', kim, { room: 'r2', seat: 'a1' });
  const { id: seatId } = await db
    .selectFrom('seat')
    .select('id')
    .where('seat', '=', 'a1')
    .executeTakeFirstOrThrow();
  await askHold(db, { seatId, session: 'algebra' }, { by: 'Ada', at: clock.now(), reason: 'an appeal' });
  const answers = [
    await seat('algebra', kim, null),
    await seat('algebra', lee, { room: 'r2', seat: 'a1' }),
    await ask('DELETE', '/exams/algebra'),
    await ask('DELETE', `/exams/algebra/candidates/${kim}`),
    await ask('DELETE', `/exams/algebra/candidates/${lee}`),
  ];
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [409, 409, 409, 409, 204],
  );
});

test('of two who change the same at once the later one is told so, and nothing is overwritten', async () => {
  const { add, ask, seat } = await setUp();
  await ask('POST', '/exams', ALGEBRA);
  const { exam: _exam, ...fields } = ALGEBRA;
  const first = await ask('PUT', '/exams/algebra', { ...fields, name: 'Algebra 2', after: 0 });
  const second = await ask('PUT', '/exams/algebra', { ...fields, minutes: 90, after: 0 });
  assert.deepEqual([first.statusCode, second.statusCode, codeOf(second)], [200, 409, 'conflict']);

  const [kim, lee] = [await add('algebra', KIM), await add('algebra', LEE)];
  const person = `/exams/algebra/candidates/${kim}`;
  assert.equal((await ask('PUT', person, { ...KIM, name: 'Kim K.', after: 0 })).statusCode, 200);
  assert.equal((await ask('PUT', person, { ...KIM, accommodations: null, after: 0 })).statusCode, 409);

  // Both saw A1 free.
  const a1 = { room: 'r2', seat: 'a1' };
  assert.equal((await seat('algebra', kim, a1, null)).statusCode, 200);
  assert.equal((await seat('algebra', lee, a1, null)).statusCode, 409);
  const { name, sittings } = ExamDetail.parse((await ask('GET', '/exams/algebra')).json());
  assert.deepEqual(
    [name, sittings.map((one) => [one.name, one.accommodations?.words, one.place?.seat])],
    [
      'Algebra 2',
      [
        ['Kim K.', 'no camera', 'a1'],
        ['Lee', undefined, undefined],
      ],
    ],
  );
});

test('what has ended stays as it was until it is opened again', async () => {
  const { add, ask, seat } = await setUp();
  await ask('POST', '/exams', ALGEBRA);
  const kim = await add('algebra', KIM);
  await seat('algebra', kim, { room: 'r2', seat: 'a1' });
  await ask('POST', '/exams/algebra/open');
  await ask('POST', '/exams/algebra/close');
  const { exam: _exam, ...fields } = ALGEBRA;
  const answers = [
    await seat('algebra', kim, { room: 'r2', seat: 'a2' }),
    await ask('POST', '/exams/algebra/candidates', LEE),
    await ask('PUT', '/exams/algebra', { ...fields, rooms: ['r3'], after: 0 }),
    await ask('POST', '/exams/algebra/open'),
    await seat('algebra', kim, { room: 'r2', seat: 'a2' }),
  ];
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [409, 409, 409, 200, 200],
  );
});
