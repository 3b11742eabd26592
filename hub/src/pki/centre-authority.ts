import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type PublicKey,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { HUB_TLS_NAME } from '@invigil/contract';
import { ECDSA, newKeyPair, privateKeyPem, signingKey } from './key-pair.js';

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3650;
/** Browsers distrust a server's certificate that lasts longer than 398 days. */
const HUB_DAYS = 397;
/** A seat whose clock is somewhat behind the hub's must not find its certificate to be of the future. */
const BACKDATED_MS = 3_600_000;

/** A certificate with its private key, both PEM. */
export type KeyedCertificate = { certificate: string; key: string };

/** A certificate that was given out. */
export type IssuedCertificate = {
  certificate: string;
  /** Upper-case hexadecimal, as Node's TLS tells it. */
  serial: string;
  expiresAt: number;
};

/** Makes a centre's authority: a key and a certificate signed by itself, good for ten years. */
export async function createAuthority(centre: string, now: number): Promise<KeyedCertificate> {
  const keys = await newKeyPair();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    // Two authorities of one name are told apart in a log by the random part.
    name: [{ CN: [`Invigil ${centre} ${randomBytes(4).toString('hex')}`] }],
    notBefore: new Date(now - BACKDATED_MS),
    notAfter: new Date(now + AUTHORITY_DAYS * DAY_MS),
    signingAlgorithm: ECDSA,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: pemOf(certificate), key: await privateKeyPem(keys.privateKey) };
}

/** Signs for a centre. Its key never leaves this process. */
export class CentreAuthority {
  readonly #own: KeyedCertificate;
  readonly #certificate: X509Certificate;

  /** Throws where the certificate is none. */
  constructor(own: KeyedCertificate) {
    this.#own = own;
    this.#certificate = new X509Certificate(own.certificate);
  }

  /** The authority's own certificate, PEM. */
  get certificate(): string {
    return this.#own.certificate;
  }

  /** A key and certificate for the hub under these host names and addresses, and the name that seats ask for. */
  async issueHub(names: readonly string[], now: number): Promise<KeyedCertificate> {
    const keys = await newKeyPair();
    const alternatives = [HUB_TLS_NAME, ...names].map((value) => ({
      type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const),
      value,
    }));
    const issued = await this.#issue({
      commonName: HUB_TLS_NAME,
      publicKey: keys.publicKey,
      usage: ExtendedKeyUsage.serverAuth,
      now,
      expiresAt: now + HUB_DAYS * DAY_MS,
      more: [new SubjectAlternativeNameExtension(alternatives)],
    });
    return { certificate: issued.certificate, key: await privateKeyPem(keys.privateKey) };
  }

  /** A certificate that lets its holder be this seat and nothing else. */
  issueSeat(
    principal: string,
    publicKey: PublicKey,
    life: { now: number; lastsMs: number },
  ): Promise<IssuedCertificate> {
    const { now, lastsMs } = life;
    const usage = ExtendedKeyUsage.clientAuth;
    return this.#issue({ commonName: principal, publicKey, usage, now, expiresAt: now + lastsMs, more: [] });
  }

  async #issue(wanted: {
    commonName: string;
    publicKey: Parameters<typeof SubjectKeyIdentifierExtension.create>[0];
    usage: ExtendedKeyUsage;
    now: number;
    expiresAt: number;
    more: SubjectAlternativeNameExtension[];
  }): Promise<IssuedCertificate> {
    const { commonName, expiresAt, more, now, publicKey, usage } = wanted;
    const serial = newSerial();
    const certificate = await X509CertificateGenerator.create({
      serialNumber: serial,
      subject: [{ CN: [commonName] }],
      issuer: this.#certificate.subjectName,
      notBefore: new Date(Math.min(now, expiresAt) - BACKDATED_MS),
      notAfter: new Date(expiresAt),
      publicKey,
      signingKey: await signingKey(this.#own.key),
      signingAlgorithm: ECDSA,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([usage]),
        await SubjectKeyIdentifierExtension.create(publicKey),
        await AuthorityKeyIdentifierExtension.create(this.#certificate.publicKey),
        ...more,
      ],
    });
    return { certificate: pemOf(certificate), serial: serial.toUpperCase(), expiresAt };
  }
}

/** 127 random bits, positive and of fixed length (RFC 5280, 4.1.2.2 wants 20 bytes at most). */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) % 64) + 64;
  return bytes.toString('hex');
}

function pemOf(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}
