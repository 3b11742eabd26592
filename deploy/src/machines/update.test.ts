import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as z from 'zod';
import type { Role } from '../pack/role.js';
import { until } from '../system/until.js';
import { Administrator } from './administrator.js';
import { Derivations } from './bundles.js';
import { MachineRoom } from './machine-room.js';
import type { Machine, Ran } from './machine.js';
import { leavesNothing, type Traces, tracesOf } from './traces.js';

/** Exit codes of `invigil update` (deploy/lib/update-main.sh). */
const [FROZEN, ROLLED_BACK] = [3, 4];
const REASON = 'the camera of a2 needs its new driver';

let room: MachineRoom;
let derivations: Derivations;
const clean = new Map<Machine, Traces>();
/** The version that the stick's bundles bear. */
let first = '';

before(async () => {
  room = await MachineRoom.open();
  derivations = new Derivations(room.stick, room.folder);
  for (const machine of room.machines) clean.set(machine, await tracesOf(machine));
});

after(() => room?.close());

/** Lays a derived bundle on a machine. Returns its path there. */
function bring(machine: Machine, role: Role, version: string, change?: (folder: string) => void): string {
  const file = derivations.make({ role, version, ...(change !== undefined && { change }) });
  const path = `/media/new/${file.split('/').at(-1) ?? ''}`;
  for (const end of ['', '.sig']) machine.put(`${file}${end}`, `${path.slice(1)}${end}`);
  return path;
}

const update = (machine: Machine, bundle: string, ...more: string[]): Promise<Ran> =>
  machine.try(`invigil update --bundle ${bundle} ${more.join(' ')}`);

/** What is in force, what was before, which versions lie there, and of which version the process is that runs. */
async function stateOf(machine: Machine, role: Role) {
  const at = `/opt/invigil/${role}`;
  const said = await machine.run(
    `cd ${at}; basename $(readlink current); basename "$(readlink previous)"; ls versions | xargs; ` +
      `readlink /proc/$(systemctl show -P MainPID invigil-${role})/exe | cut -d/ -f6; systemctl is-active invigil-${role}; ` +
      `ls -A ${at} | grep -v -e versions -e current -e previous -e .changing || true`,
  );
  const [current, previous, versions, runs, active, ...more] = said.trimEnd().split('\n');
  return { current, previous, versions, runs, active, more };
}

const running = (current: string, previous: string) => ({
  current,
  previous,
  versions: [current, previous].filter(Boolean).toSorted().join(' '),
  runs: current,
  active: 'active',
  more: [],
});

/** What the hub heard of a seat last. */
async function heardOf(seat: Machine): Promise<{ version: string; state: string }> {
  const said = await seat.run('invigil-seat freeze --json --config /etc/invigil/seat.yaml || true');
  const Heard = z.object({ version: z.string(), state: z.string() });
  return z.object({ hub: z.object({ heard: Heard }) }).parse(JSON.parse(said)).hub.heard;
}

/** Whether a version is in force that is not proved yet. */
const isUnproved = async (machine: Machine, role: Role): Promise<boolean> =>
  (await machine.try(`test -L /opt/invigil/${role}/unproved`)).status === 0;

const logOf = (machine: Machine): Promise<string> => machine.run('cat /var/log/invigil/install.log');

test('hub and seats are installed, enrolled, and tell of a film', async () => {
  await room.installAll();
  first = (await room.hub.run('invigil version')).trim().replace('hub ', '');
  assert.deepEqual(await stateOf(room.hub, 'hub'), running(first, ''));
  for (const seat of room.seats) assert.deepEqual(await stateOf(seat, 'seat'), running(first, ''));
});

