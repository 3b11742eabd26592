// The library below asks for it at its first import.
import 'reflect-metadata';
import { createPrivateKey, createPublicKey, generateKeyPairSync, webcrypto } from 'node:crypto';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A fresh P-256 key, PEM. */
export function newKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** A request for a certificate (PKCS #10, PEM), signed by the key as the proof that the seat holds it. The hub knows the seat's name. */
export async function requestFor(keyPem: string): Promise<string> {
  const { subtle } = webcrypto;
  const own = createPrivateKey(keyPem).export({ format: 'der', type: 'pkcs8' });
  const open = createPublicKey(keyPem).export({ format: 'der', type: 'spki' });
  const keys = {
    privateKey: await subtle.importKey('pkcs8', own, ECDSA, false, ['sign']),
    publicKey: await subtle.importKey('spki', open, ECDSA, true, ['verify']),
  };
  const name = [{ CN: ['seat'] }];
  const request = await Pkcs10CertificateRequestGenerator.create({ name, keys, signingAlgorithm: ECDSA });
  return request.toString('pem');
}
