import * as z from 'zod';
import { BootId, Slug } from './ids.js';

/**
 * What of a seat is kept, sealed and erased together: all of one exam session under its name, or, as `~<boot>`, what one run of the daemon
 * told outside of any.
 */
export const KeptSession = z.union([
  Slug,
  z.string().regex(/^~[0-9a-f]{16}$/, 'must be a session or ~<boot>'),
]);
export type KeptSession = z.infer<typeof KeptSession>;

/** Header of an uploaded picture: the {@link KeptSession} that it belongs to. Absent from seats of before 2026-11-29. */
export const SESSION_HEADER = 'x-invigil-session';

/** The name under which what a boot told in a session, or outside of one (null), is kept. */
export function keptSession(session: Slug | null, boot: BootId): KeptSession {
  return session ?? `~${boot}`;
}

/** What a name of {@link keptSession} stands for. */
export function sessionIn(kept: KeptSession): { session: Slug } | { session: null; boot: BootId } {
  return kept.startsWith('~') ? { session: null, boot: kept.slice(1) } : { session: kept };
}
