import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { ifThere } from '../lib/if-there.js';
import { placeSealed, type Seal, unseal } from '../lib/sealed-file.js';

/** What a centre's authority is on the disk (pki/pki-folder.ts). */
const FILES = ['ca.key', 'ca.crt', 'hub.key', 'hub.crt'] as const;
const COPY = 'pki.sealed';
const Copied = z.partialRecord(z.enum(FILES), z.string());

/**
 * Copies the centre's authority into a backup, sealed with the hub's key: who holds the backup alone can make no certificate. Gives whether it was
 * copied: not where there is none, or no key.
 */
export async function copyAuthority(
  dataDir: string,
  folder: string,
  key: Uint8Array | undefined,
): Promise<boolean> {
  const read = await Promise.all(
    FILES.map(async (name) => [name, await ifThere(readFile(join(dataDir, 'pki', name), 'utf8'))] as const),
  );
  const files = Object.fromEntries(read.filter(([, text]) => text !== undefined));
  if (key === undefined || files['ca.key'] === undefined) return false;
  await placeSealed(pieces(JSON.stringify(files)), join(folder, COPY), sealOf(key));
  return true;
}

/**
 * Puts the authority of a backup into a data folder that has none. `there-already`: one is there, and is left alone. `no-key`: the hub's key is not
 * there to open it. Throws a SealError where it was sealed with another key.
 */
export async function bringAuthorityBack(
  folder: string,
  dataDir: string,
  key: Uint8Array | undefined,
): Promise<'back' | 'there-already' | 'none' | 'no-key'> {
  const sealed = await ifThere(readFile(join(folder, COPY)));
  if (sealed === undefined) return 'none';
  const pki = join(dataDir, 'pki');
  if (existsSync(join(pki, 'ca.key'))) return 'there-already';
  if (key === undefined) return 'no-key';
  const files = Copied.parse(JSON.parse(unseal(sealed, sealOf(key)).toString()));
  await mkdir(pki, { recursive: true, mode: 0o700 });
  for (const name of FILES) {
    const text = files[name];
    if (text !== undefined) await writeFile(join(pki, name), text, { mode: 0o600 });
  }
  return 'back';
}

function sealOf(key: Uint8Array): Seal {
  return { key, bound: 'invigil pki' };
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
