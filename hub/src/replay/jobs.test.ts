import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { frameChunk, TRACK_HEAD } from '@invigil/behaviour';
import { Policy } from '@invigil/contract';
import { type Seal, type StoredFile, seal } from '../lib/sealed-file.js';
import { BOOT, tempFolder } from '../lib/testing.js';
import { doJob, type Job } from './jobs.js';
import { ReplayThread } from './replay-thread.js';
import { AT, film, recorded, STANDARD } from './test-track.js';

const SEAL: Seal = { key: randomBytes(32), bound: 'a test' };

function fileWith(bytes: Uint8Array): StoredFile {
  const path = join(tempFolder(), 'a.track');
  writeFileSync(path, seal(bytes, SEAL));
  return { path, seal: SEAL };
}

function replayJob({ file, told }: ReturnType<typeof recorded>, policy?: Policy): Job {
  return {
    type: 'replay',
    file: fileWith(file),
    told: told.map(({ at, body }) => ({ at, body: JSON.stringify(body) })),
    gapMs: STANDARD.incidentGapMs,
    ...(policy && { policy }),
  };
}

function replayed(job: Job) {
  const done = doJob(job);
  return done.type === 'replayed' ? done.replayed : assert.fail(JSON.stringify(done));
}

test('a check tells what a track says of itself', () => {
  const { file, policyHash } = recorded();
  assert.deepEqual(doJob({ type: 'check', file: fileWith(file) }), {
    type: 'checked',
    summary: {
      boot: BOOT,
      session: 'maths',
      version: '0.1.0',
      policyHash,
      from: AT,
      to: AT + 59_900,
      observations: 600,
      finished: true,
    },
  });
});

test('under the policies that were in force a replay gives what was told, and nothing differs', () => {
  const { appeared, changed, live, replayed: again, vanished } = replayed(replayJob(recorded()));
  assert.deepEqual(
    live.signals.map(({ kind }) => kind),
    ['face-absent', 'camera-lost'],
  );
  assert.deepEqual(again, live);
  assert.deepEqual([appeared, vanished, changed], [[], [], []]);
});

test('under another policy exactly what it says differs', () => {
  const deaf = Policy.parse({ conduct: { 'face-absent': { enabled: false } } });
  const done = replayed(replayJob(recorded(), deaf));
  assert.deepEqual(
    done.vanished.map(({ kind }) => kind),
    ['face-absent'],
  );
  assert.deepEqual([done.appeared, done.changed], [[], []]);
  assert.deepEqual(
    done.replayed.incidents.map((incident) => incident.class),
    ['coverage'],
  );
  const slow = Policy.parse({ conduct: { 'face-absent': { onsetMs: 8000 } } });
  const [change] = replayed(replayJob(recorded(), slow)).changed;
  assert.equal(change?.live.kind, 'face-absent');
  assert.ok((change?.replayed.openedAt ?? 0) > (change?.live.openedAt ?? 0));
});

test('what a seat told after its track ends is no difference', () => {
  const short = recorded({ finished: false, observations: film(12) });
  const { told } = recorded();
  const { finished, live, vanished } = replayed(replayJob({ ...short, told }));
  assert.equal(finished, false);
  assert.deepEqual(
    live.signals.map(({ endedAt, kind }) => `${kind} ${endedAt}`),
    ['face-absent null'],
  );
  assert.deepEqual(vanished, []);
});

test('a track that is cut, damaged, empty or none is unreadable, with a reason', () => {
  const { file } = recorded();
  const broken = Buffer.from(file);
  broken[40] = (broken[40] ?? 0) ^ 0xff;
  const cases: [Uint8Array, RegExp][] = [
    [file.subarray(0, file.length - 1), /^cut: /],
    [broken, /^damaged: /],
    [TRACK_HEAD, /^damaged: the track is empty/],
    [Buffer.concat([TRACK_HEAD, frameChunk(deflateSync(Uint8Array.of(0)))]), /^damaged: the track is empty/],
    [Buffer.from('{"boot":1}'), /^not-a-track: /],
  ];
  for (const [bytes, reason] of cases) {
    const done = doJob({ type: 'check', file: fileWith(bytes) });
    assert.match(done.type === 'unreadable' ? done.reason : done.type, reason);
  }
});

test('a track that was changed on the disk or is sealed with another key is unreadable; one of before is read in plain', () => {
  const { file } = recorded();
  const wrongKey = { ...fileWith(file), seal: { ...SEAL, key: randomBytes(32) } };
  const other = { ...fileWith(file), seal: { ...SEAL, bound: 'another' } };
  const { path } = fileWith(file);
  writeFileSync(path, seal(file, SEAL).fill(0, 60, 61));
  for (const one of [wrongKey, other, { path, seal: SEAL }]) {
    const done = doJob({ type: 'check', file: one });
    assert.match(done.type === 'unreadable' ? done.reason : done.type, /^sealed: it was changed/);
  }
  writeFileSync(path, file);
  assert.equal(doJob({ type: 'check', file: { path, seal: null } }).type, 'checked');
});

test('a thread does the same, one job after the other, and says when too many wait', async () => {
  const thread = new ReplayThread(3);
  const { file } = recorded();
  const job: Job = { type: 'check', file: fileWith(file) };
  const [first, failed, second, third] = await Promise.all([
    thread.run(job),
    thread.run({ ...job, file: { path: '/nowhere', seal: null } }).catch(() => 'failed' as const),
    thread.run(job),
    thread.run(job),
  ]);
  assert.deepEqual(first, doJob(job));
  assert.equal(failed, 'failed');
  assert.deepEqual(second, doJob(job));
  assert.equal(third, undefined);
  await thread.stop();
  await assert.rejects(thread.run(job), /the hub stops/);
});
