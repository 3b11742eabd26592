import * as z from 'zod';
import { EpochMs, Sha256, Slug } from './ids.js';
import { KeptSession } from './kept-session.js';

/** Name of the manifest in a bundle. */
export const MANIFEST = 'manifest.json';

/**
 * What a bundle of one session holds (`GET …/sessions/:session/bundle`, a ZIP), in its file {@link MANIFEST}. The signature is of it, and so of every
 * file that it names.
 */
export const BundleManifest = z.object({
  v: z.literal(1),
  kind: z.literal('invigil-bundle'),
  centre: Slug,
  room: Slug,
  seat: Slug,
  session: KeptSession,
  /** On the hub's clock. */
  issuedAt: EpochMs,
  /** Every other file. */
  files: z.array(
    z.object({ name: z.string().min(1).max(200), bytes: z.number().int().min(0), sha256: Sha256 }),
  ),
  /** Ed25519 public key of the hub, 64 hexadecimal digits: the one that signs receipts. */
  signer: Sha256,
  /** SHA-256 of the canonical text (RFC 8785) of all of the above; the signature is of the same text. */
  hash: Sha256,
  /** 128 hexadecimal digits. */
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});
export type BundleManifest = z.infer<typeof BundleManifest>;
