import { X509Certificate, createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubError, messageOf } from '../lib/hub-error.js';
import type { TlsMaterial } from '../lib/peer-certificate.js';
import { CentreAuthority, type KeyedCertificate, createAuthority } from './centre-authority.js';

/** Below this share of its life the hub's certificate is made anew at the start. */
const RENEW_BELOW = 1 / 3;

/** A centre's authority, and what its hub shows in TLS. */
export type Pki = { authority: CentreAuthority; hub: TlsMaterial };

/** Makes the authority and the hub's certificate in `pki/` of the data folder. What is there and can be used is left alone. */
export async function initPki(
  dataDir: string,
  made: { centre: string; names: readonly string[]; now: number },
): Promise<'made' | 'there-already'> {
  const folder = folderOf(dataDir);
  if (existsSync(join(folder, 'ca.key')) || existsSync(join(folder, 'ca.crt'))) {
    if (!isUsable(folder, 'hub')) await renewHub(dataDir, made);
    return 'there-already';
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  write(folder, 'ca', await createAuthority(made.centre, made.now));
  await renewHub(dataDir, made);
  return 'made';
}

/** Makes a new key and certificate for the hub. */
export async function renewHub(
  dataDir: string,
  made: { names: readonly string[]; now: number },
): Promise<void> {
  const folder = folderOf(dataDir);
  const authority = new CentreAuthority(read(folder, 'ca'));
  const hub = await authority.issueHub(made.names, made.now);
  // With the authority's own, so that a seat at first contact sees whose fingerprint it was given.
  write(folder, 'hub', { ...hub, certificate: hub.certificate + authority.certificate });
}

/** What {@link initPki} made. Renews the hub's certificate where its end is near. Throws a HubError `pki-unusable`. */
export async function openPki(
  dataDir: string,
  made: { names: readonly string[]; now: number },
): Promise<Pki> {
  const folder = folderOf(dataDir);
  if (isNearEnd(read(folder, 'hub').certificate, made.now)) await renewHub(dataDir, made);
  const authority = new CentreAuthority(read(folder, 'ca'));
  const { certificate, key } = read(folder, 'hub');
  return { authority, hub: { key, cert: certificate, ca: authority.certificate } };
}

/** SHA-256 of a certificate (DER), 64 lower-case hexadecimal digits. */
export function fingerprintOf(pem: string): string {
  return new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();
}

function isUsable(folder: string, name: 'ca' | 'hub'): boolean {
  try {
    return read(folder, name).key !== '';
  } catch {
    return false;
  }
}

function isNearEnd(pem: string, now: number): boolean {
  const { validFrom, validTo } = new X509Certificate(pem);
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
  return to - now < (to - from) * RENEW_BELOW;
}

function folderOf(dataDir: string): string {
  return join(dataDir, 'pki');
}

function read(folder: string, name: 'ca' | 'hub'): KeyedCertificate {
  try {
    const certificate = readFileSync(join(folder, `${name}.crt`), 'utf8');
    const key = readFileSync(join(folder, `${name}.key`), 'utf8');
    // Here, with the file's name, rather than at the first connection.
    if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) {
      throw new Error('the key is not the certificate’s');
    }
    return { certificate, key };
  } catch (cause) {
    const line = `${folder}: ${name}.crt or ${name}.key can't be used: ${messageOf(cause)}; run invigil-hub init`;
    throw new HubError('pki-unusable', line, { cause });
  }
}

function write(folder: string, name: 'ca' | 'hub', { certificate, key }: KeyedCertificate): void {
  for (const [file, text, mode] of [
    [`${name}.key`, key, 0o600],
    [`${name}.crt`, certificate, 0o644],
  ] as const) {
    writeFileSync(join(folder, `${file}.part`), text, { mode });
    renameSync(join(folder, `${file}.part`), join(folder, file));
  }
}
