import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SoftwareReport } from '@invigil/contract';
import { VoiceReports } from './voice-reports.js';

const QUIET = Array.from({ length: 10 }, () => [-60, 0] as const);

/** What is told of seconds of a level and a share of speech each, in brief. */
function told(reports: VoiceReports, ...seconds: (readonly [number, number])[]) {
  return seconds.flatMap(([levelDb, speechShare], i) =>
    reports.of({ at: i * 1000, levelDb, speechShare }).map(brief),
  );
}

function brief(report: SoftwareReport): string {
  const level =
    report.type === 'began' && report.detail !== undefined ? ` ${report.detail.aboveQuietDb}` : '';
  return `${report.type} ${report.at / 1000}${level}`;
}

test('a voice is told as it begins, its level once it has lasted, and all of it at its end', () => {
  const voice = [-40, -30, -40, -20, -20, -20].map((level) => [level, 1] as const);
  assert.deepEqual(told(new VoiceReports(), ...QUIET, ...voice, [-60, 0]), [
    'began 10',
    'began 12 20',
    'began 16 30',
    'ended 16',
  ]);
});

test('without quiet before it a voice has no level', () => {
  assert.deepEqual(told(new VoiceReports(), [-40, 1], [-40, 1], [-40, 1], [-60, 0]), ['began 0', 'ended 3']);
});

test('after a microphone was lost a voice begins anew', () => {
  const reports = new VoiceReports();
  told(reports, ...QUIET, [-40, 1]);
  reports.forget();
  assert.deepEqual(told(reports, [-40, 1]), ['began 0']);
});
