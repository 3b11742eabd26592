import type { NamedPolicy, Policy, PolicyList } from '@invigil/contract';
import type { Actor } from '../http/audit-trail.js';
import type { Outcome } from '../http/refusal.js';
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
        if (kept === 'taken')
          return { code: 'conflict', message: `${name} is a profile of the product: take another name` };
        if (typeof kept === 'number')
          return { code: 'conflict', message: `meanwhile there is version ${kept} of ${name}` };
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
          return { code: 'not-found', message: `there is no version ${version} of ${name}` };
        const known = new Set(live.plan.rooms.map(({ room }) => room));
        const unknown = rooms.find((room) => !known.has(room));
        if (unknown !== undefined) return { code: 'bad-request', message: `there is no room ${unknown}` };
        for (const room of rooms) await setRoomPolicy(tx, room, found.policy, at);
        const subjects = rooms.map((room) => `${room} ${name} version ${version}`);
        return { value: null, told: subjects.map((subject) => ({ verb: 'policy-published', subject })) };
      }),
  };
}
