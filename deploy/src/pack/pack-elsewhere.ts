import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { bareRoot } from '../roots/bare-root.js';
import { inRoot } from '../roots/in-root.js';
import { type Arch, ownArch, type System } from '../roots/system.js';
import { installerText } from './lay-out.js';
import { lendCompiler } from './lent-compiler.js';
import { PackError } from './pack-error.js';
import { putNode } from './put-node.js';
import type { Role } from './role.js';
import { publicHalf, signFile } from './signature.js';

/** Counted on when the packages change. */
const EDITION = 1;

/** In the system's folder. */
const CLONE = 'root/invigil';
const OUT = 'root/out';
/** Of a checkout. */
const NETS = 'models/compiled';

type Elsewhere = {
  role: Role;
  system: System;
  arch: Arch;
  /** Folder for the bundle, its signature, the installer and the public key. */
  out: string;
  /** Private key, PEM. It never enters the other system: what was packed there is signed here. */
  keyFile: string;
  version?: string | undefined;
  /** An unpacked archive of Node for that processor; none: this machine's own, or npm's package of it. */
  node?: string | undefined;
};

/**
 * Makes a signed bundle of this checkout's last commit in another system, for another processor where that is asked for: the system is made by
 * debootstrap, once, and what is compiled there stays for the next time. Returns the bundle's path. Throws PackError where something is missing.
 */
export async function packElsewhere(root: string, wanted: Elsewhere): Promise<string> {
  const { arch, keyFile, node, out, role, system, version } = wanted;
  checkMachine(root, arch);
  const publicKey = publicHalf(keyFile);
  const there = bareRoot({
    system,
    arch,
    packages: ['ca-certificates', 'git'],
    name: `packers/${system.codename}-${arch}-${EDITION}`,
  });
  putNode(there, arch, node);
  putClone(root, join(there, CLONE));
  putNets(root, join(there, CLONE));
  rmSync(join(there, OUT), { recursive: true, force: true });
  const compiler = arch === ownArch() ? undefined : await lendCompiler(arch);
  if (arch !== ownArch() && compiler === undefined)
    console.log(
      'everything is compiled by emulation, which takes long: apt-get install distcc g++-aarch64-linux-gnu',
    );
  const status = inRoot(
    there,
    `${compiler?.setUp ?? ''}
cd /${CLONE}
bash deploy/setup.sh pack
deploy/pack key --key /tmp/unused.key >/dev/null
deploy/pack "$@" --out /${OUT} --key /tmp/unused.key`,
    role,
    ...(version === undefined ? [] : ['--version', version]),
  );
  compiler?.end();
  if (status !== 0) throw new PackError(`packing in ${system.name} (${arch}) stopped; why stands above`);
  return signed(join(there, OUT), { out, keyFile, publicKey, installer: installerText(root) });
}

function checkMachine(root: string, arch: Arch): void {
  if (process.getuid?.() !== 0) throw new PackError('--for makes a system of its own: run it as root');
  if (!existsSync('/usr/sbin/debootstrap'))
    throw new PackError('debootstrap is missing: bash deploy/setup.sh deploy');
  if (!existsSync(join(root, '.git')))
    throw new PackError('--for packs the last commit, and this folder is no clone');
  if (arch !== ownArch() && !runsProgramsOf(arch))
    throw new PackError(
      `programs of ${arch} don't run here: apt-get install qemu-user-static binfmt-support, and restart systemd-binfmt`,
    );
}

/** Whether the kernel knows what runs another processor's programs (binfmt_misc), also in a folder that lacks it (flag F). */
function runsProgramsOf(arch: Arch): boolean {
  const file = `/proc/sys/fs/binfmt_misc/qemu-${arch === 'arm64' ? 'aarch64' : 'x86_64'}`;
  return existsSync(file) && /^enabled[^]*^flags:.*F/m.test(readFileSync(file, 'latin1'));
}

/** The last commit, in a clone of which what was compiled stays. */
function putClone(root: string, clone: string): void {
  const git = (...words: string[]): string => execFileSync('git', words, { encoding: 'utf8' });
  if (git('-C', root, 'status', '--porcelain', '--untracked-files=no') !== '')
    console.log('what is not committed is not packed');
  if (!existsSync(clone)) git('init', '--quiet', clone);
  git('-C', clone, 'fetch', '--quiet', '--depth', '1', `file://${root}`, 'HEAD');
  git('-C', clone, 'checkout', '--quiet', '--force', 'FETCH_HEAD');
}

/** Compiled nets are the same for every system and processor, and the set-up there verifies their hashes; emulated, three of the seventeen took four minutes. */
function putNets(root: string, clone: string): void {
  const from = join(root, NETS);
  if (existsSync(from)) cpSync(from, join(clone, NETS), { recursive: true });
}

/** Brings what was packed out, and signs it. */
function signed(
  from: string,
  {
    installer,
    keyFile,
    out,
    publicKey,
  }: { out: string; keyFile: string; publicKey: string; installer: string },
): string {
  const name = readdirSync(from).find((one) => one.endsWith('.tar.gz'));
  if (name === undefined) throw new PackError(`${from} holds no bundle`);
  mkdirSync(out, { recursive: true });
  const file = join(out, name);
  copyFileSync(join(from, name), file);
  signFile(file, keyFile);
  writeFileSync(join(out, 'install'), installer, { mode: 0o755 });
  writeFileSync(join(out, 'release.pub'), publicKey);
  return file;
}
