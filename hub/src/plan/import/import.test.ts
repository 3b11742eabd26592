import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImportDone, ImportPreview } from '@invigil/contract';
import { HOST, codeOf, testServer } from '../../test-server.js';

const EXAM = { name: 'Algebra', rooms: ['r2'], startsAt: 1_796_025_600_000, minutes: 90, policy: null };

/** Exams algebra and music of room r2 with seats A1 and A2, and Ada, who runs the centre. */
async function setUp() {
  const server = await testServer();
  await server.make({ name: 'Ada', role: 'admin' });
  const cookie = await server.cookieOf('Ada');
  const post = (url: string, payload: string | Buffer | object, type = 'text/csv') =>
    server.app.inject({ method: 'POST', url, headers: { ...HOST, cookie, 'content-type': type }, payload });
  for (const exam of ['algebra', 'music'])
    assert.equal((await post('/api/exams', { ...EXAM, exam }, 'application/json')).statusCode, 201);
  const preview = async (csv: string | Buffer, query = '') => {
    const answer = await post(`/api/candidates/preview${query}`, csv);
    assert.equal(answer.statusCode, 200, answer.body);
    return ImportPreview.parse(answer.json());
  };
  const accept = (csv: string, seen: string) => post(`/api/candidates/import?seen=${seen}`, csv);
  const take = async (csv: string) => {
    const answer = await accept(csv, (await preview(csv)).seen);
    assert.equal(answer.statusCode, 200, answer.body);
    return ImportDone.parse(answer.json());
  };
  const seated = async () => {
    const rows = await server.db
      .selectFrom('sitting')
      .innerJoin('candidate', 'candidate.id', 'sitting.candidate')
      .select(['exam', 'name', 'seat'])
      .orderBy('exam')
      .orderBy('number')
      .execute();
    return rows.map(({ exam, name, seat }) => `${exam} ${name} ${seat}`);
  };
  const ask = (url: string) => server.app.inject({ method: 'POST', url, headers: { ...HOST, cookie } });
  return { ...server, accept, ask, cookie, post, preview, seated, take };
}

const at = ({ faults }: ImportPreview) =>
  faults.map(({ code, column, row, value }) => `${row}/${column} ${code} ${value}`.trim());

test('candidates come from a file as spreadsheets write it, and the same again changes nothing', async () => {
  const { audited, seated, take } = await setUp();
  const csv =
    '\uFEFFNumber;Name;Exam;Seat;arrangement;longer\r\n13;"Kim; ""K"" Lee";algebra;a1;more time;all=1,5\r\n'.replace(
      '1,5',
      '1.5',
    );
  assert.deepEqual(await take(`${csv}14;Lee;algebra;A2;;\r\n14;Lee;music;r2/a1;;\r\n`), {
    added: 3,
    changed: 0,
    same: 0,
  });
  const all = ['algebra Kim; "K" Lee a1', 'algebra Lee a2', 'music Lee a1'];
  assert.deepEqual(await seated(), all);
  assert.deepEqual(await take('number,name,exam\n14,Lee,algebra\n'), { added: 0, changed: 0, same: 1 });
  // Two who change places in one file.
  assert.deepEqual(await take('number,name,exam,seat\n13,"Kim; ""K"" Lee",algebra,A2\n14,Lee,algebra,A1\n'), {
    added: 0,
    changed: 2,
    same: 0,
  });
  assert.deepEqual(await seated(), ['algebra Kim; "K" Lee a2', 'algebra Lee a1', 'music Lee a1']);
  const rows = (await audited()).filter(({ verb }) => verb === 'candidates-imported');
  assert.deepEqual(
    rows.map(({ actor, count, subject }) => [actor, subject, count]),
    [
      ['Ada', 'algebra', 2],
      ['Ada', 'music', 1],
      ['Ada', 'algebra', 2],
    ],
  );
});