test('hub, then a seat, are brought to a newer version, and the one before is kept', async () => {
  const { hub, seats } = room;
  const [seat] = seats;
  const ofHub = await update(hub, bring(hub, 'hub', '0.2.0'));
  assert.equal(ofHub.status, 0, ofHub.said);
  assert.match(ofHub.said, new RegExp(`hub 0\\.2\\.0 runs; ${first} is kept for invigil rollback`));
  assert.deepEqual(await stateOf(hub, 'hub'), running('0.2.0', first));
  assert.equal(await hub.run('ls /var/lib/invigil/hub/before-0.2.0'), 'hub.sqlite\n');

  const ofSeat = await update(seat, bring(seat, 'seat', '0.2.0'));
  assert.equal(ofSeat.status, 0, ofSeat.said);
  assert.match(ofSeat.said, /seat 0\.2\.0 runs, and the hub hears it/);
  assert.deepEqual(await stateOf(seat, 'seat'), running('0.2.0', first));
  assert.deepEqual(await heardOf(seat), { version: '0.2.0', state: 'online' });
  assert.match(await logOf(seat), /── update seat invigil-seat-0\.2\.0/);
  await seat.run(
    'cmp /opt/invigil/seat/current/units/invigil-seat.service /etc/systemd/system/invigil-seat.service',
  );
  assert.match(await room.verified(), /, 0 boots not whole/);
});

test('a seat’s version that does not start is taken back by itself, and why is said', async () => {
  const [seat] = room.seats;
  const bundle = bring(seat, 'seat', '0.3.0', (folder) =>
    rmSync(join(folder, 'app/models/compiled'), { recursive: true }),
  );
  const { said, status } = await update(seat, bundle);
  assert.equal(status, ROLLED_BACK, said);
  const why = /rolled back: 0\.2\.0 runs; 0\.3\.0 did not get through: it does not start: /;
  assert.match(said, why);
  assert.match(await logOf(seat), why);
  assert.deepEqual(await stateOf(seat, 'seat'), running('0.2.0', first));
  await until(async () => (await heardOf(seat)).state === 'online');
});

test('a seat’s version that runs and does not get through to the hub is taken back too', async () => {
  const [seat] = room.seats;
  const back = seat.try('invigil rollback --heard 15');
  await until(() => isUnproved(seat, 'seat'), 120_000);
  room.network.setCable(seat.name, 'out');
  const { said, status } = await back;
  room.network.setCable(seat.name, 'in');
  assert.equal(status, ROLLED_BACK, said);
  assert.match(
    said,
    /rolled back: 0\.2\.0 runs; \S+ did not get through: the hub has not heard it within 15 s/,
  );
  assert.deepEqual(await stateOf(seat, 'seat'), running('0.2.0', first));
  await until(async () => (await heardOf(seat)).version === '0.2.0', 90_000);
});

test('a hub’s version that does not start is taken back by itself, with the store that it had', async () => {
  const { hub, seats } = room;
  const before = await hub.run('invigil-hub user list --config /etc/invigil/hub.yaml');
  const bundle = bring(hub, 'hub', '0.3.0', (folder) =>
    rmSync(join(folder, 'app/node_modules/better-sqlite3/build'), { recursive: true }),
  );
  const { said, status } = await update(hub, bundle);
  assert.equal(status, ROLLED_BACK, said);
  assert.match(said, /rolled back: 0\.2\.0 runs; 0\.3\.0 did not get through: it does not start/);
  assert.deepEqual(await stateOf(hub, 'hub'), running('0.2.0', first));
  assert.equal(await hub.run('invigil-hub user list --config /etc/invigil/hub.yaml'), before);
  assert.match(await hub.run('journalctl --no-pager -u invigil-hub'), /better-sqlite3|better_sqlite3/);
  for (const seat of seats) await until(async () => (await heardOf(seat)).state === 'online', 60_000);
});

