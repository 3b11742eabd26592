import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BundleManifest, manifestText } from './manifest.js';
import { signFile } from './signature.js';

type Closing = {
  manifest: BundleManifest;
  /** Folder for the bundle and its signature. */
  out: string;
  /** Private key, PEM. */
  keyFile: string;
  /** How old its files are, epoch s. */
  at: string;
  /** How hard it is compressed, 1–9: 6 where nothing else is said. */
  level?: number;
};

/** Makes a bundle of a folder that holds all of it but its manifest, and signs it. Returns its path. */
export function closeBundle(folder: string, { at, keyFile, level = 6, manifest, out }: Closing): string {
  writeFileSync(join(folder, 'manifest.json'), manifestText(manifest));
  mkdirSync(out, { recursive: true });
  const file = join(out, `invigil-${manifest.role}-${manifest.version}-linux-${manifest.arch}.tar.gz`);
  const paths = ['manifest.json', ...Object.keys(manifest.files), ...Object.keys(manifest.links)];
  tar(folder, paths, { file, at, level });
  signFile(file, keyFile);
  return file;
}

/** The manifest first, so that it is read without the rest; then by name, of nobody, and as old as the commit: the same bytes each time. */
function tar(
  folder: string,
  paths: readonly string[],
  { at, file, level }: { at: string; file: string; level: number },
): void {
  const list = `${folder}.list`;
  writeFileSync(list, `${paths.join('\n')}\n`);
  const same = [
    '--format=gnu',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--mode=u+rwX,go+rX,go-w',
    `--mtime=@${at}`,
  ];
  try {
    execFileSync('tar', ['-C', folder, ...same, '-I', `gzip -n -${level}`, '-cf', file, '-T', list]);
  } finally {
    rmSync(list);
  }
}
