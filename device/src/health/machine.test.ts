import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { hottestZoneC, processorMs, residentMb } from './machine.js';

const home = mkdtempSync(join(tmpdir(), 'machine-'));
after(() => rmSync(home, { recursive: true }));

/** A folder like /sys/class/thermal; undefined: a zone that can't be read. */
function thermal(zones: Record<string, string | undefined>): string {
  const folder = mkdtempSync(join(home, 'thermal-'));
  for (const [name, reading] of Object.entries(zones)) {
    mkdirSync(join(folder, name));
    if (reading !== undefined) writeFileSync(join(folder, name, 'temp'), reading);
  }
  return folder;
}

test('the hottest zone is told, in degrees', async () => {
  const folder = thermal({ thermal_zone0: '41500\n', thermal_zone1: '63250\n', thermal_zone2: '-5000\n' });
  assert.equal(await hottestZoneC(folder), 63.25);
});

test('below freezing is a temperature too', async () => {
  assert.equal(await hottestZoneC(thermal({ thermal_zone0: '-5000\n' })), -5);
});

test('zones that tell nothing, or nonsense, and cooling devices are passed over', async () => {
  const folder = thermal({
    thermal_zone0: '30000\n',
    thermal_zone1: '',
    thermal_zone2: 'n/a\n',
    thermal_zone3: undefined,
    cooling_device0: '99000\n',
  });
  assert.equal(await hottestZoneC(folder), 30);
});

test('a machine that tells no temperature has none', async () => {
  assert.equal(await hottestZoneC(thermal({ cooling_device0: '99000\n' })), null);
  assert.equal(await hottestZoneC(join(home, 'nowhere')), null);
});

test('resident memory is told in MiB', () => {
  const bytes = process.memoryUsage.rss();
  assert.ok(Math.abs(residentMb() - bytes / 1024 / 1024) < 64);
});

test('processor time grows with what is computed, by no more than the time that passes on all cores', () => {
  const [before, from] = [processorMs(), performance.now()];
  while (performance.now() - from < 50);
  const [used, passed] = [processorMs() - before, performance.now() - from];
  assert.ok(used > 5, `${used} ms of ${passed}`);
  assert.ok(used < passed * availableParallelism() + 20, `${used} ms of ${passed}`);
});
