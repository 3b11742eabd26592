import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { closeBundle } from './close-bundle.js';
import { installerText, layOut } from './lay-out.js';
import { leastLibc } from './least-libc.js';
import { type BundleManifest, contentsOf } from './manifest.js';
import { PackError } from './pack-error.js';
import { PARTS, type Role } from './role.js';
import { publicHalf } from './signature.js';

/** Binaries: what the loader starts. */
const BINARY = /(?:\.node|\.so(?:\.[\w.]+)?|^node\/bin\/node)$/;

type Wanted = {
  role: Role;
  /** Folder for the bundle, its signature, the installer and the public key. */
  out: string;
  /** Private key, PEM. */
  keyFile: string;
  /** Version that the bundle bears; none: that of package.json. */
  version?: string | undefined;
};

/** What was made. */
export type Bundle = {
  file: string;
  bytes: number;
  /** Unpacked. */
  wholeBytes: number;
  manifest: BundleManifest;
  /** The largest parts, unpacked, bytes. */
  largest: [path: string, bytes: number][];
};

/** Makes a signed bundle of this checkout for this machine's processor. Throws PackError where something is missing. */
export function makeBundle(root: string, { keyFile, out, role, version: wanted }: Wanted): Bundle {
  const { arch } = process;
  if (arch !== 'x64' && arch !== 'arm64')
    throw new PackError(`bundles are for x64 and arm64; this machine is ${arch}`);
  const publicKey = publicHalf(keyFile);
  const version = wanted ?? versionOf(root);
  const folder = mkdtempSync(join(tmpdir(), 'invigil-pack-'));
  try {
    layOut({ root, role, version, into: folder });
    startOnce(folder, role);
    const contents = contentsOf(folder);
    const binaries = Object.keys(contents.files).filter((path) => BINARY.test(path));
    const manifest: BundleManifest = {
      format: 1,
      role,
      version,
      arch,
      revision: revisionOf(root),
      node: process.versions.node,
      libc: leastLibc(binaries.map((path) => join(folder, path))) ?? '2.0',
      ...contents,
    };
    const file = closeBundle(folder, { manifest, out, keyFile, at: timeOf(root) });
    writeFileSync(join(out, 'install'), installerText(root), { mode: 0o755 });
    writeFileSync(join(out, 'release.pub'), publicKey);
    const sizes = Object.keys(contents.files).map((path): [string, number] => [
      path,
      statSync(join(folder, path)).size,
    ]);
    return {
      file,
      bytes: statSync(file).size,
      wholeBytes: sizes.reduce((sum, [, bytes]) => sum + bytes, 0),
      manifest,
      largest: sizes.toSorted(([, a], [, b]) => b - a).slice(0, 12),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A bundle whose program does not even start is none. */
function startOnce(folder: string, role: Role): void {
  const words = [join(folder, 'app', PARTS[role].program), '--version'];
  const { status, stderr } = spawnSync(join(folder, 'node/bin/node'), words, { encoding: 'utf8', env: {} });
  if (status !== 0)
    throw new PackError(`the program of the ${role} does not start from its bundle:\n${stderr}`);
}

function versionOf(root: string): string {
  const text: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(text).version;
}

/** The commit; outside of git, where a release was unpacked, none can be named. */
function revisionOf(root: string): string {
  if (!existsSync(join(root, '.git'))) return 'unknown';
  const changed = git(root, 'status', '--porcelain', '--untracked-files=no') !== '';
  return `${git(root, 'rev-parse', 'HEAD')}${changed ? '-changed' : ''}`;
}

function timeOf(root: string): string {
  return existsSync(join(root, '.git')) ? git(root, 'log', '-1', '--format=%ct') : '0';
}

function git(root: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}
