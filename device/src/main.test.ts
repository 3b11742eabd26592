import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const home = mkdtempSync(join(tmpdir(), 'invigil-main-'));
after(() => rmSync(home, { recursive: true, force: true }));

/** What a system does whose OpenCV is gone: the binding is there, and can't be loaded. */
const WITHOUT_OPENCV = `data:text/javascript,${encodeURIComponent(`
  import Module from 'node:module';
  const load = Module._load;
  Module._load = (name, ...rest) => {
    if (name.includes('opencv4nodejs')) throw new Error('libopencv_core.so.406: cannot open shared object file');
    return load(name, ...rest);
  };
`)}`;

function seatWithoutOpenCv(...args: string[]): { code: number | null; out: string } {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const sources = new URL('../../deploy/run-sources.mjs', import.meta.url).href;
  const node = ['--conditions=source', '--import', sources, '--import', WITHOUT_OPENCV, main];
  const run = spawnSync(process.execPath, [...node, ...args]);
  return { code: run.status, out: `${run.stdout.toString()}${run.stderr.toString()}` };
}

test('where OpenCV can’t be loaded doctor says so, and looks at all else', () => {
  assert.equal(seatWithoutOpenCv('--help').code, 0);
  const config = join(home, 'seat.json');
  writeFileSync(
    config,
    JSON.stringify({
      seat: { centre: 'north', room: 'hall', seat: 'a1' },
      hub: { mqttUrl: 'mqtt://127.0.0.1:1', httpUrl: 'http://127.0.0.1:1', token: 'a'.repeat(43) },
      dataDir: home,
      camera: { type: 'camera', device: '/dev/invigil-camera' },
    }),
  );
  const { code, out } = seatWithoutOpenCv('doctor', '--config', config, '--nets', home);
  assert.equal(code, 1, out);
  assert.match(out, /^FAIL +opencv +the OpenCV binding can’t be loaded: libopencv_core\.so\.406/m);
  for (const check of ['camera', 'nets', 'disk', 'outbox', 'hub-tcp', 'broker', 'certificate'])
    assert.match(out, new RegExp(`^(?:OK|FAIL|not tried) +${check} `, 'm'), out);
});
