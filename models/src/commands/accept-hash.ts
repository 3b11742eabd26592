import { readFile, writeFile } from 'node:fs/promises';
import { parseManifest } from '../manifest.js';

/** Writes the hash of a net's compiled file into the manifest. */
export async function acceptHash(manifestFile: string, name: string, hash: string): Promise<void> {
  const manifest = parseManifest(await readFile(manifestFile, 'utf8'), manifestFile);
  for (const net of manifest.nets) if (net.name === name) net.compiled.sha256 = hash;
  await writeFile(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
}
