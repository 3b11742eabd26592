import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { BundleManifest, MANIFEST, SessionReport } from '@invigil/contract';
import { type Zippable, strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { ENGLISH } from '../../lib/reader.js';
import { ReceiptSigner } from '../../lib/receipt-signer.js';
import { sha256Hex } from '../../lib/sha256.js';
import { tempFolder } from '../../lib/testing.js';
import { type BundleVerdict, isWhole, verifyBundle } from './verify-bundle.js';
import { reported } from './test-report.js';

const PICTURE = `evidence/${sha256Hex('picture maths')}.jpg`;

async function bundle() {
  const { place, records, signer } = await reported();
  const zip = await records.bundle(place, true, ENGLISH);
  assert.ok(zip !== undefined);
  return { zip: await buffer(zip), signer: signer.signer };
}

async function verdictOf(zip: Uint8Array, signer?: string): Promise<BundleVerdict> {
  const file = join(tempFolder(), 'bundle.zip');
  writeFileSync(file, zip);
  return verifyBundle(file, signer);
}

/** The same archive with other contents. */
function tampered(zip: Uint8Array, change: (files: Zippable) => void): Uint8Array {
  const files: Zippable = { ...unzipSync(zip) };
  change(files);
  return zipSync(files);
}

const amiss = ({ files, manifest }: BundleVerdict) => [
  manifest,
  ...files.filter(({ verdict }) => verdict !== 'whole').map(({ name, verdict }) => `${name} ${verdict}`),
];

test('a bundle holds the report twice, the certificate and the pictures, and is whole', async () => {
  const { signer, zip } = await bundle();
  const files = unzipSync(zip);
  assert.deepEqual(Object.keys(files), [
    'README.txt',
    PICTURE,
    'report.html',
    'report.json',
    'certificate.json',
    MANIFEST,
  ]);
  const report = SessionReport.parse(JSON.parse(strFromU8(files['report.json'] ?? new Uint8Array())));
  assert.equal(report.incidents.length, 1);
  assert.ok(strFromU8(files['report.html'] ?? new Uint8Array()).includes(`src="${PICTURE}"`));
  const verdict = await verdictOf(zip, signer);
  assert.ok(isWhole(verdict));
  assert.deepEqual([verdict.signer, verdict.of?.session, verdict.files.length], [signer, 'maths', 5]);
});

test('says file by file what is changed, missing or added', async () => {
  const { signer, zip } = await bundle();
  const said = async (change: (files: Zippable) => void) =>
    amiss(await verdictOf(tampered(zip, change), signer));
  assert.deepEqual(await said(() => {}), ['whole'], 'packed anew, and the same');
  assert.deepEqual(await said((files) => (files[PICTURE] = strToU8('another picture'))), [
    'whole',
    `${PICTURE} changed`,
  ]);
  assert.deepEqual(await said((files) => delete files['report.json']), ['whole', 'report.json missing']);
  assert.deepEqual(await said((files) => (files['evidence/more.jpg'] = strToU8('more'))), [
    'whole',
    'evidence/more.jpg added',
  ]);
  assert.deepEqual(await said((files) => delete files[MANIFEST]), [
    'missing',
    ...['README.txt', PICTURE, 'report.html', 'report.json', 'certificate.json'].map(
      (name) => `${name} added`,
    ),
  ]);
  assert.equal((await said((files) => (files[MANIFEST] = strToU8('{')))).at(0), 'unreadable');
});

test('a manifest that was changed, or signed by somebody else, is told', async () => {
  const { signer, zip } = await bundle();
  const manifest = BundleManifest.parse(JSON.parse(strFromU8(unzipSync(zip)[MANIFEST] ?? new Uint8Array())));
  const put = (value: object) =>
    tampered(zip, (files) => {
      files['report.html'] = strToU8('<p>nothing was seen</p>');
      files[MANIFEST] = strToU8(JSON.stringify(value));
    });
  const forged = manifest.files.map((file) =>
    file.name === 'report.html' ? { ...file, sha256: sha256Hex('<p>nothing was seen</p>') } : file,
  );
  assert.deepEqual(amiss(await verdictOf(put({ ...manifest, files: forged }))), ['changed']);
  const { hash: _hash, signature: _signature, signer: _signer, ...content } = manifest;
  const other = new ReceiptSigner(Buffer.alloc(32, 7)).sign({ ...content, files: forged });
  assert.deepEqual(amiss(await verdictOf(put(other), signer)), ['other-signer']);
  // Without the hub's key nobody can tell: the verdict names the key, so that a person can.
  const blind = await verdictOf(put(other));
  assert.deepEqual([isWhole(blind), blind.signer === signer], [true, false]);
});

test('bytes that were changed within the archive are told, and what is no archive is refused', async () => {
  const { signer, zip } = await bundle();
  const at = zip.indexOf('picture maths');
  const changed = Buffer.from(zip);
  changed.writeUInt8(0x51, at);
  assert.deepEqual(amiss(await verdictOf(changed, signer)), ['whole', `${PICTURE} changed`]);
  const renamed = Buffer.from(zip);
  renamed.write('X', renamed.indexOf('evidence/'));
  assert.deepEqual(amiss(await verdictOf(renamed, signer)), ['whole', `${PICTURE} changed`]);
  await assert.rejects(verdictOf(zip.subarray(0, -100)), { name: 'ZipError' });
  await assert.rejects(verdictOf(Buffer.from('no archive')), { name: 'ZipError' });
  const twice = Buffer.from(zip);
  const report = twice.lastIndexOf('report.json');
  twice.write('report.html', report);
  await assert.rejects(verdictOf(twice), /two files under the name report\.html/);
});
