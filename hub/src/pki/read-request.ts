import 'reflect-metadata';
import { Pkcs10CertificateRequest, type PublicKey } from '@peculiar/x509';

/**
 * The public key of a certificate request (PKCS #10, PEM) whose sender holds the private one: the request is signed by it.
 * Undefined where it is none, is not of P-256, or is not signed by its own key. What else it asks for is not read.
 */
export async function keyOfRequest(pem: string): Promise<PublicKey | undefined> {
  try {
    const request = new Pkcs10CertificateRequest(pem);
    const { algorithm } = request.publicKey;
    const isP256 = 'namedCurve' in algorithm && algorithm.namedCurve === 'P-256';
    return isP256 && (await request.verify()) ? request.publicKey : undefined;
  } catch {
    return undefined;
  }
}
