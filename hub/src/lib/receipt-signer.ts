import { createPrivateKey, createPublicKey, hkdfSync, sign, verify } from 'node:crypto';
import { canonicalText } from '@invigil/contract';
import { sha256Hex } from './sha256.js';

/** An Ed25519 private key in PKCS #8, and a public one in SPKI, are these bytes and 32 more (RFC 8410). */
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** What a signature adds. */
export type Signature = { signer: string; hash: string; signature: string };

/** Signs receipts and bundles with a key that follows from the hub's (HKDF), so that there is one secret to guard. */
export class ReceiptSigner {
  readonly #key: ReturnType<typeof createPrivateKey>;
  /** The public key. */
  readonly signer: string;

  constructor(hubKey: Uint8Array) {
    const seed = Buffer.from(hkdfSync('sha256', hubKey, '', 'invigil receipts of erasure', 32));
    const key = Buffer.concat([PRIVATE_HEAD, seed]);
    this.#key = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
    const spki = createPublicKey(this.#key).export({ format: 'der', type: 'spki' });
    this.signer = spki.subarray(-32).toString('hex');
  }

  sign<Content extends object>(content: Content): Content & Signature {
    const signed = { ...content, signer: this.signer };
    const text = Buffer.from(canonicalText(signed));
    return { ...signed, hash: sha256Hex(text), signature: sign(null, text, this.#key).toString('hex') };
  }
}

/** Whether a receipt, or another value, is as it was signed, by the key that it names. */
export function isSigned({ hash, signature, ...signed }: Signature & Record<string, unknown>): boolean {
  const text = Buffer.from(canonicalText(signed));
  const key = Buffer.concat([PUBLIC_HEAD, Buffer.from(signed.signer, 'hex')]);
  const by = createPublicKey({ key, format: 'der', type: 'spki' });
  return sha256Hex(text) === hash && verify(null, text, by, Buffer.from(signature, 'hex'));
}
