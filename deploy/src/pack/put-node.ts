import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Arch, ownArch } from '../roots/system.js';
import { PackError } from './pack-error.js';

/**
 * Puts Node with its headers, and npm, into another system's `usr/local`: of an unpacked archive where one is given, else this machine's own, or for
 * another processor npm's package of the same version.
 */
export function putNode(root: string, arch: Arch, archive?: string): void {
  const local = join(root, 'usr/local');
  if (archive !== undefined) return putParts(archive, local);
  if (arch === ownArch()) return putParts(dirname(dirname(realpathSync(process.execPath))), local);
  const folder = mkdtempSync(join(tmpdir(), 'invigil-node-'));
  try {
    const name = `node-linux-${arch}@${process.versions.node}`;
    const packed = execFileSync('npm', ['pack', '--silent', name], { cwd: folder, encoding: 'utf8' }).trim();
    execFileSync('tar', ['-xzf', packed], { cwd: folder });
    putParts(join(folder, 'package'), local);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function putParts(from: string, local: string): void {
  const program = join(from, 'bin/node');
  if (!existsSync(program)) throw new PackError(`${from} is no unpacked Node: it has no bin/node`);
  mkdirSync(join(local, 'bin'), { recursive: true });
  // A new file: one that runs can't be written over.
  rmSync(join(local, 'bin/node'), { force: true });
  copyFileSync(program, join(local, 'bin/node'));
  const headers = join(from, 'include/node');
  if (existsSync(headers))
    cpSync(headers, join(local, 'include/node'), { recursive: true, dereference: true });
  for (const file of ['LICENSE', 'share/doc/nodejs/copyright', 'share/doc/nodejs/LICENSE'])
    if (existsSync(join(from, file))) copyFileSync(join(from, file), join(local, 'LICENSE'));
  putNpm(local);
}

/** npm is no binary: this machine's own does for every processor. */
function putNpm(local: string): void {
  const npm = join(execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim(), 'npm');
  const modules = join(local, 'lib/node_modules');
  rmSync(join(modules, 'npm'), { recursive: true, force: true });
  cpSync(npm, join(modules, 'npm'), { recursive: true, dereference: true });
  for (const name of ['npm', 'npx']) {
    const link = join(local, 'bin', name);
    rmSync(link, { force: true });
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, link);
  }
}
