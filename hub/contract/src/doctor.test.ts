import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DoctorReport, doctorText, verdictBy, worstVerdict } from './doctor.js';
import { judgeClockSync, judgeInodes, judgeVersions } from './doctor-shared.js';
import { MACHINE_LIMITS } from './machine-limits.js';

test('a number is judged by its limits, and lies well at a limit', () => {
  const { rate } = MACHINE_LIMITS;
  assert.deepEqual(
    [10, 9.9, 3, 2.9].map((value) => verdictBy(value, rate)),
    ['ok', 'warning', 'warning', 'fail'],
  );
});

test('what was not tried is better than a warning and worse than what is well', () => {
  assert.equal(worstVerdict([]), 'ok');
  assert.equal(worstVerdict(['ok', 'not-tried']), 'not-tried');
  assert.equal(worstVerdict(['warning', 'not-tried', 'fail', 'ok']), 'fail');
});

test('a report is printed a line a check, with what to do below it', () => {
  const report = DoctorReport.parse({
    role: 'seat',
    version: '0.1.0',
    at: 1,
    lines: [
      { check: 'camera', verdict: 'fail', found: 'gives no picture', todo: 'Plug it in.' },
      { check: 'camera-usb', verdict: 'not-tried', found: 'is on no USB' },
    ],
  });
  assert.deepEqual(doctorText(report), [
    'FAIL       camera      gives no picture',
    '                       → Plug it in.',
    'not tried  camera-usb  is on no USB',
    '0 OK, 0 WARNING, 1 FAIL, 1 not tried',
  ]);
});

test('time is kept, is not, or nobody tells', () => {
  assert.equal(judgeClockSync({ synchronised: true, how: 'timedatectl' }).verdict, 'ok');
  assert.equal(judgeClockSync({ synchronised: false, how: 'chronyc' }).verdict, 'warning');
  assert.equal(judgeClockSync(undefined).verdict, 'not-tried');
});

test('inodes run short below a twentieth', () => {
  assert.deepEqual(
    [0.05, 0.04, undefined].map((share) => judgeInodes(share).verdict),
    ['ok', 'warning', 'not-tried'],
  );
});

test('versions: an old Node fails, another version beside it warns', () => {
  const of = (node: string, hub?: string): string =>
    judgeVersions(
      { invigil: '0.1.0', node },
      hub === undefined ? undefined : { found: 'hub', version: hub, todo: 'Bring them together.' },
    ).verdict;
  assert.deepEqual(
    [of('20.19.0'), of('20.18.9'), of('18.0.0'), of('22.1.0', '0.1.0'), of('22.1.0', '0.2.0')],
    ['ok', 'fail', 'fail', 'ok', 'warning'],
  );
});
