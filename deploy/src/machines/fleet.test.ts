import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Derivations } from './bundles.js';
import { HUB_ADDRESS, layFilm, MachineRoom, SEAT_ADDRESSES } from './machine-room.js';
import type { Machine } from './machine.js';
import { Technician } from './technician.js';

const [A1, A2] = SEAT_ADDRESSES;
const LIST = `host,room,seat,camera\n${A1},hall,a1,film:/media/calm.avi\n${A2},hall,a2,film:/media/calm.avi\n`;
const HUB = ['--hub', `root@${HUB_ADDRESS}`];

let room: MachineRoom;
let technician: Technician;
/** Folder with the bundles of 0.2.0. */
let newer = '';

before(async () => {
  room = await MachineRoom.open();
  technician = new Technician(join(room.folder, 'desk'), room.network.plugIn('desk', '10.77.0.9'));
  await technician.meets(room.hub, HUB_ADDRESS);
  for (const [i, seat] of room.seats.entries()) {
    layFilm(seat);
    await technician.meets(seat, SEAT_ADDRESSES[i] ?? '');
  }
  await room.hub.run(room.hubLine());
});

after(() => room?.close());

const versionOf = async (machine: Machine): Promise<string> => (await machine.run('invigil version')).trim();
/** When its log of installs was written last. */
const touchedAt = (machine: Machine): Promise<string> =>
  machine.run('stat -c %y /var/log/invigil/install.log');

test('installs and enrols over a real ssh; of a seat whose cable is out it says so, and does that one alone the next time', async () => {
  const install = (): ReturnType<Technician['fleet']> =>
    technician.fleet(
      LIST,
      'install',
      '--bundles',
      room.stick.folder,
      ...HUB,
      '--hub-address',
      `https://${HUB_ADDRESS}:8443`,
      '--centre',
      'north',
      '--report',
      technician.path('report.csv'),
    );
  room.network.setCable('seat-a2', 'out');
  const half = await install();
  assert.equal(half.status, 1, half.said);
  assert.match(half.said, /✓ hall\/a1 .* installed: seat \S+, in [\d.]+ s/);
  assert.match(half.said, /✗ hall\/a2 .* not reached: ssh: connect to host 10\.77\.0\.12 port 22: /);
  assert.match(half.said, /1 of 2 done, 1 failed/);
  assert.match(technician.read('report.csv'), /^install,10\.77\.0\.12,hall,a2,failed,/m);

  room.network.setCable('seat-a2', 'in');
  const touched = await touchedAt(room.seats[0]);
  const whole = await install();
  assert.equal(whole.status, 0, whole.said);
  assert.match(whole.said, /✓ hall\/a1 .* done before/);
  assert.match(whole.said, /✓ hall\/a2 .* installed: seat/);
  assert.equal(await touchedAt(room.seats[0]), touched, 'nothing is done twice');
  for (const seat of room.seats)
    assert.equal(
      await seat.run('ls /var/tmp | grep -v ^systemd-private || true'),
      '',
      'nothing of the bundle is left',
    );
  const log = await room.seats[1].run('cat /var/log/invigil/install.log');
  assert.ok(!log.includes('token='), 'the log keeps no token');
});

test('tells of each what it has, whether it runs and whether it may be updated, and whether all is well', async () => {
  const status = await technician.fleet(LIST, 'status', ...HUB);
  assert.equal(status.status, 0, status.said);
  assert.match(status.said, /✓ hub .* hub \S+, active, free: no session is open at any seat of this hub/);
  for (const name of ['a1', 'a2'])
    assert.match(status.said, new RegExp(`✓ hall/${name} .* seat \\S+, active, free: no session is open`));
  assert.match(status.said, /3 of 3 done/);

  const doctor = await technician.fleet(LIST, 'doctor');
  for (const name of ['a1', 'a2'])
    assert.match(doctor.said, new RegExp(`hall/${name} .* \\d+ OK, \\d+ WARNING, \\d+ FAIL, \\d+ not tried`));
  const fails = /, [1-9]\d* FAIL/.test(doctor.said);
  assert.equal(doctor.status, fails ? 1 : 0, doctor.said);
});

test('lets itself in nowhere where the key of the machine is another one', async () => {
  const known = technician.read('known_hosts');
  const [, ofA1 = ''] = known.split('\n');
  writeFileSync(technician.path('known_hosts'), known.replace(/^10\.77\.0\.12 .*$/m, ofA1.replace(A1, A2)));
  const { said, status } = await technician.fleet(LIST, 'status');
  writeFileSync(technician.path('known_hosts'), known);
  assert.equal(status, 1);
  assert.match(said, /✗ hall\/a2 .* not reached: Host key verification failed/);
});

test('a rolling update brings the hub first; a seat that fails its gate is back at the version before, and is alone in the next run', async () => {
  const [a1, a2] = room.seats;
  const derivations = new Derivations(room.stick, room.folder);
  for (const role of ['hub', 'seat'] as const)
    newer = join(derivations.make({ role, version: '0.2.0' }), '..');
  for (const name of ['install', 'release.pub']) cpSync(join(room.stick.folder, name), join(newer, name));
  const before = [await versionOf(a1), await versionOf(a2)];
  // Something of this one machine that the new version does not stand.
  const dropIn = '/etc/systemd/system/invigil-seat.service.d';
  await a2.run(
    `mkdir ${dropIn} && printf '[Service]\\nExecStartPre=/bin/sh -c "! readlink /opt/invigil/seat/current | grep 0.2.0"\\n' >${dropIn}/x.conf && systemctl daemon-reload`,
  );
  const update = (): ReturnType<Technician['fleet']> =>
    technician.fleet(LIST, 'update', '--bundles', newer, ...HUB);
  const half = await update();
  assert.equal(half.status, 1, half.said);
  assert.match(half.said, /✓ hub .* hub 0\.2\.0 runs/);
  assert.match(half.said, /✓ hall\/a1 .* seat 0\.2\.0 runs, and the hub hears it/);
  assert.match(
    half.said,
    /✗ hall\/a2 .* rolled back: \S+ runs; 0\.2\.0 did not get through: it does not start/,
  );
  assert.equal(await versionOf(a1), `seat 0.2.0, before it ${before[0]?.replace('seat ', '') ?? ''}`);
  assert.equal(await versionOf(a2), before[1]);
  assert.equal((await a2.run('systemctl is-active invigil-seat')).trim(), 'active');

  await a2.run(`rm -r ${dropIn} && systemctl daemon-reload`);
  const touched = [await touchedAt(room.hub), await touchedAt(a1)];
  const whole = await update();
  assert.equal(whole.status, 0, whole.said);
  assert.match(whole.said, /3 of 3 done/);
  assert.match(await versionOf(a2), /^seat 0\.2\.0/);
  assert.deepEqual([await touchedAt(room.hub), await touchedAt(a1)], touched, 'only what failed');
});

test('goes back with all of them, the hub last', async () => {
  const { said, status } = await technician.fleet(LIST, 'rollback', ...HUB);
  assert.equal(status, 0, said);
  const order = [...said.matchAll(/^✓ (\S+) /gm)].map(([, place]) => place);
  assert.deepEqual(order, ['hall/a1', 'hall/a2', 'hub']);
  for (const machine of room.machines) assert.match(await versionOf(machine), /, before it 0\.2\.0$/);
});
