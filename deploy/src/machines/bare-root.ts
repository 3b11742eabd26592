import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { askedSystem, type System, SYSTEMS } from './system.js';

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

const UBUNTU_KEYS = 'usr/share/keyrings/ubuntu-archive-keyring.gpg';

/** Folder with the system that was asked for, fresh, made once with debootstrap and kept in this user's cache. It is never started itself. */
export function bareRoot(system = askedSystem()): string {
  const cache = machinesCache();
  const root = join(cache, `${system.codename}-${EDITION}`);
  if (existsSync(root)) return root;
  const partial = `${root}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  console.log(`a bare ${system.name}, once …`);
  const options = ['--variant=minbase', `--include=${PACKAGES.join(',')}`];
  if (system.id === 'ubuntu') options.push(`--keyring=${ubuntuKeys(cache)}`);
  execFileSync('debootstrap', [...options, system.codename, partial, ...madeAs(system)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  renameSync(partial, root);
  return root;
}

/** Folder of this user's for what machines are made of. */
function machinesCache(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'invigil/machines');
}

/** A debootstrap that is older than an Ubuntu has no script of its name; all of them since 7.10 are made by that one's. The mirror stays the script's own. */
function madeAs({ codename, id }: System): string[] {
  const isKnown = existsSync(join('/usr/share/debootstrap/scripts', codename));
  return isKnown || id !== 'ubuntu' ? [] : ['', 'gutsy'];
}

/** The keys by which Ubuntu signs its packages: an Ubuntu has them, and Debian 13 as a package, signed by keys that a Debian has. */
function ubuntuKeys(cache: string): string {
  const own = join('/', UBUNTU_KEYS);
  if (existsSync(own)) return own;
  const folder = join(cache, 'ubuntu-keys');
  const keys = join(folder, UBUNTU_KEYS);
  if (existsSync(keys)) return keys;
  const root = bareRoot(SYSTEMS.trixie);
  const fetched =
    'cd /tmp && apt-get update -qq && apt-get download -qq ubuntu-keyring && ls ubuntu-keyring_*';
  const [name = ''] = execFileSync('chroot', [root, 'sh', '-c', fetched], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .slice(-1);
  execFileSync('dpkg-deb', ['--extract', join(root, 'tmp', name), folder]);
  rmSync(join(root, 'tmp', name));
  return keys;
}