test('each fault is told by row and column, and nothing is changed', async () => {
  const { accept, preview, seated } = await setUp();
  const csv = [
    'number,name,exam,room,seat,arrangement,off,longer,no-camera',
    ',Kim,algebra,,,,,,',
    '1?,,history,,,,,,',
    '15,Lee,algebra,,A9,,,,',
    '16,Moe,algebra,r3,b1,,,,',
    '17,Ann,algebra,,A1,words,fone,all=20 phone=2,maybe',
    '18,Bea,algebra,,A1,,phone,,',
    '19,Cid,algebra,,A1,,,,',
    '20,Dan,algebra,,A1,,,,',
    '20,Dan,algebra,,,,,,',
    '',
    '21,Eve,algebra,,,,,,',
    '21,Eva,music,,,,,,',
  ].join('\n');
  const seen = await preview(csv);
  assert.deepEqual(at(seen), [
    '2/number missing',
    '3/number wrong-form 1?',
    '3/name missing',
    '3/exam unknown-exam history',
    '4/seat unknown-seat A9',
    '5/room unknown-room r3',
    '6/off unknown-kind fone',
    '6/longer wrong-factor all=20',
    '6/no-camera not-yes-no maybe',
    '7/arrangement words-missing',
    '9/seat seat-twice r2/a1',
    '10/number number-twice 20',
    '13/name contradicts Eva',
  ]);
  assert.equal((await accept(csv, seen.seen)).statusCode, 400);
  assert.deepEqual(await seated(), []);
});

test('a file that is none is told so', async () => {
  const { preview } = await setUp();
  assert.deepEqual(at(await preview(Buffer.from([0x6e, 0xff, 0xfe]))), ['null/null not-utf-8']);
  assert.deepEqual(at(await preview(' \n')), ['null/null no-rows']);
  assert.deepEqual(at(await preview('number,"name\n1,2')), ['2/null not-csv']);
  assert.deepEqual(at(await preview('number,colour,number\n')), [
    '1/colour column-unknown colour',
    '1/number column-twice number',
    '1/name column-missing',
    'null/null no-rows',
  ]);
  assert.deepEqual(at(await preview('number,name\n1,Kim\n')), ['1/exam column-missing']);
  assert.deepEqual(at(await preview('number,name\n1,Kim\n', '?exam=algebra')), []);
});

test('a seat of somebody whom the file does not name is taken, and what changed since it was seen is refused', async () => {
  const { accept, preview, seated, take } = await setUp();
  await take('number,name,exam,seat\n13,Kim,algebra,A1\n');
  assert.deepEqual(at(await preview('number,name,exam,seat\n14,Lee,algebra,A1\n')), [
    '2/seat seat-taken r2/a1',
  ]);
  const csv = 'number,name,exam,seat\n14,Lee,algebra,A2\n';
  const { rows, seen } = await preview(csv);
  assert.deepEqual(
    rows.map(({ change, place }) => [change, place?.seat]),
    [['added', 'a2']],
  );
  await take('number,name,exam\n14,Leo,algebra\n');
  const late = await accept(csv, seen);
  assert.deepEqual([late.statusCode, codeOf(late)], [409, 'conflict']);
  assert.deepEqual(await seated(), ['algebra Kim a1', 'algebra Leo null']);
});

test('cells without a column are told, and a line is counted as a spreadsheet counts', async () => {
  const { preview } = await setUp();
  assert.deepEqual(at(await preview('number,name,exam\n\n13,Lee, Kim,algebra\n')), [
    '3/null cell-beyond algebra',
  ]);
  const { faults, rows } = await preview('number,name,exam,\n13,"Kim\nLee",algebra,\n14,Moe,music,,\n');
  assert.deepEqual([faults, rows.map(({ row }) => row)], [[], [2, 3]]);
});

test('the preview says what becomes different of somebody in their other exams', async () => {
  const { ask, preview, take } = await setUp();
  await take('number,name,exam,arrangement,no-camera\n13,Kim,algebra,no camera,yes\n');
  const { rows } = await preview('number,name,exam,arrangement\n13,Kim K.,music,\n');
  assert.deepEqual(
    rows.map(({ change, differs }) => [change, differs]),
    [['added', ['name', 'arrangement']]],
  );
  await ask('/api/exams/algebra/open');
  await ask('/api/exams/algebra/close');
  assert.deepEqual(at(await preview('number,name,exam\n13,Kim,algebra\n')), ['2/exam exam-ended algebra']);
});

test('the template has every column, and a file above 5 MB is not taken', async () => {
  const { cookie, get, post, preview } = await setUp();
  const template = await get('/api/candidates/template', { cookie });
  assert.match(template.headers['content-type']?.toString() ?? '', /^text\/csv/);
  assert.deepEqual(at(await preview(template.body)), ['2/room unknown-room room-1']);
  const large = await post('/api/candidates/preview', Buffer.alloc(5_000_001, 'a'));
  assert.deepEqual([large.statusCode, codeOf(large)], [413, 'too-large']);
});
