import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addedFolder, addedManifestFile } from '../locations.js';
import { type AddedNet, readAddedManifest } from '../manifest.js';
import { ModelsError } from '../models-error.js';
import { replaceFile } from '../replace-file.js';

/** Puts a net's bytes and its entry into a folder of compiled nets; where either fails, neither is left. */
export async function registerNet(dir: string, net: AddedNet, bytes: Uint8Array): Promise<void> {
  const { nets } = readAddedManifest(dir);
  const file = join(dir, net.compiled.file);
  await mkdir(join(dir, addedFolder), { recursive: true });
  try {
    await replaceFile(file, bytes);
    await write(dir, [...nets, net]);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

/** Takes out a net that was added, bytes and entry. Throws `unknown-net` with the names of those that were. */
export async function unregisterNet(dir: string, name: string): Promise<AddedNet> {
  const { nets } = readAddedManifest(dir);
  const net = nets.find((one) => one.name === name);
  if (net === undefined) {
    const known = nets.length > 0 ? `added were ${nets.map((one) => one.name).join(', ')}` : 'none was added';
    throw new ModelsError('unknown-net', `no net called ${name} was added to ${dir}; ${known}`);
  }
  await write(
    dir,
    nets.filter((one) => one !== net),
  );
  await rm(join(dir, net.compiled.file), { force: true });
  return net;
}

async function write(dir: string, nets: readonly AddedNet[]): Promise<void> {
  await replaceFile(addedManifestFile(dir), `${JSON.stringify({ nets }, null, 2)}\n`);
}
