import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Policy } from '@invigil/contract';
import { DeviceError } from '../lib/errors.js';
import { type DeviceConfig, loadDeviceConfig } from './device-config.js';

const home = mkdtempSync(join(tmpdir(), 'device-config-'));
after(() => rmSync(home, { recursive: true }));

const LEAST = `
seat: { centre: north, room: a, seat: s1 }
hub:
  mqttUrl: mqtt://127.0.0.1:1883
  httpUrl: http://127.0.0.1:8080
  token: a-token-of-the-test-seat
`;

function load(yaml: string): DeviceConfig {
  const file = join(home, 'seat.yaml');
  writeFileSync(file, yaml);
  return loadDeviceConfig(file);
}

/** The one line with which a configuration is refused; each names its file. */
function refusalOf(yaml: string): string {
  try {
    load(yaml);
  } catch (error) {
    assert.ok(error instanceof DeviceError);
    assert.equal(error.code, 'config-invalid');
    assert.ok(error.message.startsWith(`${join(home, 'seat.yaml')}: `), error.message);
    assert.doesNotMatch(error.message, /\n/);
    return error.message;
  }
  return assert.fail('it was not refused');
}

test('place, hub and credential are enough; the rest has its defaults', () => {
  const { hub, seat, ...rest } = load(LEAST);
  assert.deepEqual(seat, { centre: 'north', room: 'a', seat: 's1' });
  assert.equal(hub.token, 'a-token-of-the-test-seat');
  assert.deepEqual(rest, {
    session: null,
    trackMaxMb: 256,
    diskMaxMb: 4096,
    diskLeastFreeMb: 256,
    dataDir: '/var/lib/invigil',
    camera: { type: 'camera', device: 0, width: 848, height: 480, fps: 30, fourcc: 'MJPG' },
    inference: { runtime: 'onnxruntime', provider: 'auto', objects: 'auto', threads: 1 },
    rates: { faces: 10, detector: 3, objects: 1.5, identity: 0.5 },
    floors: { faces: 5, objects: 1 },
    budget: { cpuShare: 0.5, temperatureC: 80 },
    rest: true,
    policy: Policy.parse({}),
    agent: {
      enabled: true,
      port: 47_615,
      machine: true,
      extensionIds: ['offagibjomaodapgplcnbkgpaaffhcnd'],
    },
    audio: { enabled: false, device: 'default' },
    evidenceMaxMb: 512,
    log: 'info',
  });
});

test('part of a section leaves the rest of it at its defaults', () => {
  const { inference, rates } = load(`${LEAST}\nrates: { faces: 15 }\ninference: { threads: 2 }`);
  assert.deepEqual(rates, { faces: 15, detector: 3, objects: 1.5, identity: 0.5 });
  assert.deepEqual(inference, { runtime: 'onnxruntime', provider: 'auto', objects: 'auto', threads: 2 });
});

test('an unknown key is refused with its path and the nearest known name, in every section', () => {
  assert.match(
    refusalOf(`${LEAST}\nsesion: exam-1`),
    /sesion: unknown key; did you mean "session"\? Known here: seat, /,
  );
  assert.match(
    refusalOf(`${LEAST}\nrates: { face: 15 }`),
    /rates\.face: unknown key; did you mean "faces"\? Known here: faces, detector, objects/,
  );
  assert.match(
    refusalOf(`${LEAST}\ncamera: { type: film, file: a.mp4, looop: true }`),
    /camera\.looop: unknown key; did you mean "loop"\?/,
  );
  assert.match(refusalOf(LEAST.replace('seat: s1', 'seat: s1, desk: 4')), /seat\.desk: unknown key/);
  assert.match(refusalOf(LEAST.replace('token:', 'topken: x\n  token:')), /hub\.topken: unknown key/);
});

test('a value out of its range is refused with its path', () => {
  assert.match(refusalOf(`${LEAST}\nrates: { faces: 0 }`), /rates\.faces: /);
  assert.match(refusalOf(`${LEAST}\nbudget: { cpuShare: 0.04 }`), /budget\.cpuShare: /);
  assert.match(refusalOf(`${LEAST}\nbudget: { cpuShare: 50 }`), /budget\.cpuShare: /);
  assert.match(refusalOf(`${LEAST}\nbudget: { temperatureC: 111 }`), /budget\.temperatureC: /);
  assert.match(refusalOf(`${LEAST}\nfloors: { faces: 0.5 }`), /floors\.faces: /);
  assert.match(refusalOf(`${LEAST}\nrates: { identity: 3 }`), /rates\.identity: /);
  assert.match(refusalOf(`${LEAST}\nrest: sometimes`), /rest: /);
  assert.match(refusalOf(LEAST.replace('mqtt://', 'tcp://')), /hub\.mqttUrl: must begin with mqtt:\/\//);
  assert.match(refusalOf(LEAST.replace('north', 'North')), /seat\.centre: /);
});

test('a credential is never told, also where it is refused', () => {
  const refusal = refusalOf(LEAST.replace('a-token-of-the-test-seat', 'SECRET'));
  assert.match(refusal, /hub\.token: /);
  assert.doesNotMatch(refusal, /SECRET/);
});

test('what is no YAML, and what is empty, is refused in one line', () => {
  assert.match(refusalOf(`${LEAST}\nrates: { faces: 15`), /line \d+/);
  refusalOf(`${LEAST}\n\tlog: info`);
  refusalOf(`${LEAST}\n${LEAST}`);
  refusalOf('');
});

test('a file that is not there is refused by its name', () => {
  const file = join(home, 'none.yaml');
  assert.throws(
    () => loadDeviceConfig(file),
    (error: unknown) =>
      error instanceof DeviceError &&
      error.code === 'config-invalid' &&
      error.message.startsWith(`${file}: `) &&
      /no such file/.test(error.message),
  );
});
