import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { InferenceConfig } from '../nets/inference-config.js';
import { chooseObjectNet } from './object-net.js';

const home = mkdtempSync(join(tmpdir(), 'object-net-'));
after(() => rmSync(home, { recursive: true }));

function machine(flags: string, hasGraphics = false) {
  const [cpuInfo, device] = [join(home, 'cpuinfo'), join(home, 'card')];
  writeFileSync(cpuInfo, `processor\t: 0\nmodel name\t: a\nflags\t\t: ${flags}\nbugs\t\t: avx_vnni_bug\n`);
  writeFileSync(device, '');
  return { cpuInfo, graphics: hasGraphics ? [device] : [join(home, 'none')] };
}

function choose(given: Partial<InferenceConfig>, ...on: Parameters<typeof machine>): Promise<string> {
  return chooseObjectNet({ ...InferenceConfig.parse({}), ...given }, machine(...on));
}

test('a net that is named is taken, whatever the machine', async () => {
  assert.equal(await choose({ objects: 'nanodet-320' }, 'fpu avx512_vnni'), 'nanodet-320');
});

test('the INT8 net is taken where bytes are multiplied quickly, and only there', async () => {
  assert.equal(await choose({}, 'fpu avx512_vnni sse'), 'phone-int8');
  assert.equal(await choose({}, 'fpu avx_vnni'), 'phone-int8');
  assert.equal(await choose({}, 'fpu avx2 avx_vnni_int8x'), 'phone');
  assert.equal(
    await chooseObjectNet(InferenceConfig.parse({}), { cpuInfo: join(home, 'no'), graphics: [] }),
    'phone',
  );
});

test('where a graphics processor may run it, or was asked for, the float net is taken', async () => {
  assert.equal(await choose({}, 'avx512_vnni', true), 'phone');
  assert.equal(await choose({ provider: 'cuda' }, 'avx512_vnni'), 'phone');
  assert.equal(await choose({ provider: 'cpu' }, 'avx512_vnni', true), 'phone-int8');
});

test('OpenCV’s DNN module gets the float net, which is the one that it reads', async () => {
  assert.equal(await choose({ runtime: 'opencv', provider: 'cpu' }, 'fpu avx512_vnni'), 'phone');
});
