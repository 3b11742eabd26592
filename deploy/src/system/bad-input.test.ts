import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { compiledDir } from '@invigil/models';
import { parse, stringify } from 'yaml';
import * as z from 'zod';
import { PLACES } from '../room/places.js';
import type { LocalRoom } from '../room/room.js';
import { deadLetters } from './hub-record.js';
import { film, openTestRoom } from './test-room.js';
import { until } from './until.js';
import { signedInFetch } from './rest.js';
import { connect } from 'mqtt';

const SeatFile = z.looseObject({
  hub: z.object({ mqttUrl: z.string(), httpUrl: z.string(), token: z.string() }),
});

describe('bad input', () => {
  let room: LocalRoom;
  let close: () => Promise<void>;
  const scratch = mkdtempSync(join(tmpdir(), 'invigil-bad-'));

  before(async () => {
    ({ room, close } = await openTestRoom({
      good: film('calm', { loop: true }),
      absent: { type: 'camera', device: '/dev/video63' },
      cut: { type: 'film', file: cutFilm(scratch), loop: true },
      mixed: { type: 'folder', folder: mixedFolder(scratch), fps: 5, loop: true },
    }));
    await room.startHub();
    for (const seat of ['good', 'absent', 'cut', 'mixed']) room.startSeat(seat);
  });

  after(async () => {
    await close?.();
    rmSync(scratch, { recursive: true, force: true });
  });

  test('an unknown key of the configuration ends the seat with one line that names the nearest key', () => {
    const file = join(scratch, 'wrong.yaml');
    writeFileSync(file, stringify({ ...seatFile('good'), rates: { facs: 5 } }));
    const { status, stderr } = runSeat(['run', '--config', file]);
    assert.equal(status, 2);
    assert.match(
      stderr,
      /^invigil-seat: .*wrong\.yaml: rates\.facs: unknown key; did you mean "faces"\?.*\n$/,
    );
  });

  test('a wrong byte in a net ends the seat with the file and both hashes', () => {
    const nets = join(scratch, 'nets');
    cpSync(compiledDir, nets, { recursive: true });
    const bytes = readFileSync(join(nets, 'iris.onnx'));
    bytes[1000] ^= 1;
    writeFileSync(join(nets, 'iris.onnx'), bytes);
    const { status, stderr } = runSeat(['run', '--config', configOf('good'), '--nets', nets]);
    assert.equal(status, 1);
    assert.match(stderr, /iris\.onnx/);
    assert.equal(new Set(stderr.match(/[0-9a-f]{64}/g)).size, 2);
  });

  test('an absent camera is told once and becomes a coverage signal', async () => {
    await incidentOf('absent', 'camera-lost');
    const lines = readFileSync(room.logFile('seat-absent'), 'utf8').split('\n');
    assert.equal(lines.filter((line) => line.includes('/dev/video63 can')).length, 1);
  });

  test('a film that ends too early is told, and played as far as it goes', async () => {
    await logHas('cut', /film ends too early|camera not available/);
    assert.ok(room.seat('cut')?.running);
  });

  test('an unreadable picture is told and left out', async () => {
    await logHas('mixed', /picture unreadable, left out/);
    assert.ok(room.seat('mixed')?.running);
  });

  test('garbage over MQTT becomes dead letters, and the seat that sent it goes on', async () => {
    const before = deadLetters(room.plan);
    const { hub } = SeatFile.parse(seatFile('mixed'));
    await room.seat('mixed')?.stop();
    const principal = 'test/room-1/mixed';
    const client = connect(hub.mqttUrl, { clientId: principal, username: principal, password: hub.token });
    const topic = `exam/1/${principal}/evt`;
    await new Promise((resolve) => client.once('connect', resolve));
    for (const payload of ['{', '{"v":9}', Buffer.from([0xff, 0xfe])])
      await client.publishAsync(topic, payload, { qos: 1 });
    await client.endAsync();
    await until(() => deadLetters(room.plan) >= before + 3);
    assert.ok(room.seat('good')?.running);
  });

  test('an oversized upload, a wrong log-in and a missing log-in are refused with their codes', async () => {
    const { hub } = SeatFile.parse(seatFile('good'));
    const large = await fetch(`${hub.httpUrl}/api/seat/evidence/${'a'.repeat(64)}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${hub.token}`,
        'x-invigil-seat': 'test/room-1/good',
        'content-type': 'image/jpeg',
      },
      body: Buffer.alloc(600 * 1024, 0xff),
    });
    assert.deepEqual([large.status, await code(large)], [413, 'too-large']);
    const login = await fetch(`${hub.httpUrl}/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: hub.httpUrl },
      body: JSON.stringify({ name: room.login.name, password: 'wrong' }),
    });
    assert.deepEqual([login.status, await code(login)], [401, 'wrong-credentials']);
    const open = await fetch(`${hub.httpUrl}/api/incidents`);
    assert.deepEqual([open.status, await code(open)], [401, 'not-signed-in']);
  });

  function configOf(seat: string): string {
    return join(room.plan.folder, `seat-${seat}.yaml`);
  }

  function seatFile(seat: string): Record<string, unknown> {
    return z.record(z.string(), z.unknown()).parse(parse(readFileSync(configOf(seat), 'utf8')));
  }

  async function logHas(seat: string, pattern: RegExp): Promise<void> {
    await until(() => pattern.test(readFileSync(room.logFile(`seat-${seat}`), 'utf8')));
  }

  async function incidentOf(seat: string, kind: string): Promise<void> {
    const { incidents } = await signedInFetch(room);
    await until(async () =>
      (await incidents()).some(
        (incident) => incident.seat === seat && incident.signals.some((s) => s.kind === kind),
      ),
    );
  }
});

function runSeat(args: readonly string[]): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, [PLACES.seat, ...args], { encoding: 'utf8', timeout: 20_000 });
}

/** The first half of a film's bytes. */
function cutFilm(folder: string): string {
  const file = join(folder, 'cut.avi');
  copyFileSync(join(PLACES.films, 'calm.avi'), file);
  truncateSync(file, 2_000_000);
  return file;
}

/** A folder in which one picture of two is none. */
function mixedFolder(folder: string): string {
  const pictures = mkdtempSync(join(folder, 'pictures-'));
  copyFileSync(join(PLACES.photos, 'sample1.jpg'), join(pictures, 'a.jpg'));
  writeFileSync(join(pictures, 'b.jpg'), 'no picture');
  return pictures;
}

async function code(response: Response): Promise<string> {
  return z.object({ code: z.string() }).parse(await response.json()).code;
}
