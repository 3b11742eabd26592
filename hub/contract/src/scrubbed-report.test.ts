import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scrubbedReport } from './scrubbed-report.js';

const of = (found: string, names: string[] = []): string =>
  scrubbedReport(
    { role: 'seat', version: '0.1.0', at: 1, lines: [{ check: 'x', verdict: 'fail', found, todo: found }] },
    names,
  ).lines.map((line) => `${line.found}${line.todo === line.found ? '' : ` / ${line.todo}`}`)[0] ?? '';

test('folders, files, names and addresses are gone, and what was found is left', () => {
  assert.equal(of('/home/anna/exam/outbox.sqlite: can’t be read: EACCES'), '…: can’t be read: EACCES');
  assert.equal(
    of('anna-film.avi opens, 848×480 MJPG, 25 /s', ['anna-film.avi']),
    '… opens, 848×480 MJPG, 25 /s',
  );
  assert.equal(
    of('hub.school.example is 10.1.2.3, fe80::1:2 (3 ms)', ['hub.school.example']),
    '… is …, … (3 ms)',
  );
  assert.equal(of('[2001:db8::1]:8443 answers in 2.5 ms'), '[…]:8443 answers in 2.5 ms');
});

test('devices, rates and times stay', () => {
  const said = '/dev/video0 is held by the daemon: 480 Mbit/s, 10 /s, 12:30:01, and/or';
  assert.equal(of(said), said);
});
