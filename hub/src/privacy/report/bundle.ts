import { type BundleManifest, MANIFEST, type SessionReport } from '@invigil/contract';
import type { ReceiptSigner } from '../../lib/receipt-signer.js';
import { sha256Hex } from '../../lib/sha256.js';
import { type ZipEntry, zipOf } from '../../lib/zip.js';
import type { Pictures } from '../../store/pictures.js';
import { reportPage } from './report-page.js';

export type BundleDeps = { pictures: Pick<Pictures, 'read'>; signer: ReceiptSigner };

const READ_ME = `One session of one seat of an Invigil hub.

report.html       the report, for reading and printing; its pictures are those in evidence/
report.json       the same as data
certificate.json  what of the record is stored and what is missing, with the heads of its chain of hashes
evidence/         the pictures, each named by its SHA-256
manifest.json     the SHA-256 of every file, signed by the hub (Ed25519)

Whether this is as the hub wrote it:   invigil-hub verify-bundle FILE.zip --signer KEY
KEY is the hub's public key, which \`invigil-hub receipts --config FILE\` prints there. Without it the bundle is checked only
against the key that it names itself.
`;

/** A session as a signed archive, piece by piece: one picture is in memory at a time. */
export function bundleOf(deps: BundleDeps, report: SessionReport): AsyncGenerator<Uint8Array> {
  return zipOf(signed(deps, report));
}

async function* signed({ pictures, signer }: BundleDeps, report: SessionReport): AsyncGenerator<ZipEntry> {
  const { centre, issuedAt, room, seat, session } = report;
  const files: BundleManifest['files'] = [];
  for await (const entry of entriesOf(pictures, report)) {
    files.push({ name: entry.name, bytes: entry.bytes.length, sha256: sha256Hex(entry.bytes) });
    yield entry;
  }
  const content = {
    v: 1 as const,
    kind: 'invigil-bundle' as const,
    centre,
    room,
    seat,
    session,
    issuedAt,
    files,
  };
  const manifest: BundleManifest = signer.sign(content);
  yield { name: MANIFEST, bytes: jsonOf(manifest), packed: false };
}

async function* entriesOf(pictures: BundleDeps['pictures'], report: SessionReport): AsyncGenerator<ZipEntry> {
  yield { name: 'README.txt', bytes: Buffer.from(READ_ME), packed: false };
  const there = new Set<string>();
  for (const { sha256 } of report.pictures) {
    const bytes = await pictures.read(sha256);
    if (bytes === undefined) continue;
    there.add(sha256);
    yield { name: fileOf(sha256), bytes, packed: true };
  }
  const page: string[] = [];
  const sourceOf = async (sha256: string) => (there.has(sha256) ? fileOf(sha256) : undefined);
  for await (const part of reportPage(report, sourceOf)) page.push(part);
  yield { name: 'report.html', bytes: Buffer.from(page.join('')), packed: false };
  yield { name: 'report.json', bytes: jsonOf(report), packed: false };
  if (report.certificate !== null)
    yield { name: 'certificate.json', bytes: jsonOf(report.certificate), packed: false };
}

function fileOf(sha256: string): string {
  return `evidence/${sha256}.jpg`;
}

function jsonOf(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
}
