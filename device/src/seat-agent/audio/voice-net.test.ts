import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { compiledDir, ModelsError } from '@invigil/models';
import { SoundWindows } from './sound-windows.js';
import { noise, soundOf, vowels } from './test-sound.js';
import { openVoiceNet, type VoiceNet } from './voice-net.js';

let net: VoiceNet;
before(async () => {
  net = await openVoiceNet(compiledDir);
});
after(() => net.close());

/** What the net says of each window of a sound that follows on nothing. */
async function hear(sound: Uint8Array): Promise<number[]> {
  net.forget();
  const told: number[] = [];
  for (const window of new SoundWindows(net.samples).cut(sound)) told.push(await net.hear(window));
  return told;
}

test('something like speech is heard as speech', async () => {
  const told = await hear(soundOf(8, vowels(150)));
  assert.ok(told.filter((speech) => speech >= 0.5).length > told.length * 0.1, `${told.length} windows`);
  assert.ok(Math.max(...told) > 0.9);
  // With zeros in place of the end of the window before, it is 0.277.
  const mean = told.reduce((sum, speech) => sum + speech, 0) / told.length;
  assert.ok(Math.abs(mean - 0.306) < 0.01, `${mean}`);
});

test('silence, noise, a hum, a tone and the click of keys are not', async () => {
  const rustle = noise(0.002);
  const click = noise(0.5);
  const sounds: Record<string, (t: number) => number> = {
    silence: () => 0,
    'quiet noise': noise(0.003),
    'loud noise': noise(0.5),
    hum: (t) => 0.2 * Math.sin(t * 314.16) + 0.05 * Math.sin(t * 942.5),
    tone: (t) => 0.3 * Math.sin(t * 2764.6),
    keys: (t) => (t % 0.17 < 0.01 ? click() * Math.exp(-(t % 0.17) * 500) : rustle()),
  };
  for (const [name, at] of Object.entries(sounds)) {
    const most = Math.max(...(await hear(soundOf(6, at))));
    assert.ok(most < 0.5, `${name}: ${most}`);
  }
});

test('what is forgotten has no part in what follows', async () => {
  const speech = soundOf(3, vowels(150));
  const first = await hear(speech);
  await hear(soundOf(1, noise(0.1)));
  assert.deepEqual(await hear(speech), first);
});

test('a file with a wrong byte, or none, is refused', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'invigil-voice-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const refused = (code: string) => (error: unknown) => error instanceof ModelsError && error.code === code;
  await assert.rejects(openVoiceNet(dir), refused('missing'));
  writeFileSync(join(dir, 'silero-vad.onnx'), 'no net');
  await assert.rejects(openVoiceNet(dir), refused('wrong-hash'));
});
