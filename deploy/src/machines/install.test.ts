import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PLACES } from '../room/places.js';
import { until } from '../system/until.js';
import { bareRoot } from './bare-root.js';
import { emptyBundle, packStick, type Stick } from './bundles.js';
import { Machine } from './machine.js';
import { makeKey } from '../pack/signature.js';
import { Switch } from './switch.js';

const HUB_ADDRESS = '10.77.0.1';
/** What an installation from a bundle may take on a machine that has nothing else to do. */
const INSTALL_S = 60;
const EXPOSURE = 3;
/** Everything that an installation could write to. What a start of the machine writes by itself is not asked about. */
const DISK = [
  '/etc',
  '/opt',
  '/usr',
  '/var/lib/invigil',
  '/var/log/invigil',
  '/home',
  '/root',
  '/run/invigil*',
];
/** Copies that the tools of passwd keep of what was before. */
const LEFT_BY_PASSWD = /^\/etc\/(?:passwd|group|shadow|gshadow|subuid|subgid)-$|\.dpkg-|^\/etc\/\.pwd\.lock$/;

const folder = mkdtempSync(join(tmpdir(), 'invigil-machines-'));
const machines: Machine[] = [];
let stick: Stick;
let network: Switch;
let hub: Machine;
let seats: Machine[];

before(async () => {
  const root = bareRoot();
  stick = packStick(join(folder, 'packed'));
  network = new Switch();
  const boot = async (name: string, address: string): Promise<Machine> => {
    const machine = await Machine.boot({ name, root, folder, network: network.plugIn(name, address) });
    machines.push(machine);
    machine.put(stick.folder, 'media/stick');
    return machine;
  };
  hub = await boot('hub', HUB_ADDRESS);
  seats = [await boot('seat-a1', '10.77.0.11'), await boot('seat-a2', '10.77.0.12')];
});

after(async () => {
  for (const machine of machines) await machine.remove();
  network.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** The installer's line for a role. */
const installing = (bundle: string, ...answers: string[]): string =>
  `cd /media/stick && bash install --bundle ${bundle} --key release.pub ${answers.join(' ')}`;
const hubLine = (...more: string[]): string =>
  installing(
    stick.hub,
    '--centre north',
    `--name ${HUB_ADDRESS}`,
    '--room hall --rows 1 --columns 2',
    ...more,
  );
const seatLine = (name: string, ...more: string[]): string =>
  installing(
    stick.seat,
    '--centre north --room hall',
    `--seat ${name} --hub ${HUB_ADDRESS} --camera film:/media/calm.avi`,
    ...more,
  );

const disk = async (machine: Machine): Promise<string[]> =>
  (await machine.paths(...DISK, '2>/dev/null || true')).filter((path) => !LEFT_BY_PASSWD.test(path));
const accounts = (machine: Machine): Promise<string> =>
  machine.run('cut -d: -f1 /etc/passwd /etc/group | sort');
const units = (machine: Machine): Promise<string> =>
  machine.run(
    "systemctl list-unit-files --no-legend 'invigil*'; ls /etc/systemd/system/multi-user.target.wants 2>/dev/null || true",
  );

const clean = new Map<Machine, [string[], string, string]>();

test('an installer that is only asked names each step and changes nothing', async () => {
  for (const machine of machines) {
    const before: [string[], string, string] = [
      await disk(machine),
      await accounts(machine),
      await units(machine),
    ];
    clean.set(machine, before);
    const said = await machine.run(machine === hub ? hubLine('--dry-run') : seatLine('a1', '--dry-run'));
    for (const step of [
      'user invigil-',
      'unpack',
      'configuration',
      'units',
      'dry run: nothing was changed',
    ]) {
      assert.ok(said.includes(step), `${step}: ${said}`);
    }
    assert.deepEqual([await disk(machine), await accounts(machine), await units(machine)], before);
  }
});

test('a bundle that was changed, or is somebody else’s, or for another machine, is refused before anything of it is used', async () => {
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
    /needs the GNU C library 2\.99 or newer; this system has 2\.36/,
  );
  await hub.run('rm -rf /media/bad /media/other.pub');
  const [before] = clean.get(hub) ?? [[]];
  assert.deepEqual(
    await disk(hub),
    [...before, '/var/log/invigil', '/var/log/invigil/install.log'].toSorted(),
    'only the log tells of it',
  );
});

test('a hub installs from the stick with the network cut, where it was stopped before, and runs hardened', async () => {
  const unpacking = '/opt/invigil/hub/versions/.*.partial';
  await hub.try(
    `setsid bash -c '${hubLine()}' & until ls -d ${unpacking}; do sleep 0.1; done >/dev/null 2>&1; kill -KILL -- -$!; wait`,
  );
  const said = await hub.run(hubLine());
  assert.match(said, /· user invigil-hub: already so/);
  assert.equal(
    (await hub.run('ls -A /opt/invigil/hub/versions')).trim().split('\n').length,
    1,
    'nothing half is left',
  );
  const [, seconds] = /installed: hub \S+, in ([\d.]+) s/.exec(said) ?? [];
  assert.ok(Number(seconds) < allowedS(), said);
  assert.match(said, /administrator admin made, password/);
  const [, password = ''] = /password \([^)]*\): (\S+)/.exec(said) ?? [];
  assert.ok(password.length >= 16);
  assert.ok(
    !(await hub.run('cat /var/log/invigil/install.log')).includes(password),
    'the log keeps no password',
  );
  assert.equal((await hub.run('systemctl is-active invigil-hub')).trim(), 'active');
  assert.match(await hub.run('invigil version'), /^hub \d/);
  await hardened(hub, 'invigil-hub');
});

