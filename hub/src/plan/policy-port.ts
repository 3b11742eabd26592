import { type NamedPolicy, type Policy, type PolicyList, said } from '@invigil/contract';
import type { Actor } from '../http/audit-trail.js';
import type { Outcome, Refused } from '../http/refusal.js';
import { findPolicy, keepPolicy, listPolicies, setRoomPolicy } from '../store/policies.js';
import type { Db } from '../store/schema.js';
import type { LivePlan } from './live-plan.js';

/** What people may do about policies. */
export function policyPort(db: Db, live: LivePlan) {
  return {
    list: (): Promise<PolicyList['policies']> => listPolicies(db),
    find: (name: string, version: number): Promise<NamedPolicy | undefined> => findPolicy(db, name, version),
    /** Keeps the next version. */
    keep: async (
      name: string,
      { after, policy }: { policy: Policy; after: number },
      who: Actor,
    ): Promise<Outcome<NamedPolicy>> =>
      live.change<NamedPolicy>(who, async (tx, at, by) => {
        const kept = await keepPolicy(tx, { name, policy, after, at, by });
        if (kept === 'taken') return { code: 'conflict', ...said('policy-of-product', { name }) };
        if (typeof kept === 'number')
          return { code: 'conflict', ...said('version-meanwhile', { version: kept, name }) };
        return { value: kept, told: [{ verb: 'policy-kept', subject: `${name} version ${kept.version}` }] };
      }),
    /** Has rooms work under a version. */
    publish: async (
      name: string,
      { rooms, version }: { version: number; rooms: readonly string[] },
      who: Actor,
    ): Promise<Outcome<null>> =>
      live.change<null>(who, async (tx, at) => {
        const found = await findPolicy(tx, name, version);
        if (found === undefined)
          return { code: 'not-found', ...said('no-version-of-policy', { name, version }) };
        const unknown = unknownRoom(live, rooms);
        if (unknown !== undefined) return unknown;
        for (const room of rooms) await setRoomPolicy(tx, room, found.policy, at);
        return { value: null, told: rooms.map((room) => publishedTo(room, found)) };
      }),
  };
}

/** What the audit log is told of a room that works under another policy from now on. */
export function publishedTo(room: string, { name, version }: { name: string; version: number }) {
  return { verb: 'policy-published' as const, subject: `${room} ${name} version ${version}` };
}

/** The first of some rooms that the hub does not have. */
export function unknownRoom({ plan }: LivePlan, rooms: readonly string[]): Refused | undefined {
  const known = new Set(plan.rooms.map(({ room }) => room));
  const unknown = rooms.find((room) => !known.has(room));
  return unknown === undefined
    ? undefined
    : { code: 'bad-request', ...said('no-room-named', { room: unknown }) };
}
