import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const ROOM = fileURLToPath(new URL('quiet-room.ts', import.meta.url));
const Told = z.object({ hosts: z.array(z.string()), own: z.string() });
/** As it is where nothing leads out: the loopback, up, and no other interface. */
const ALONE = ['unshare', '--map-root-user', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
/** Each attempt to reach an address, with the name of the program that made it. */
const TRACE = [
  'strace',
  '--follow-forks',
  '--seccomp-bpf',
  '--decode-pids=comm',
  '--quiet=all',
  '--trace=connect,sendto,sendmsg',
];
const LOOPBACK = /inet_addr\("127\.|inet_pton\(AF_INET6, "::1"|"::ffff:127\./;

const scratch = mkdtempSync(join(tmpdir(), 'invigil-alone-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

describe('a room with no way out', () => {
  const forbids = run([...ALONE, 'true']).status !== 0 && 'this kernel gives no network namespace to a user';
  const untraced = run(['strace', '--version']).status !== 0 && 'strace is not installed';

  test('the namespace leads nowhere', { skip: forbids }, () => {
    const { stdout } = run([...ALONE, 'sh', '-c', 'ip -o link; ip route']);
    assert.match(stdout, /^1: lo: <LOOPBACK,UP[^\n]*\n$/);
  });

  test(
    'hub, seat and page work there, and none of our programs tries another address',
    { skip: forbids, timeout: 240_000 },
    (t) => {
      const log = join(scratch, 'connects');
      const traced = untraced === false ? [...TRACE, '--output', log] : [];
      const program = [process.execPath, ...process.execArgv, ROOM];
      const { status, stderr, stdout } = run([...ALONE, ...traced, ...program]);
      assert.equal(status, 0, `${stderr.slice(-3000)}${stdout.slice(-1000)}`);
      const { hosts, own } = Told.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
      assert.deepEqual(hosts, [own], 'the page asks nobody but the hub');
      if (untraced !== false) {
        t.diagnostic(`the second half is left out: ${untraced}`);
        return;
      }
      const tried = readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line.includes('sa_family=AF_INET') && !line.includes('unfinished'));
      assert.ok(tried.length > 5, 'what our programs do was seen');
      // The browser is not ours: Chromium asks by itself whether there is a way to the world.
      const ours = tried.filter((line) => !/<(chrom|Thread|Network|.*Chrom)/i.test(line));
      assert.ok(ours.length > 0);
      assert.deepEqual(
        ours.filter((line) => !LOOPBACK.test(line)),
        [],
      );
    },
  );
});

function run([command = '', ...args]: readonly string[]) {
  return spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 220_000,
    env: { ...process.env, FORCE_COLOR: '0' },
  });
}
