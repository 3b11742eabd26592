import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Mounts what programs expect, in a namespace of its own that ends with the command. */
const ENTER = `
set -e
root=$1; shift
mount --make-rprivate /
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"
# Whom this machine trusts, a proxy of the house too.
[ ! -e /etc/ssl/certs/ca-certificates.crt ] || cp /etc/ssl/certs/ca-certificates.crt "$root/tmp/authorities.crt"
exec chroot "$root" "$@"
`;

const ENVIRONMENT = {
  HOME: '/root',
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive',
  NODE_EXTRA_CA_CERTS: '/tmp/authorities.crt',
};

/** Runs a script of bash, with arguments, as root in a system's folder, with this machine's network; what it prints is seen. Returns its exit status. */
export function inRoot(root: string, script: string, ...words: string[]): number {
  const names = join(root, 'etc/resolv.conf');
  rmSync(names, { force: true });
  copyFileSync('/etc/resolv.conf', names);
  const { error, status } = spawnSync(
    'unshare',
    [
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      '--',
      'bash',
      '-c',
      ENTER,
      'enter',
      root,
      'bash',
      '-ec',
      script,
      'script',
      ...words,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'], env: ENVIRONMENT },
  );
  if (error !== undefined) throw error;
  return status ?? 1;
}
