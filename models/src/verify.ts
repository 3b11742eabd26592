import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findNet, loadManifest, type Manifest, type Net } from './manifest.js';
import { ModelsError } from './models-error.js';
import { sha256 } from './sha256.js';

/** A net whose compiled bytes are the ones that the manifest names. */
export interface VerifiedNet {
  name: string;
  /** Absolute or `dir`-relative path of the compiled file. */
  file: string;
  /** Hash of the bytes that were read, hex. */
  sha256: string;
  /** The very bytes that were hashed: load these, so that nothing can change in between. */
  bytes: Buffer;
  net: Net;
}

/**
 * Reads and hashes the compiled file of each named net in `dir`; meant for every start.
 * Throws `missing` (with what to do), `wrong-hash` (with the file and both hashes) or `unknown-net`.
 */
export async function verifyNets(
  dir: string,
  names: readonly string[],
  manifest: Manifest = loadManifest(dir),
): Promise<VerifiedNet[]> {
  return Promise.all(names.map((name) => verifyNet(dir, findNet(manifest, name))));
}

async function verifyNet(dir: string, net: Net): Promise<VerifiedNet> {
  const file = join(dir, net.compiled.file);
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new ModelsError('missing', `${file} is not there: run npm run setup`, cause);
  }
  const found = sha256(bytes);
  if (found !== net.compiled.sha256) {
    throw new ModelsError(
      'wrong-hash',
      `${file} has SHA-256 ${found}, the manifest says ${net.compiled.sha256}`,
    );
  }
  return { name: net.name, file, sha256: found, bytes, net };
}
