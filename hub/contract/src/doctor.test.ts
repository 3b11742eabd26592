import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DoctorReport, doctorText, verdictBy, worstVerdict } from './doctor.js';
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
