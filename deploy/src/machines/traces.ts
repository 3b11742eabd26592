import assert from 'node:assert/strict';
import type { Machine } from './machine.js';

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

/** What of a machine an installation leaves traces in: paths of its disk, users and groups, units. */
export type Traces = { paths: string[]; accounts: string; units: string };

export async function tracesOf(machine: Machine): Promise<Traces> {
  const paths = await machine.paths(...DISK, '2>/dev/null || true');
  return {
    paths: paths.filter((path) => !LEFT_BY_PASSWD.test(path)),
    accounts: await machine.run('cut -d: -f1 /etc/passwd /etc/group | sort'),
    units: await machine.run(
      "systemctl list-unit-files --no-legend 'invigil*'; ls /etc/systemd/system/multi-user.target.wants 2>/dev/null || true",
    ),
  };
}

/** Takes away what is installed, and proves that the machine is as it was. */
export async function leavesNothing(machine: Machine, before: Traces): Promise<void> {
  const said = await machine.run('invigil uninstall');
  assert.match(said, /uninstalled: (?:hub|seat)/);
  assert.deepEqual(await tracesOf(machine), before);
  assert.equal(
    await machine.run('for p in /proc/[0-9]*; do readlink $p/exe; done | grep /opt/invigil || true'),
    '',
  );
}
