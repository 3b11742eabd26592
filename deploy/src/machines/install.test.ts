import assert from 'node:assert/strict';
import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { makeKey } from '../pack/signature.js';
import { until } from '../system/until.js';
import { emptyBundle } from './bundles.js';
import { hardened } from './hardened.js';
import { linksOfCameras, PORTS } from './fake-camera.js';
import { HUB_ADDRESS, MachineRoom, SEAT_ADDRESSES } from './machine-room.js';
import type { Machine } from './machine.js';
import { askedSystem } from './asked-system.js';
import { leavesNothing, type Traces, tracesOf } from './traces.js';

/** What an installation from a bundle may take of a processor: by the clock it takes longer where others want it too. */
const INSTALL_S = 60;

let room: MachineRoom;
const clean = new Map<Machine, Traces>();

before(async () => {
  room = await MachineRoom.open();
});

after(() => room?.close());

test('an installer that is only asked names each step and changes nothing', async () => {
  for (const machine of room.machines) {
    const before = await tracesOf(machine);
    clean.set(machine, before);
    const line = machine === room.hub ? room.hubLine('--dry-run') : room.seatLine('a1', '--dry-run');
    const said = await machine.run(line);
    for (const step of [
      'user invigil-',
      'unpack',
      'configuration',
      'units',
      'dry run: nothing was changed',
    ]) {
      assert.ok(said.includes(step), `${step}: ${said}`);
    }
    assert.deepEqual(await tracesOf(machine), before);
  }
});

test('a bundle that was changed, or is somebody else’s, or for another machine, is refused before anything of it is used', async () => {
  const { folder, hub, stick } = room;
  const refused = async (file: string, reason: RegExp, key = '/media/stick/release.pub'): Promise<void> => {
    const { said, status } = await hub.try(
      `bash /media/stick/install --bundle ${file} --key ${key} --centre north`,
    );
    assert.equal(status, 1, said);
    assert.match(said, reason);
  };
  const bad = join(folder, 'bad');
  const lay = (file: string): string => {
    const name = file.split('/').at(-1) ?? '';
    for (const end of ['', '.sig']) hub.put(`${file}${end}`, `media/bad/${name}${end}`);
    return `/media/bad/${name}`;
  };

  cpSync(stick.folder, join(bad, 'changed'), { recursive: true, dereference: true });
  appendFileSync(join(bad, 'changed', stick.hub), 'x');
  await refused(lay(join(bad, 'changed', stick.hub)), /is not signed by .*changed on its way/);

  makeKey(join(bad, 'other.key'));
  hub.put(join(bad, 'other.key.pub'), 'media/other.pub');
  await refused(`/media/stick/${stick.hub}`, /is not signed by \/media\/other\.pub/, '/media/other.pub');

  const otherArch = process.arch === 'x64' ? 'arm64' : 'x64';
  const fits = { arch: emptyBundle(stick, join(bad, 'arch'), { arch: otherArch }) };
  await refused(lay(fits.arch), new RegExp(`is for ${otherArch}; this machine is ${process.arch}`));
  await refused(
    lay(emptyBundle(stick, join(bad, 'libc'), { libc: '2.99' })),
    new RegExp(`needs the GNU C library 2\\.99 or newer; this system has ${askedSystem().libc}`),
  );
  await hub.run('rm -rf /media/bad /media/other.pub');
  const { paths } = await tracesOf(hub);
  assert.deepEqual(
    paths,
    [...(clean.get(hub)?.paths ?? []), '/var/log/invigil', '/var/log/invigil/install.log'].toSorted(),
    'only the log tells of it',
  );
});

test('a hub installs from the stick with the network cut, where it was stopped before, and runs hardened', async (t) => {
  const { hub } = room;
  const unpacking = '/opt/invigil/hub/versions/.*.partial';
  const stopped = await hub.try(
    `go() { ${room.hubLine()}; }; export -f go; setsid bash -c go & while kill -0 $! && ! ls -d ${unpacking}; do sleep 0.1; done >/dev/null 2>&1; kill -KILL -- -$! && wait $!`,
  );
  assert.equal(stopped.status, 128 + 9, stopped.said);
  const said = await hub.run(room.hubLine());
  assert.match(said, /· user invigil-hub: already so/);
  assert.equal(
    (await hub.run('ls -A /opt/invigil/hub/versions')).trim().split('\n').length,
    1,
    'nothing half is left',
  );
  tookLittle(t, said);
  assert.match(said, /administrator admin made, password/);
  const [, password = ''] = /password \([^)]*\): (\S+)/.exec(said) ?? [];
  assert.ok(password.length >= 16);
  assert.ok(
    !(await hub.run('cat /var/log/invigil/install.log')).includes(password),
    'the log keeps no password',
  );
  assert.equal((await hub.run('systemctl is-active invigil-hub')).trim(), 'active');
  assert.match(await hub.run('invigil version'), /^hub \d/);
  for (const unit of ['invigil-hub', 'invigil-hub-take-back']) await hardened(hub, unit);
});

test('a technician asks the hub, and gets the files where they were asked for', async () => {
  const { hub } = room;
  const { said, status } = await hub.try('invigil doctor --json /root/doctor.json');
  assert.match(said, /^OK +store /m);
  assert.equal(status, /^FAIL /m.test(said) ? 1 : 0, said);
  assert.match(await hub.run('cat /root/doctor.json'), /"check": "store"/);
  assert.match(await hub.run('invigil bundle --out /root/hub.zip'), /^\/root\/hub\.zip: /);
  assert.match(await hub.run('stat -c "%U %a" /root/hub.zip'), /^root 600$/m);
  assert.equal((await hub.try('invigil bundle --out /nowhere/hub.zip')).status, 1);
  await hub.run('rm /root/doctor.json /root/hub.zip && ! ls -d /run/invigil-hub*');
});

