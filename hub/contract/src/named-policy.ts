import * as z from 'zod';
import { EpochMs, Sha256, Slug } from './ids.js';
import { Policy } from './policy.js';

const PolicyNumber = z.number().int().min(1);

/** One version of a policy that has a name. A version is never changed: what is changed becomes the next one. */
export const NamedPolicy = z.object({
  name: Slug,
  version: PolicyNumber,
  /** When it was kept, on the hub's clock, and by whom; null of the profiles that every hub brings. */
  at: EpochMs.nullable(),
  by: z.string().max(64).nullable(),
  /** SHA-256 of its canonical text: what a seat confirms where nothing is arranged with its candidate. */
  hash: Sha256,
  policy: Policy,
});
export type NamedPolicy = z.infer<typeof NamedPolicy>;

/** A version without its fields. */
export const PolicyVersion = NamedPolicy.omit({ name: true, policy: true });
export type PolicyVersion = z.infer<typeof PolicyVersion>;

/** `GET /api/policies`: the profiles first, then the centre's own by name; of each the newest version, and which there are, newest first. */
export const PolicyList = z.object({
  policies: z.array(NamedPolicy.extend({ versions: z.array(PolicyVersion).min(1) })),
});
export type PolicyList = z.infer<typeof PolicyList>;

/** Names one version. */
export const PolicyReference = z.object({ name: Slug, version: PolicyNumber });
export type PolicyReference = z.infer<typeof PolicyReference>;

/** `PUT /api/policies/:policy`: keeps the next version. The hub writes the name and the number into the policy. */
export const PolicyRequest = z.strictObject({
  policy: Policy,
  /** The newest version that the page knew, 0 of a new one: where there is a newer one, it is refused as a `conflict`. */
  after: z.number().int().min(0),
});
export type PolicyRequest = z.infer<typeof PolicyRequest>;

/** `POST /api/policies/:policy/publish`: from now on these rooms want it, and each seat is told at once. */
export const PublishRequest = z.strictObject({
  version: PolicyNumber,
  rooms: z.array(Slug).min(1).max(100),
});
export type PublishRequest = z.infer<typeof PublishRequest>;