test('a technician asks the hub, and gets the files where they were asked for', async () => {
  const { said, status } = await hub.try('invigil doctor --json /root/doctor.json');
  assert.match(said, /^OK +store /m);
  assert.equal(status, /^FAIL /m.test(said) ? 1 : 0, said);
  assert.match(await hub.run('cat /root/doctor.json'), /"check": "store"/);
  assert.match(await hub.run('invigil bundle --out /root/hub.zip'), /^\/root\/hub\.zip: /);
  assert.match(await hub.run('stat -c "%U %a" /root/hub.zip'), /^root 600$/m);
  assert.equal((await hub.try('invigil bundle --out /nowhere/hub.zip')).status, 1);
  await hub.run('rm /root/doctor.json /root/hub.zip && ! ls -d /run/invigil-hub*');
});

test('the seats install, enrol by standard input, and what they see of a film arrives at the hub', async () => {
  for (const [i, machine] of seats.entries()) {
    const name = `a${i + 1}`;
    machine.put(join(PLACES.films, 'calm.avi'), 'media/calm.avi');
    const line = (await hub.run(`invigil-hub seat enrol-token hall/${name} --config /etc/invigil/hub.yaml`))
      .trim()
      .split('\n')
      .at(-1);
    const said = await machine.run(seatLine(name, '--enrol -'), `${line}\n`);
    const [, seconds] = /installed: seat \S+, in ([\d.]+) s/.exec(said) ?? [];
    assert.ok(Number(seconds) < allowedS(), said);
    assert.match(said, new RegExp(`enrolled as north/hall/${name}`));
    await hardened(machine, 'invigil-seat');
  }
  await until(async () => /^[1-9]\d* events in 2 boots, 0 boots not whole/m.test(await verified()), 120_000);
});

test('a second installation changes nothing', async () => {
  for (const machine of [hub, ...seats]) {
    await machine.run('touch /run/before');
    const said = await machine.run(machine === hub ? hubLine() : seatLine(machine.name.slice(-2)));
    assert.ok(!said.includes('▸'), said);
    assert.ok(said.includes('· start: already so'), said);
    const newer = await machine.run('find /etc /opt /usr -xdev -type f -newer /run/before');
    assert.equal(newer, '');
  }
});

test('a seat that is killed, and one that hangs, is started anew, and goes on telling', async () => {
  const [seat] = seats;
  assert.ok(seat);
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
  await until(async () => /events in [34] boots, 0 boots not whole/.test(await verified()), 120_000);
});

test('taking it away leaves nothing', async () => {
  for (const machine of [...seats, hub]) {
    const said = await machine.run('invigil uninstall');
    assert.match(said, /uninstalled: (?:hub|seat)/);
    await machine.run('rm -f /run/before /media/calm.avi');
    const [paths, users, listed] = clean.get(machine) ?? [];
    assert.deepEqual(await disk(machine), paths);
    assert.equal(await accounts(machine), users);
    assert.equal(await units(machine), listed);
    assert.equal(
      await machine.run('for p in /proc/[0-9]*; do readlink $p/exe; done | grep /opt/invigil || true'),
      '',
    );
  }
});

/** The same where others want the processor too: so many times longer as there are who wait for it. */
function allowedS(): number {
  const [waiting = 0] = loadavg();
  return INSTALL_S * Math.max(1, waiting / availableParallelism());
}

async function verified(): Promise<string> {
  return (await hub.try('invigil-hub verify --config /etc/invigil/hub.yaml')).said;
}

async function hardened(machine: Machine, unit: string): Promise<void> {
  await machine.run(`systemd-analyze verify /etc/systemd/system/${unit}.service`);
  const said = await machine.run(`systemd-analyze security --no-pager ${unit} | tail -n 1`);
  const [, exposure] = /exposure level for \S+: ([\d.]+)/.exec(said) ?? [];
  assert.ok(Number(exposure) <= EXPOSURE, said);
}
