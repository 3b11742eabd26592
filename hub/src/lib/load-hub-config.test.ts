import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Policy, canonicalPolicy } from '@invigil/contract';
import { HubError } from './hub-error.js';
import { loadHubConfig } from './load-hub-config.js';
import { planRooms } from './room-plan.js';
import { knownSeat } from './seat-keys.js';
import { sha256Hex } from './sha256.js';
import { tempFolder } from './testing.js';

function load(text: string) {
  const folder = tempFolder();
  const file = join(folder, 'hub.yaml');
  writeFileSync(file, text);
  return { folder, config: loadHubConfig(file) };
}

const ROOM = 'centre: north\nrooms:\n  - { room: r2, name: Room 2, rows: 1, columns: 2, seats: [SEATS] }\n';

function withSeats(...seats: string[]): string {
  return ROOM.replace('SEATS', seats.map((seat) => `{ ${seat}, tokenHash: ${sha256Hex('t')} }`).join(', '));
}

const TWICE = 'centre: north\nrooms: [ROOM, ROOM]\n'.replaceAll(
  'ROOM',
  '{ room: r2, name: Room 2, rows: 1, columns: 1 }',
);

test('needs a centre only, and takes paths from the folder of the file', () => {
  const { folder, config } = load('centre: north\n');
  assert.equal(config.dataDir, join(folder, 'data'));
  assert.equal(config.http.host, '127.0.0.1');
  assert.deepEqual(config.mqtt, { embedded: { host: '127.0.0.1', port: 1883, tls: 'off' } });
});

test('refuses what does not fit, each in one line', () => {
  const cases: [string, RegExp][] = [
    ['centre: North\n', /centre: must be/],
    ['centre: north\nsessionHours: 1000\n', /sessionHours: /],
    ['centre: north\nroms: []\n', /roms: unknown key; did you mean "rooms"/],
    ['centre: north\nmqtt: { embedded: {}, url: "mqtt://x" }\n', /embedded or url/],
    [withSeats('seat: a1, label: A1, row: 2, column: 1'), /rooms\[0\]\.seats: a seat stands outside/],
    [
      withSeats('seat: a1, label: A1, row: 1, column: 1', 'seat: a1, label: A2, row: 1, column: 2'),
      /same name/,
    ],
    [
      withSeats('seat: a1, label: A1, row: 1, column: 1', 'seat: a2, label: A2, row: 1, column: 2'),
      /two seats have the same token/,
    ],
    [
      withSeats('seat: a1, label: A1, row: 1, column: 1', 'seat: a2, label: A2, row: 1, column: 1'),
      /two seats of this room stand at the same place/,
    ],
    [withSeats('seat: hub, label: A1, row: 1, column: 1'), /seat: is the name of the hub itself/],
    [TWICE, /two rooms have the same name/],
    [
      ROOM.replace('seats:', 'policy: { profile: closed-bok }, seats:'),
      /rooms\[0\]\.policy\.profile: .*did you mean "closed-book"/,
    ],
    [
      ROOM.replace('seats:', 'policy: { profile: oral, conduct: { fone: {} } }, seats:'),
      /policy\.conduct\.fone: unknown key; did you mean "phone"/,
    ],
    [
      withSeats('seat: a1, label: A1, row: 1, column: 1, accommodations: { words: x, of: [phone] }'),
      /seats\[0\]\.accommodations\.of: unknown key; did you mean "off"/,
    ],
    [
      withSeats('seat: a1, label: A1, row: 1, column: 1, accommodations: { words: x, off: [speeking] }'),
      /accommodations\.off\[0\]: .*did you mean "speaking"/,
    ],
    ['centre: [north\n', /can't be read/],
  ];
  for (const [text, expected] of cases) {
    assert.throws(
      () => load(text),
      (error) => {
        assert.ok(error instanceof HubError && !error.message.includes('\n'));
        assert.match(error.message, expected);
        return true;
      },
    );
  }
});

test('gives each room the hash of its policy', () => {
  const { config } = load(withSeats('seat: a1, label: A1, row: 1, column: 1'));
  const [room] = planRooms(config).rooms;
  assert.equal(room?.policyHash, sha256Hex(canonicalPolicy(Policy.parse({}))));
});

test('knows a seat by its name and its token together', () => {
  const plan = planRooms(load(withSeats('seat: a1, label: A1, row: 1, column: 1')).config);
  assert.equal(knownSeat(plan, 'north/r2/a1', 't')?.label, 'A1');
  assert.equal(knownSeat(plan, 'north/r2/a1', 'x'), undefined);
  assert.equal(knownSeat(plan, 'south/r2/a1', 't'), undefined);
  assert.equal(knownSeat(plan, 'north/r2/a9', 't'), undefined);
  assert.equal(knownSeat(plan, 'north/r2/a1/x', ''), undefined);
});
