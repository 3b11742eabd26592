import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as z from 'zod';
import { isKeptOfOurs, isKeptOfPackage } from './kept-files.js';
import { PackError } from './pack-error.js';
import { packagesOf } from './packages.js';
import { putLicences } from './put-licences.js';
import { PARTS, type Role } from './role.js';
import { sharedLibrariesOf } from './shared-libraries.js';

/** The OpenCV binding, of which the shared libraries are brought along. */
const BINDING = 'node_modules/@u4/opencv4nodejs/build/Release/opencv4nodejs.node';
const PackageJson = z.looseObject({ name: z.string(), version: z.string() });

type LayOut = { root: string; role: Role; version: string; into: string };

/** Puts everything of a bundle but its manifest into a folder. */
export function layOut({ into, role, root, version }: LayOut): void {
  const app = join(into, 'app');
  const { beside, workspace } = PARTS[role];
  const { installed, own } = packagesOf(root, workspace);
  mkdirSync(join(app, 'node_modules/@invigil'), { recursive: true });
  for (const place of own) putOwn({ root, app, place, version });
  const system = `linux/${process.arch}`;
  for (const place of installed) {
    copyTree(join(root, place), join(app, place), (path) => isKeptOfPackage(path, system));
  }
  for (const place of beside) {
    const from = join(root, place);
    if (!existsSync(from)) throw new PackError(`${place} is not there: run npm run setup`);
    copyTree(from, join(app, place), () => true);
  }
  copyProgram(process.execPath, join(into, 'node/bin/node'));
  putNodeLicence(join(into, 'node'));
  if (role === 'seat') putLibraries(root, into);
  for (const part of ['units', 'bin'] as const) {
    copyTree(join(root, 'deploy', part), join(into, part), () => true);
  }
  writeFileSync(join(into, 'install'), installerText(root), { mode: 0o755 });
  // One program of three names: it does what it is called by.
  for (const name of ['update', 'rollback', 'take-back'])
    writeFileSync(join(into, 'bin', name), programText(root, 'update-parts'), { mode: 0o755 });
}

/** The installer as one file, as it lies in a bundle and on the stick beside it. */
export function installerText(root: string): string {
  return programText(root, 'parts');
}

/** A program of several parts as one file. */
function programText(root: string, parts: string): string {
  const folder = join(root, 'deploy/lib');
  return readFileSync(join(folder, parts), 'utf8')
    .trim()
    .split('\n')
    .map((part) => join(folder, part))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

/** A workspace: compiled code, and a package.json of the version that the bundle says. */
function putOwn({
  app,
  place,
  root,
  version,
}: {
  root: string;
  app: string;
  place: string;
  version: string;
}): void {
  const file = join(root, place, 'package.json');
  const text = PackageJson.parse(JSON.parse(readFileSync(file, 'utf8')));
  const to = join(app, place);
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, 'package.json'), `${JSON.stringify({ ...text, version }, null, 2)}\n`);
  copyTree(join(root, place, 'dist'), join(to, 'dist'), isKeptOfOurs);
  const link = join(app, 'node_modules', text.name);
  symlinkSync(relative(dirname(link), to), link);
}

function copyTree(from: string, to: string, isKept: (path: string) => boolean): void {
  cpSync(from, to, {
    recursive: true,
    dereference: true,
    // A package's own packages come by themselves: some of them are only for development.
    filter: (path) =>
      path === from ||
      (!relative(from, path).split('/').includes('node_modules') && (isFolder(path) || isKept(path))),
  });
}

function isFolder(path: string): boolean {
  return statSync(path).isDirectory();
}

function copyProgram(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  chmodSync(to, 0o755);
}

/** Where Debian's, NodeSource's and the archive's Node keep their licence. */
function putNodeLicence(into: string): void {
  const prefix = dirname(dirname(process.execPath));
  const file = [
    join(prefix, 'LICENSE'),
    join(prefix, 'share/doc/nodejs/LICENSE'),
    join(prefix, 'share/doc/nodejs/copyright'),
  ].find((one) => existsSync(one));
  if (file !== undefined) copyFileSync(file, join(into, 'LICENSE'));
}

/** OpenCV's libraries, and the binding's own word where they lie: no environment is needed that other programs would inherit. */
function putLibraries(root: string, into: string): void {
  const lib = join(into, 'lib');
  mkdirSync(lib, { recursive: true });
  const libraries = sharedLibrariesOf(join(root, BINDING));
  for (const [name, file] of libraries) copyFileSync(file, join(lib, name));
  putLicences(libraries.values(), join(lib, 'licences'));
  const binding = join(into, 'app', BINDING);
  const toLib = `$ORIGIN/${relative(dirname(binding), lib)}`;
  // DT_RPATH, not DT_RUNPATH: it holds for what its libraries need too (ld.so(8)).
  execFileSync('patchelf', ['--force-rpath', '--set-rpath', toLib, binding]);
}
