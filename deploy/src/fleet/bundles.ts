import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../pack/role.js';
import { FleetError } from './fleet-error.js';

const NAME = /^invigil-(hub|seat)-(.+)-linux-(x64|arm64)\.tar\.gz$/;
/** What `uname -m` says → what a bundle is called by. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x86_64: 'x64', aarch64: 'arm64' };

/** The bundles of one version of hub or seat, by architecture, as `deploy/pack` leaves them in a folder. */
export type Bundles = { folder: string; version: string; files: ReadonlyMap<string, string> };

/** Finds the bundles of a role and version in a folder. Throws a FleetError where there are none, or where it isn't clear which are meant. */
export function findBundles(folder: string, wanted: string | undefined, role: Role = 'seat'): Bundles {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const found = names.flatMap((name) => {
    const [, of, version = '', arch = ''] = NAME.exec(name) ?? [];
    return of !== role ? [] : [{ arch, name, version }];
  });
  const versions = [...new Set(found.map(({ version }) => version))].toSorted();
  if (versions.length === 0)
    throw new FleetError(
      `${folder}: there is no bundle of a ${role}; deploy/pack ${role} --out ${folder} makes one`,
    );
  const version = wanted ?? versions[0] ?? '';
  if (wanted === undefined && versions.length > 1)
    throw new FleetError(`${folder}: there are bundles of ${versions.join(', ')}; say which with --version`);
  if (!versions.includes(version))
    throw new FleetError(
      `${folder}: there is no bundle of a ${role} ${version}, only of ${versions.join(', ')}`,
    );
  const files = found
    .filter((one) => one.version === version)
    .map(({ arch, name }) => [arch, join(folder, name)] as const);
  for (const [, file] of files)
    if (!existsSync(`${file}.sig`))
      throw new FleetError(`${file}.sig is missing: the signature lies beside its bundle`);
  return { folder, version, files: new Map(files) };
}

/** The bundle for what `uname -m` says on a machine; undefined: there is none. */
export function bundleFor({ files }: Bundles, machine: string): string | undefined {
  return files.get(ARCHITECTURES[machine.trim()] ?? '');
}
