import * as z from 'zod';
import { canonicalText } from './canonical-text.js';
import { type Decoded, decode, describeIssues } from './decode.js';
import { Sha256 } from './ids.js';
import { unknownFields, without } from './known-fields.js';
import { Policy } from './policy.js';
import { safeParse } from './safe-parse.js';

/** A wanted policy as a seat reads it, from a hub that may be older or newer than the seat. */
export type ReadPolicy = {
  /** The hash that came with it: right only if it is the SHA-256 of `text`. */
  hash: Sha256;
  /** Canonical text of the policy as it came, before defaults filled it in and unknown fields left it. */
  text: string;
  policy: Policy;
  /** Paths of the fields that this seat doesn't know, such as `conduct.phone.colour`: it works without them. */
  ignored: string[];
};

const Sent = z.object({ hash: Sha256, policy: z.unknown() });

/**
 * Reads what a hub sends on `policy`. Never throws. What an older hub leaves out has its default here; what a newer one adds is
 * ignored and named, so that the two can be updated one after the other. A value out of its range is refused.
 */
export function readWantedPolicy(payload: Uint8Array | string): Decoded<ReadPolicy> {
  const sent = decode(Sent, payload);
  if (!sent.ok) return sent;
  const ignored = unknownFields(sent.value.policy);
  const parsed = safeParse(Policy, without(sent.value.policy, new Set(ignored)));
  if (!parsed.success) {
    return {
      ok: false,
      error: { code: 'wrong-shape', message: `policy: ${describeIssues(parsed.error)}` },
    };
  }
  const { hash, policy } = sent.value;
  return { ok: true, value: { hash, text: canonicalText(policy), policy: parsed.data, ignored } };
}
