import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { closeBundle } from '../pack/close-bundle.js';
import { BundleManifest, contentsOf } from '../pack/manifest.js';
import type { Role } from '../pack/role.js';

/** Bundles as they lie on a stick: with their signatures, the installer and the public key. */
export type Stick = {
  folder: string;
  /** Private key that signed them. */
  key: string;
  /** File names. */
  hub: string;
  seat: string;
};

/** The stick that `deploy/test.sh machines` packed of this checkout, or that `INVIGIL_BUNDLES` names: of a run before, for who changes the tests alone. */
export function packedStick(): Stick {
  const made = process.env['INVIGIL_BUNDLES'] ?? '';
  const folder = join(made, 'stick');
  if (made === '' || !existsSync(folder))
    throw new Error(`${folder}: no bundles; start these tests with npm run test:deploy, which packs them`);
  const names = readdirSync(folder).filter((name) => name.endsWith('.tar.gz'));
  const ofRole = (role: Role): string => names.find((name) => name.startsWith(`invigil-${role}-`)) ?? '';
  return { folder, key: join(made, 'keys/release.key'), hub: ofRole('hub'), seat: ofRole('seat') };
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
  return closeBundle(folder, { manifest, out: folder, keyFile: stick.key, at: '0' });
}

type Derived = {
  role: Role;
  version: string;
  /** Breaks something in it. `folder` holds the whole bundle; what is written there has to be removed first. */
  change?: (folder: string) => void;
};

/** Bundles of the programs on a stick under other versions: nothing is compiled again. */
export class Derivations {
  readonly #stick: Stick;
  readonly #folder: string;

  /** @param folder where they go, on the disk of a machine's layers */
  constructor(stick: Stick, folder: string) {
    this.#stick = stick;
    this.#folder = folder;
  }

  /** Makes one and signs it by the stick's key, where it was not made before. Returns its path. */
  make({ change, role, version }: Derived): string {
    const out = join(this.#folder, 'stick');
    const file = join(out, `invigil-${role}-${version}-linux-${process.arch}.tar.gz`);
    if (existsSync(`${file}.sig`)) return file;
    const whole = this.#unpacked(role);
    const folder = mkdtempSync(join(this.#folder, 'derived-'));
    // The same files under further names: a gigabyte is not written for it.
    execFileSync('cp', ['-al', `${whole}/.`, folder]);
    const manifest = BundleManifest.parse(readJson(join(folder, 'manifest.json')));
    rmSync(join(folder, 'manifest.json'));
    for (const path of Object.keys(manifest.files).filter(isOurPackage)) {
      const text = z.looseObject({}).parse(readJson(join(folder, path)));
      rmSync(join(folder, path));
      writeFileSync(join(folder, path), `${JSON.stringify({ ...text, version }, null, 2)}\n`);
    }
    change?.(folder);
    const made = closeBundle(folder, {
      manifest: { ...manifest, version, ...contentsOf(folder) },
      out,
      keyFile: this.#stick.key,
      at: '0',
      level: 1,
    });
    rmSync(folder, { recursive: true });
    return made;
  }

  #unpacked(role: Role): string {
    const folder = join(this.#folder, `unpacked-${role}`);
    if (existsSync(folder)) return folder;
    mkdirSync(folder, { recursive: true });
    execFileSync('tar', ['-xzf', join(this.#stick.folder, this.#stick[role]), '-C', folder]);
    return folder;
  }
}

function isOurPackage(path: string): boolean {
  return /^app\/(?!node_modules\/)(?:[a-z-]+\/){1,2}package\.json$/.test(path);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
