import { type BundleManifest, MANIFEST, type SessionReport } from '@invigil/contract';
import type { ReceiptSigner } from '../../lib/receipt-signer.js';
import { sha256Hex } from '../../lib/sha256.js';
import { type ZipEntry, zipOf } from '../../lib/zip.js';
import type { Pictures } from '../../store/pictures.js';
import { reportPage } from './report-page.js';
import type { Speech } from './report-speech.js';

export type BundleDeps = { pictures: Pick<Pictures, 'read'>; signer: ReceiptSigner };

/** A session as a signed archive, piece by piece: one picture is in memory at a time. */
export function bundleOf(
  deps: BundleDeps,
  report: SessionReport,
  speech: Speech,
): AsyncGenerator<Uint8Array> {
  return zipOf(signed(deps, report, speech));
}

async function* signed(
  { pictures, signer }: BundleDeps,
  report: SessionReport,
  speech: Speech,
): AsyncGenerator<ZipEntry> {
  const { centre, issuedAt, room, seat, session } = report;
  const files: BundleManifest['files'] = [];
  for await (const entry of entriesOf(pictures, report, speech)) {
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

async function* entriesOf(
  pictures: BundleDeps['pictures'],
  report: SessionReport,
  speech: Speech,
): AsyncGenerator<ZipEntry> {
  yield { name: 'README.txt', bytes: Buffer.from(speech.texts.readMe), packed: false };
  const there = new Set<string>();
  for (const { sha256 } of report.pictures) {
    const bytes = await pictures.read(sha256);
    if (bytes === undefined) continue;
    there.add(sha256);
    yield { name: fileOf(sha256), bytes, packed: true };
  }
  const page: string[] = [];
  const sourceOf = async (sha256: string) => (there.has(sha256) ? fileOf(sha256) : undefined);
  for await (const part of reportPage(report, speech, sourceOf)) page.push(part);
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