test('an open exam freezes hub and seats; two administrators lift that for one seat, and the audit log has it', async () => {
  const { hub, seats } = room;
  // Which of the two is lifted: the other one stays frozen.
  const [other, seat] = seats;
  const ada = await Administrator.signIn(hub, 'ada');
  const ben = await Administrator.signIn(hub, 'ben');
  await ada.ask('POST', '/api/exams', {
    exam: 'algebra',
    name: 'Algebra',
    rooms: ['hall'],
    minutes: 60,
    policy: null,
    startsAt: Date.now(),
  });
  await ada.ask('POST', '/api/exams/algebra/open');

  const bundle = bring(seat, 'seat', '0.2.0');
  const states = async () => [
    await stateOf(hub, 'hub'),
    await stateOf(other, 'seat'),
    await stateOf(seat, 'seat'),
  ];
  const before = await states();
  for (const [machine, line] of [
    [seat, `invigil update --bundle ${bundle}`],
    [other, 'invigil rollback'],
    [hub, 'invigil rollback'],
  ] as const) {
    const { said, status } = await machine.try(line);
    assert.equal(status, FROZEN, said);
    assert.match(said, /not now: frozen/);
  }
  assert.deepEqual(await states(), before, 'nothing was touched');

  const asked = await ada.ask('POST', '/api/freeze/overrides', {
    room: 'hall',
    seats: ['a2'],
    reason: REASON,
  });
  const { id } = z.object({ id: z.number() }).parse(asked);
  assert.ok((await ada.try('POST', `/api/freeze/overrides/${id}/grant`)).status >= 400, 'not who asked');
  assert.equal((await update(seat, bundle)).status, FROZEN, 'one alone lifts nothing');
  await ben.ask('POST', `/api/freeze/overrides/${id}/grant`);

  const lifted = await update(seat, bundle);
  assert.equal(lifted.status, 0, lifted.said);
  assert.match(lifted.said, /exam freeze: lifted by two administrators until/);
  assert.deepEqual(await stateOf(seat, 'seat'), running('0.2.0', first));
  assert.equal((await other.try('invigil-seat freeze --config /etc/invigil/seat.yaml')).status, FROZEN);

  const Entry = z.object({ actor: z.string().nullable(), verb: z.string() });
  const page = z.object({ entries: z.array(Entry) }).parse(await ben.ask('GET', '/api/audit?limit=50'));
  const told = page.entries
    .filter(({ verb }) => verb.startsWith('freeze-'))
    .map(({ actor, verb }) => [actor, verb]);
  assert.deepEqual(told, [
    ['ben', 'freeze-override-granted'],
    ['ada', 'freeze-override-asked'],
  ]);
  assert.match(await hub.run('invigil-hub audit verify --config /etc/invigil/hub.yaml'), /^whole: /m);
  await ada.ask('POST', '/api/exams/algebra/close');
  await until(
    async () => (await other.try('invigil-seat freeze --config /etc/invigil/seat.yaml')).status === 0,
  );
});

for (const role of ['seat', 'hub'] as const) {
  test(`a ${role} whose plug is pulled before a version was proved comes up with the one that ran before`, async () => {
    const machine = role === 'hub' ? room.hub : room.seats[0];
    const before = await stateOf(machine, role);
    const cut = machine.try('invigil rollback --settle 600');
    await until(
      async () =>
        (await isUnproved(machine, role)) &&
        (await machine.try(`systemctl is-active invigil-${role}`)).status === 0,
      120_000,
    );
    assert.equal((await stateOf(machine, role)).runs, first);
    await machine.cut();
    await cut;
    await machine.start();
    await until(async () => (await machine.try(`systemctl is-active invigil-${role}`)).status === 0, 120_000);
    assert.deepEqual(await stateOf(machine, role), before);
    assert.match(await logOf(machine), /taken back: 0\.2\.0 is in force; \S+ did not get through/);
    for (const seat of room.seats) await until(async () => (await heardOf(seat)).state === 'online', 90_000);
  });
}

test('rollback goes back to the version before, and again forward', async () => {
  const { hub, seats } = room;
  const [seat] = seats;
  for (const [machine, role, now, was] of [
    [hub, 'hub', '0.2.0', first],
    [seat, 'seat', '0.2.0', first],
  ] as const) {
    assert.equal((await machine.try('invigil rollback')).status, 0);
    assert.deepEqual(await stateOf(machine, role), running(was, now));
    assert.equal((await machine.run('invigil version')).trim(), `${role} ${was}, before it ${now}`);
  }
  assert.deepEqual(await heardOf(seat), { version: first, state: 'online' });
});

test('taking it away leaves nothing, of either version', async () => {
  for (const machine of [...room.seats, room.hub]) {
    const before = clean.get(machine);
    assert.ok(before);
    await leavesNothing(machine, before);
  }
});
