import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONDUCT_KINDS } from '@invigil/contract';
import { localTime, readCandidate, readExam, shortNameOf } from './exam-form.js';

const EXAM = {
  exam: 'algebra',
  name: ' Algebra ',
  startsAt: '2026-12-01T09:00',
  minutes: '90',
  rooms: ['room-1'],
  policy: 'coding/1',
  address: '',
};

test('an exam is read as it was typed, or the first fault is told', () => {
  const read = readExam(EXAM);
  assert.ok('exam' in read);
  assert.deepEqual(
    [read.exam.name, read.exam.policy, localTime(read.exam.startsAt), read.exam.address],
    ['Algebra', { name: 'coding', version: 1 }, EXAM.startsAt, undefined],
  );
  const faults = [{ name: ' ' }, { exam: 'A B' }, { startsAt: '' }, { minutes: '4' }, { rooms: [] }].map(
    (more) => {
      const wrong = readExam({ ...EXAM, ...more });
      return 'fault' in wrong ? wrong.fault : '';
    },
  );
  assert.deepEqual(faults, ['faultName', 'faultShort', 'faultStart', 'faultLength', 'faultRooms']);
});

test('an address is one that a candidate’s browser may open, or none', () => {
  const read = (address: string) => readExam({ ...EXAM, address });
  const good = read(' https://exam.example/algebra ');
  assert.equal('exam' in good && good.exam.address, 'https://exam.example/algebra');
  for (const address of ['exam.example', 'javascript:alert(1)', 'file:///etc/passwd', 'http://exam.example'])
    assert.deepEqual(read(address), { fault: 'faultAddress' }, address);
});

test('a short name is made of a name', () => {
  assert.equal(shortNameOf('Álgebra II – Gruppe 3'), 'algebra-ii-gruppe-3');
  assert.equal(shortNameOf('???'), '');
});

const CANDIDATE = {
  number: '13',
  name: 'Kim',
  words: '',
  factor: '',
  off: [],
  readsAloud: false,
  looksAround: false,
  noCamera: false,
};

test('nothing arranged is nothing; what is arranged needs words, and keeps factors of single kinds', () => {
  const nothing = readCandidate(CANDIDATE, CONDUCT_KINDS, null);
  assert.deepEqual(nothing, { request: { number: '13', name: 'Kim', accommodations: null } });
  assert.deepEqual(readCandidate({ ...CANDIDATE, noCamera: true }, CONDUCT_KINDS, null), {
    fault: 'faultWords',
  });
  assert.deepEqual(readCandidate({ ...CANDIDATE, factor: '0.5' }, CONDUCT_KINDS, null), {
    fault: 'faultFactor',
  });
  assert.deepEqual(readCandidate({ ...CANDIDATE, number: '?' }, CONDUCT_KINDS, null), {
    fault: 'faultNumber',
  });
  const before = {
    words: 'x',
    off: [],
    longerOnset: { all: 3, phone: 2 },
    readsAloud: false,
    looksAround: false,
    noCamera: false,
  };
  const typed = { ...CANDIDATE, words: 'more time', factor: '1,5', off: ['phone'] };
  const read = readCandidate(typed, CONDUCT_KINDS, before);
  assert.ok('request' in read);
  assert.deepEqual(
    [read.request.accommodations?.longerOnset, read.request.accommodations?.off],
    [{ phone: 2, all: 1.5 }, ['phone']],
  );
});
