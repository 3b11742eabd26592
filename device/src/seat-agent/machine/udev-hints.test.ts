import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ManualClock } from '../../lib/clock.js';
import { createLog } from '../../lib/log.js';
import { type RunLines, runLines } from './run-lines.js';
import { followUdev } from './udev-hints.js';

const folder = mkdtempSync(join(tmpdir(), 'invigil-udev-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const log = createLog({ level: 'silent' });

test('a program’s lines are handed over as they come, and it is ended with the signal', async () => {
  const program = join(folder, 'udevadm');
  writeFileSync(program, '#!/bin/sh\necho "$1 one"\necho two\nexec sleep 60\n');
  chmodSync(program, 0o755);
  const stop = new AbortController();
  const lines: string[] = [];
  const onLine = (line: string): void => {
    lines.push(line);
    if (lines.length === 2) stop.abort();
  };
  assert.equal(await runLines(program, { args: ['monitor'], onLine, signal: stop.signal }), 'ended');
  assert.deepEqual(lines, ['monitor one', 'two']);
});

test('a program that is not there is missing', async () => {
  const options = { args: [], onLine: () => undefined, signal: new AbortController().signal };
  assert.equal(await runLines(join(folder, 'none'), options), 'missing');
});

test('a monitor that ends is started again with growing pauses; one that is missing is not', async () => {
  const clock = new ManualClock();
  const stop = new AbortController();
  const starts: number[] = [];
  const run: RunLines = () => {
    starts.push(clock.monotonic());
    return Promise.resolve(starts.length < 4 ? 'ended' : 'missing');
  };
  const following = followUdev({ run, clock, log, onHint: () => undefined }, stop.signal);
  await clock.advance(60_000);
  await following;
  assert.equal(starts.length, 4);
  const pauses = starts.slice(1).map((at, i) => at - starts[i]);
  assert.ok(pauses[0] >= 750 && pauses[2] > pauses[0] * 2, pauses.join(' '));
});