test('asked for, only the network that was named reaches the hub, at each start, and other doors stay as they are', async () => {
  const { hub, seats } = room;
  const reach = (port: number): Promise<string[]> =>
    Promise.all([...seats, hub].map((machine) => machine.reach(HUB_ADDRESS, port)));
  const rules = async (): Promise<string> => hub.run('nft list ruleset');
  const here = `${SEAT_ADDRESSES[0]}/32`;
  assert.deepEqual(await reach(8443), ['open', 'open', 'open']);

  assert.match(await hub.run(room.hubLine(`--firewall ${here}`)), /▸ firewall …/);
  const closed = await rules();
  for (const port of [8443, 8883]) assert.deepEqual(await reach(port), ['open', 'shut', 'open'], closed);
  assert.deepEqual(await reach(22), ['open', 'open', 'open'], 'the technician’s way in');

  const again = await hub.run(room.hubLine(`--firewall ${here}`));
  assert.match(again, /· firewall: already so/);
  assert.equal(await rules(), closed, 'nothing stands there twice');

  await hub.run('systemctl start nftables && systemctl reload nftables');
  // Thrown away with all others; back a moment later.
  await until(async () => (await rules()).includes('table inet invigil'));
  await hub.cut();
  await hub.start();
  assert.ok((await rules()).includes('table inet invigil'), 'there again after a start');

  assert.match(await hub.run(room.hubLine('--firewall 10.77.0.0/24')), /▸ firewall …/);
  assert.deepEqual(await reach(8443), ['open', 'open', 'open'], 'another network takes its place');
});

test('the seats install, enrol by standard input, and what they see of a film arrives at the hub', async (t) => {
  for (const i of [0, 1] as const) {
    const said = await room.installSeat(i);
    tookLittle(t, said);
    assert.match(said, new RegExp(`enrolled as north/hall/a${i + 1}`));
    for (const unit of ['invigil-seat', 'invigil-seat-take-back']) await hardened(room.seats[i], unit);
  }
  await until(
    async () => /^[1-9]\d* events in 2 boots, 0 boots not whole/m.test(await room.verified()),
    120_000,
  );
});

test('of a camera’s devices the one that gives pictures gets the name that the seat watches; of two cameras that of the port', async () => {
  const [seat] = room.seats;
  const named = async (): Promise<number[]> =>
    (await linksOfCameras(seat)).flatMap((links, video) =>
      links.includes('/dev/invigil-camera') ? [video] : [],
    );
  assert.deepEqual(await named(), [0, 2]);
  await seat.run(room.seatLine('a1', `--camera-port ${PORTS[1]}`));
  assert.deepEqual(await named(), [2]);
  await seat.run(room.seatLine('a1'));
  assert.deepEqual(await named(), [0, 2]);
});

test('a second installation changes nothing', async () => {
  for (const machine of room.machines) {
    await machine.run('touch /run/before');
    const said = await machine.run(
      machine === room.hub ? room.hubLine() : room.seatLine(machine.name.slice(-2)),
    );
    assert.ok(!said.includes('▸'), said);
    assert.ok(said.includes('· start: already so'), said);
    const newer = await machine.run('find /etc /opt /usr -xdev -type f -newer /run/before');
    assert.equal(newer, '');
  }
});

test('a seat that is killed, and one that hangs, is started anew, and goes on telling', async () => {
  const [seat] = room.seats;
  const pid = async (): Promise<string> => (await seat.run('systemctl show -P MainPID invigil-seat')).trim();
  const running = async (): Promise<string> => {
    const now = await pid();
    assert.notEqual(now, '0', 'the seat runs');
    return now;
  };
  const restarted = async (former: string): Promise<void> =>
    until(async () => {
      const now = await pid();
      return (
        now !== '0' &&
        now !== former &&
        (await seat.run('systemctl show -P ActiveState invigil-seat')).trim() === 'active'
      );
    }, 150_000);
  const first = await running();
  await seat.run(`kill -KILL ${first}`);
  await restarted(first);
  // It stands still, as one that waits for ever: systemd hears no sign of life for a minute.
  const second = await running();
  await seat.run(`kill -STOP ${second}`);
  await restarted(second);
  assert.match(await seat.run('journalctl --no-pager -u invigil-seat'), /Watchdog timeout/);
  // A boot of which nothing is known but that it began may be none of them.
  await until(async () => /events in [34] boots, 0 boots not whole/.test(await room.verified()), 120_000);
});

test('taking it away leaves nothing', async () => {
  for (const machine of [...room.seats, room.hub]) {
    const before = clean.get(machine);
    assert.ok(before);
    await leavesNothing(machine, before);
    assert.ok(!(await machine.run('nft list ruleset')).includes('invigil'), 'no rule of it is left');
  }
});

/** Judges an installation's processor time, and tells it with the time by the clock. */
function tookLittle(t: TestContext, said: string): void {
  const [, what, seconds] = /installed: (\S+) \S+, in ([\d.]+) s/.exec(said) ?? [];
  const [, user, system] = /processor time: ([\d.]+) s user, ([\d.]+) s system/.exec(said) ?? [];
  const spent = Number(user) + Number(system);
  t.diagnostic(`${what}: ${spent.toFixed(1)} s of a processor, ${seconds} s by the clock`);
  assert.ok(spent < INSTALL_S, said);
}
