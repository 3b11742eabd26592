import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What a small Debian has beside its essential packages: an init, a bus, device files, openssl, nftables and sshd, which each Debian installer brings or offers. */
const PACKAGES = [
  'systemd',
  'systemd-sysv',
  'dbus',
  'udev',
  'openssl',
  'ca-certificates',
  'adduser',
  'nftables',
  'openssh-server',
];

/** Counted on when the packages change. */
const EDITION = 2;

/** Folder with a fresh Debian 12, made once with debootstrap and kept in this user's cache. It is never started itself. */
export function bareRoot(): string {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'invigil/machines');
  const root = join(cache, `bookworm-${EDITION}`);
  if (existsSync(root)) return root;
  const partial = `${root}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  console.log('a bare Debian 12, once …');
  execFileSync('debootstrap', ['--variant=minbase', `--include=${PACKAGES.join(',')}`, 'bookworm', partial], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  renameSync(partial, root);
  return root;
}
