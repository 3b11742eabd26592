import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { inRoot } from './in-root.js';
import { type Arch, DEBIAN_ARCH, ownArch, type System, SYSTEMS } from './system.js';

const UBUNTU_KEYS = 'usr/share/keyrings/ubuntu-archive-keyring.gpg';

const INSTALL = `apt-get update -qq
[ $# = 0 ] || apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
apt-get clean`;

type Wanted = {
  system: System;
  /** For which processors; this machine's where nothing is said. For others the kernel has to know what runs their programs. */
  arch?: Arch;
  /** What it has beside its essential packages. */
  packages: readonly string[];
  /** Its place in this user's cache: a name is given to one choice of packages for good. */
  name: string;
};

/** Folder with a system, made once with debootstrap (root only) and kept in this user's cache. */
export function bareRoot({ arch = ownArch(), name, packages, system }: Wanted): string {
  const root = join(cacheOf('invigil'), name);
  if (existsSync(root)) return root;
  const partial = `${root}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(dirname(root), { recursive: true });
  console.log(`a bare ${system.name} (${arch}), once …`);
  const options = ['--variant=minbase', `--arch=${DEBIAN_ARCH[arch]}`];
  if (system.id === 'ubuntu') options.push('--components=main,universe', `--keyring=${ubuntuKeys()}`);
  execFileSync('debootstrap', [...options, system.codename, partial, ...madeAs(system, arch)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // By apt: debootstrap does not know in which order packages outside of the base need each other.
  const installed = inRoot(partial, INSTALL, ...packages);
  if (installed !== 0) throw new Error(`${packages.join(', ')} could not be installed in ${partial}`);
  renameSync(partial, root);
  return root;
}

function cacheOf(program: string): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), program);
}

/**
 * The mirror and the script of debootstrap, where its own don't do: a debootstrap that is older than an Ubuntu has no script of its name
 * (all of them since 7.10 are made by that one's), and Ubuntu keeps other processors than x64 elsewhere.
 */
function madeAs({ codename, id }: System, arch: Arch): string[] {
  if (id !== 'ubuntu') return [];
  const mirror = arch === 'x64' ? '' : 'http://ports.ubuntu.com/ubuntu-ports';
  const isKnown = existsSync(join('/usr/share/debootstrap/scripts', codename));
  return isKnown ? (mirror === '' ? [] : [mirror]) : [mirror, 'gutsy'];
}

/** The keys by which Ubuntu signs its packages: an Ubuntu has them, and Debian 13 as a package, signed by keys that a Debian has. */
function ubuntuKeys(): string {
  const own = join('/', UBUNTU_KEYS);
  if (existsSync(own)) return own;
  const folder = join(cacheOf('invigil'), 'ubuntu-keys');
  const keys = join(folder, UBUNTU_KEYS);
  if (existsSync(keys)) return keys;
  const root = bareRoot({ system: SYSTEMS.trixie, packages: [], name: 'roots/trixie' });
  const fetched = 'cd /tmp && apt-get download -qq ubuntu-keyring && ls ubuntu-keyring_*';
  const [name = ''] = execFileSync('chroot', [root, 'sh', '-c', fetched], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .slice(-1);
  execFileSync('dpkg-deb', ['--extract', join(root, 'tmp', name), folder]);
  rmSync(join(root, 'tmp', name));
  return keys;
}
