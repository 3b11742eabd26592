import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { BenchError } from './bench-error.js';

const HUMAN = '3.3.6';
const TFJS = '4.22.0';

/** The peer, its name and version for people. */
export const PEER = `@vladmandic/human ${HUMAN} (TF.js ${TFJS}, WebAssembly with SIMD)`;

const DEPENDENCIES = {
  '@vladmandic/human': HUMAN,
  // What its build for Node on WebAssembly asks for and does not bring.
  '@tensorflow/tfjs-core': TFJS,
  '@tensorflow/tfjs-converter': TFJS,
  '@tensorflow/tfjs-backend-cpu': TFJS,
  '@tensorflow/tfjs-backend-wasm': TFJS,
};

/**
 * Installs the peer into this user's cache, once, and gives the folder. It is no dependency of ours: it reads age, gender and
 * emotion, and nothing that we ship may bring that along. Throws BenchError `peer-unavailable`.
 */
export async function installPeer(say: (line: string) => void): Promise<string> {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'invigil', 'peer', `human-${HUMAN}-tfjs-${TFJS}`);
  if (existsSync(folder)) return folder;
  say(`installing the peer into ${folder}`);
  await mkdir(dirname(folder), { recursive: true });
  const fresh = await mkdtemp(`${folder}-`);
  try {
    await writeFile(
      join(fresh, 'package.json'),
      JSON.stringify({ private: true, dependencies: DEPENDENCIES }),
    );
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await promisify(execFile)('npm', ['install', '--prefix', fresh, ...quiet], { cwd: fresh });
    // All or nothing: an install that was cut off is never taken for the peer.
    if (!existsSync(folder)) await rename(fresh, folder);
    return folder;
  } catch (cause) {
    throw new BenchError('peer-unavailable', 'npm could not install the peer; --no-peer leaves it out', {
      cause,
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
