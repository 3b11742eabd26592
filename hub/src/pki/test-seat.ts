import 'reflect-metadata';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { ECDSA, newKeyPair, privateKeyPem } from './key-pair.js';

/** For tests only: a key and a request for a certificate under any name. */
export async function requestOf(name: string): Promise<{ key: string; csr: string }> {
  const keys = await newKeyPair();
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: [name] }],
    signingAlgorithm: ECDSA,
    keys,
  });
  return { key: await privateKeyPem(keys.privateKey), csr: request.toString('pem') };
}
