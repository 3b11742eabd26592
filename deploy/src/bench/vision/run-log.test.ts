import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunLog } from './run-log.js';

test('only what happens while it notes is counted', () => {
  const log = new RunLog();
  log.add('mesh', 100);
  log.note(true);
  for (const ms of [1, 5, 3]) log.add('mesh', ms);
  log.note(false);
  log.add('mesh', 100);
  assert.deepEqual(log.summary(), { mesh: { runs: 3, totalMs: 9, medianMs: 3 } });
});
