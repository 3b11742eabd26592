import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { BundleManifest, MANIFEST, safeParse } from '@invigil/contract';
import { isSigned } from '../../lib/receipt-signer.js';
import { type ZipFile, withZip } from '../../lib/read-zip.js';

/** A manifest of this many bytes names a hundred thousand files. */
const MAX_MANIFEST_BYTES = 32 * 1024 * 1024;

/** What became of a file of a bundle. `added`: the manifest does not name it, so the hub did not sign it. */
type FileVerdict = {
  name: string;
  verdict: 'whole' | 'changed' | 'missing' | 'added';
  detail?: string;
};

export type BundleVerdict = {
  /**
   * `whole`: the manifest is as it was signed, and by the expected key where one was given. `other-signer`: it is as somebody signed it who is not
   * the hub that was expected. `changed`: it isn't as it was signed.
   */
  manifest: 'whole' | 'other-signer' | 'changed' | 'missing' | 'unreadable';
  /** The key that the manifest names; null where it can't be read. */
  signer: string | null;
  /** Of which session it says that it is; null where it can't be read. */
  of: Pick<BundleManifest, 'centre' | 'room' | 'seat' | 'session' | 'issuedAt'> | null;
  files: FileVerdict[];
};

/** Whether a bundle is as the hub wrote it, file by file. Throws a ZipError where it is no archive. @param signer the hub's public key, where it is known */
export async function verifyBundle(path: string, signer: string | undefined): Promise<BundleVerdict> {
  return withZip(path, async (files) => {
    const manifest = await manifestIn(files);
    if (typeof manifest === 'string') {
      const all = files.filter(({ name }) => name !== MANIFEST);
      return { manifest, signer: null, of: null, files: all.map(({ name }) => ({ name, verdict: 'added' })) };
    }
    const { centre, issuedAt, room, seat, session } = manifest;
    const isExpected = signer === undefined || signer === manifest.signer;
    return {
      manifest: !isSigned(manifest) ? 'changed' : isExpected ? 'whole' : 'other-signer',
      signer: manifest.signer,
      of: { centre, room, seat, session, issuedAt },
      files: await verdictsOf(files, manifest),
    };
  });
}

/** Whether nothing at all is amiss. */
export function isWhole({ files, manifest }: BundleVerdict): boolean {
  return manifest === 'whole' && files.every(({ verdict }) => verdict === 'whole');
}

async function manifestIn(files: readonly ZipFile[]): Promise<BundleManifest | 'missing' | 'unreadable'> {
  const file = files.find(({ name }) => name === MANIFEST);
  if (file === undefined) return 'missing';
  if (file.bytes > MAX_MANIFEST_BYTES) return 'unreadable';
  try {
    const read: unknown = JSON.parse((await buffer(file.read())).toString('utf8'));
    const manifest = safeParse(BundleManifest, read);
    return manifest.success ? manifest.data : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

async function verdictsOf(files: readonly ZipFile[], manifest: BundleManifest): Promise<FileVerdict[]> {
  const there = new Map(files.map((file) => [file.name, file]));
  const verdicts: FileVerdict[] = [];
  for (const { name, sha256 } of manifest.files) {
    const file = there.get(name);
    if (file === undefined) verdicts.push({ name, verdict: 'missing' });
    else verdicts.push({ name, ...(await verdictOf(file, sha256)) });
  }
  const named = new Set([MANIFEST, ...manifest.files.map(({ name }) => name)]);
  for (const { name } of files) if (!named.has(name)) verdicts.push({ name, verdict: 'added' });
  return verdicts;
}

async function verdictOf(file: ZipFile, sha256: string): Promise<Omit<FileVerdict, 'name'>> {
  const hash = createHash('sha256');
  try {
    for await (const piece of file.read()) hash.update(piece);
  } catch (cause) {
    return { verdict: 'changed', detail: cause instanceof Error ? cause.message : String(cause) };
  }
  return { verdict: hash.digest('hex') === sha256 ? 'whole' : 'changed' };
}
