import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeviceError, messageOf } from './errors.js';

/** What a seat shows in TLS and whom it trusts, PEM. */
export type SeatIdentity = {
  key: string;
  cert: string;
  /** The centre's authority: nobody else is the hub. */
  ca: string;
};

/** A seat's key and certificates, from their folder. Throws DeviceError `identity-unusable`. */
export function readIdentity(folder: string): SeatIdentity {
  try {
    const [key, cert, ca] = (['seat.key', 'seat.crt', 'ca.crt'] as const).map((name) =>
      readFileSync(join(folder, name), 'utf8'),
    );
    const identity = { key: key ?? '', cert: cert ?? '', ca: ca ?? '' };
    if (!new X509Certificate(identity.cert).checkPrivateKey(createPrivateKey(identity.key))) {
      throw new Error('seat.key is not the key of seat.crt');
    }
    return identity;
  } catch (cause) {
    const line = `${folder}: ${messageOf(cause)}; enrol the seat with invigil-seat enrol`;
    throw new DeviceError('identity-unusable', line, { cause });
  }
}

/** Keeps a key and certificates, the key for nobody else to read. Throws DeviceError `identity-unusable`. */
export function writeIdentity(folder: string, { key, cert, ca }: SeatIdentity): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    put(folder, 'ca.crt', ca);
    put(folder, 'seat.key', key);
    put(folder, 'seat.crt', cert);
  } catch (cause) {
    throw new DeviceError('identity-unusable', `${folder}: ${messageOf(cause)}`, { cause });
  }
}

/** Puts the next certificate of the same key in the place of the one before, or leaves that where it was. */
export function replaceCertificate(folder: string, cert: string): void {
  put(folder, 'seat.crt', cert);
}

function put(folder: string, name: string, text: string): void {
  const file = join(folder, name);
  writeFileSync(`${file}.part`, text, { mode: 0o600 });
  renameSync(`${file}.part`, file);
}
