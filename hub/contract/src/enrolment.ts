import * as z from 'zod';
import { EpochMs, Sha256, Slug } from './ids.js';

/**
 * The name under which seats ask for the hub in TLS, whatever its address: so they meet the certificate of the centre's own
 * authority also where browsers are shown another. `.internal` is kept for private use (ICANN, 2024).
 */
export const HUB_TLS_NAME = 'hub.invigil.internal';

const Secret = z.string().regex(/^[\w-]{20,100}$/);
const Pem = z.string().min(64).max(4096);

/** `POST /api/enrolment-tokens`: a one-time token with which a seat gets its certificate. */
export const EnrolmentTokenRequest = z.object({ room: Slug, seat: Slug });

/** Its answer (201). */
export const EnrolmentToken = z.object({
  /** What the seat is given, as a text that a QR code can hold: address, token, and what to trust. */
  payload: z.string(),
  /** When the token ends if it is not used, on the hub's clock. */
  expiresAt: EpochMs,
});

/** `POST /api/enrol`: the token decides for which seat; of the request (PKCS #10, PEM) only the key counts. */
export const EnrolRequest = z.object({ token: Secret, csr: Pem });

/** `POST /api/seat/certificate`: a new certificate for the seat that holds one. */
export const RenewRequest = z.object({ csr: Pem });

/** Answer of both (201). */
export const SeatCertificate = z.object({
  /** `centre/room/seat` of the certificate. */
  principal: z.string(),
  /** PEM. */
  certificate: Pem,
  /** Certificate of the centre's authority, PEM. */
  authority: Pem,
  expiresAt: EpochMs,
});
export type SeatCertificate = z.infer<typeof SeatCertificate>;

/** `GET /api/certificates`: what was given out, newest first. */
export const CertificateList = z.object({
  certificates: z.array(
    z.object({
      /** Upper-case hexadecimal. */
      serial: z.string(),
      principal: z.string(),
      issuedAt: EpochMs,
      /** Who made the token, or `renewal`. */
      issuedBy: z.string(),
      expiresAt: EpochMs,
      revokedAt: EpochMs.nullable(),
      revokedBy: z.string().nullable(),
    }),
  ),
});
export type CertificateList = z.infer<typeof CertificateList>;

/** What a seat needs to enrol. */
export const EnrolmentPayload = z.object({
  /** `https://…` of the hub. */
  hub: z.url({ protocol: /^https$/ }),
  token: Secret,
  /** SHA-256 of the authority's certificate (DER): what to trust at first contact. */
  ca: Sha256,
});
export type EnrolmentPayload = z.infer<typeof EnrolmentPayload>;

/** The payload as one line. */
export function writeEnrolment(payload: EnrolmentPayload): string {
  return `invigil:enrol?${new URLSearchParams(payload).toString()}`;
}

/** Reads such a line; undefined where it is none. */
export function readEnrolment(text: string): EnrolmentPayload | undefined {
  const [head, query, ...rest] = text.trim().split('?');
  if (head !== 'invigil:enrol' || query === undefined || rest.length > 0) return undefined;
  return EnrolmentPayload.safeParse(Object.fromEntries(new URLSearchParams(query))).data;
}
