import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Clock, ManualClock, systemClock } from '../../lib/clock.js';
import { createLog } from '../../lib/log.js';
import { AudioConfig } from './audio-config.js';
import { Microphone } from './microphone.js';
import { noise, soundOf } from './test-sound.js';
import type { HeardSecond } from './voice-activity.js';
import type { VoiceNet } from './voice-net.js';
import { VoiceWatch } from './voice-watch.js';

const folder = mkdtempSync(join(tmpdir(), 'invigil-arecord-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const log = createLog({ level: 'silent' });

/** A recorder that is a script. */
function recorder(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return file;
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 10_000 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.ok(holds(), 'it never came');
}

/** A microphone at work; what it tells is kept. */
function listen(program: string, clock: Clock, onSound: (bytes: Uint8Array) => Promise<void>) {
  const stop = new AbortController();
  const states: string[] = [];
  const onState = (state: string): void => void states.push(state);
  const microphone = new Microphone({ device: 'plughw:1', program, clock, log, onSound, onState });
  return { states, stop, running: microphone.run(stop.signal) };
}

test('the microphone is off unless it is turned on', () => {
  assert.deepEqual(AudioConfig.parse({}), { enabled: false, device: 'default' });
});

test('the recorder is asked for 16 bits at 16 kHz of one channel, and what it gave is wiped', async () => {
  const asked = join(folder, 'asked');
  const program = recorder('asks', `#!/bin/sh\necho "$@" > ${asked}\nprintf 'abcdef'\nexec sleep 60\n`);
  const kept: Uint8Array[] = [];
  let heard = '';
  const { running, states, stop } = listen(program, new ManualClock(), (bytes) => {
    heard += Buffer.from(bytes).toString();
    kept.push(bytes);
    return Promise.resolve();
  });
  await until(() => states.length > 0);
  stop.abort();
  await running;
  assert.equal(readFileSync(asked, 'utf8').trim(), '-q -D plughw:1 -f S16_LE -r 16000 -c 1 -t raw');
  assert.equal(heard, 'abcdef');
  assert.ok(kept.every((bytes) => bytes.every((byte) => byte === 0)));
  assert.deepEqual(states, ['listening']);
});

test('a lost microphone is told once, tried again with growing pauses, and found again', async () => {
  const starts = join(folder, 'starts');
  const program = recorder(
    'fails',
    `#!/bin/sh\necho x >> ${starts}\n[ $(wc -l < ${starts}) -lt 4 ] && { echo 'audio open error: Device or resource busy' >&2; exit 1; }\nprintf '12'\nexec sleep 60\n`,
  );
  const clock = new ManualClock();
  const { running, states, stop } = listen(program, clock, () => Promise.resolve());
  const started = (): number => readFileSync(starts, { encoding: 'utf8', flag: 'a+' }).length / 2;
  await until(() => states.length === 1);
  // The first pause is half a second, a quarter more or less.
  await clock.advance(370);
  assert.equal(started(), 1);
  for (let i = 0; i < 200 && started() < 4; i++) {
    await clock.advance(100);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await until(() => states.length === 2);
  assert.deepEqual(states, ['ended', 'listening']);
  stop.abort();
  await running;
});

test('a recorder that is missing, one that gives nothing, and sound that can’t be heard are told apart', async () => {
  const missing = listen(join(folder, 'none'), new ManualClock(), () => Promise.resolve());
  await until(() => missing.states.length === 1);
  const clock = new ManualClock();
  const asleep = listen(recorder('asleep', '#!/bin/sh\nexec sleep 60\n'), clock, () => Promise.resolve());
  await clock.advance(2900);
  assert.deepEqual(asleep.states, []);
  await clock.advance(100);
  await until(() => asleep.states.length === 1);
  const deaf = listen(recorder('speaks', "#!/bin/sh\nprintf '12'\nexec sleep 60\n"), new ManualClock(), () =>
    Promise.reject(new Error('no')),
  );
  await until(() => deaf.states.length === 1);
  assert.deepEqual([...missing.states, ...asleep.states, ...deaf.states], ['missing', 'silent', 'failed']);
  for (const { running, stop } of [missing, asleep, deaf]) {
    stop.abort();
    await running;
  }
});

test('sound comes in by the recorder and leaves as seconds', async () => {
  const file = join(folder, 'sound.raw');
  const hiss = noise(0.1);
  writeFileSync(file, soundOf(4, hiss));
  // As a card gives it: what has been heard by now, every 50 ms.
  const program = recorder(
    'plays.mjs',
    `#!/usr/bin/env node
import { readFileSync } from 'node:fs';
const sound = readFileSync(${JSON.stringify(file)});
const from = performance.now();
let given = 0;
setInterval(() => {
  const due = Math.min(sound.length, Math.floor((performance.now() - from) * 16) * 2);
  process.stdout.write(sound.subarray(given, due));
  given = due;
}, 50);
`,
  );
  let windows = 0;
  const net: VoiceNet = {
    rate: 16_000,
    samples: 512,
    hear: (window) => {
      assert.equal(window.length, 512);
      windows++;
      return Promise.resolve(0.75);
    },
    forget: () => undefined,
    close: () => Promise.resolve(),
  };
  const stop = new AbortController();
  const told: HeardSecond[] = [];
  const now: number[] = [];
  const startedAt = Date.now();
  const watch = new VoiceWatch({
    config: { device: 'default' },
    program,
    net,
    clock: systemClock,
    log,
    onSecond: (second) => told.push(second),
    onState: () => undefined,
    onWindow: (speech) => now.push(speech),
  });
  const running = watch.run(stop.signal);
  await until(() => told.length > 0 || windows > 120);
  stop.abort();
  await running;
  const [second] = told;
  assert.equal(second.speechShare, 1);
  assert.ok(second.levelDb <= -24 && second.levelDb >= -25.5, `${second.levelDb}`);
  assert.ok(second.at % 1000 === 0 && Math.abs(second.at - startedAt) < 10_000);
  assert.equal(now.length, windows);
});

test('a net that hears at another rate than the microphone is refused', () => {
  const net = { rate: 8000, samples: 256, hear: () => Promise.resolve(0), forget: () => undefined };
  const deps = { config: { device: 'default' }, clock: systemClock, log, onSecond: () => undefined };
  const all = { ...deps, net: { ...net, close: () => Promise.resolve() }, onState: () => undefined };
  assert.throws(() => new VoiceWatch(all), /8000 Hz/);
});
