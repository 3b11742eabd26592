import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BundleManifest, manifestText } from '../pack/manifest.js';
import { makeKey, signFile } from '../pack/signature.js';

const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

/** Bundles as they lie on a stick: with their signatures, the installer and the public key. */
export type Stick = {
  folder: string;
  /** Private key that signed them. */
  key: string;
  /** File names. */
  hub: string;
  seat: string;
};

/**
 * Packs hub and seat of this checkout. `INVIGIL_BUNDLES` names a folder of a run before, whose bundles are taken as they are: for
 * who changes the tests alone.
 */
export function packStick(folder: string, version?: string): Stick {
  const made = process.env['INVIGIL_BUNDLES'] ?? folder;
  const key = join(made, 'keys/release.key');
  if (process.env['INVIGIL_BUNDLES'] === undefined) {
    mkdirSync(join(made, 'keys'), { recursive: true, mode: 0o700 });
    makeKey(key);
    for (const role of ['hub', 'seat']) {
      const named = version === undefined ? [] : ['--version', version];
      execFileSync(join(root, 'deploy/pack'), [role, '--out', join(made, 'stick'), '--key', key, ...named], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    }
  }
  const stick = join(made, 'stick');
  const names = readdirSync(stick).filter((name) => name.endsWith('.tar.gz'));
  const ofRole = (role: string): string => names.find((name) => name.startsWith(`invigil-${role}-`)) ?? '';
  return { folder: stick, key, hub: ofRole('hub'), seat: ofRole('seat') };
}

/** A bundle, rightly signed, whose manifest says something of its own, and which holds nothing else. Returns its path. */
export function emptyBundle(stick: Stick, folder: string, said: Partial<BundleManifest>): string {
  mkdirSync(folder, { recursive: true });
  const manifest = BundleManifest.parse({
    format: 1,
    role: 'hub',
    version: '9.9.9',
    arch: process.arch,
    revision: 'none',
    node: process.versions.node,
    libc: '2.17',
    files: {},
    links: {},
    ...said,
  });
  writeFileSync(join(folder, 'manifest.json'), manifestText(manifest));
  const file = join(folder, `invigil-${manifest.role}-${manifest.version}-linux-${manifest.arch}.tar.gz`);
  execFileSync('tar', ['-C', folder, '-czf', file, 'manifest.json']);
  signFile(file, stick.key);
  return file;
}
