import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { takeStill } from './still.js';

const home = mkdtempSync(join(tmpdir(), 'invigil-stills-'));
const path = process.env['PATH'] ?? '';
after(() => {
  process.env['PATH'] = path;
  rmSync(home, { recursive: true, force: true });
});

/** Puts a program named fswebcam before all others. */
function stand(script: string): void {
  const file = join(home, 'fswebcam');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  process.env['PATH'] = `${home}${delimiter}${path}`;
}

test('fswebcam itself takes a still of its own picture of colour bars', async (t) => {
  process.env['PATH'] = path;
  if (spawnSync('fswebcam', ['--version']).error !== undefined) return t.skip('fswebcam is not installed');
  const still = await takeStill('TEST');
  assert.ok(still.type === 'picture' && still.bytes > 1000, JSON.stringify(still));
});

test('a still is asked of the configured device, and counts by its bytes', async () => {
  stand(
    `for last; do :; done; case "$*" in *"-d /dev/video3"*) printf '\\377\\330\\377abc' > "$last";; *) exit 3;; esac`,
  );
  assert.deepEqual(await takeStill(3), { type: 'picture', bytes: 6 });
  assert.deepEqual(await takeStill('/dev/video3'), { type: 'picture', bytes: 6 });
});

test('a camera that is held, or gives what is no picture, gave none', async () => {
  stand('echo "Error opening device: /dev/video0" >&2; echo "open: Device or resource busy" >&2; exit 1');
  assert.deepEqual(await takeStill(0), { type: 'none', why: 'open: Device or resource busy' });
  stand('for last; do :; done; echo text > "$last"');
  assert.deepEqual(await takeStill(0), { type: 'none', why: 'fswebcam wrote no picture' });
});

test('a name that a shell would read as more than a name is not asked', async () => {
  const still = await takeStill('/dev/video0; touch /tmp/x');
  assert.equal(still.type, 'none');
});

test('without the program nothing is said of the camera', async () => {
  const node = join(home, 'empty');
  process.env['PATH'] = node;
  assert.deepEqual(await takeStill(0), { type: 'no-program' });
});
