import {
  type NamedPolicy,
  PROFILES,
  Policy,
  type PolicyList,
  ProfileName,
  WrittenPolicy,
} from '@invigil/contract';
import { hashOfPolicy } from '../lib/room-plan.js';
import type { Db } from './schema.js';

/** The profiles that every hub brings, as policies with a name. */
const PROFILE_POLICIES: readonly NamedPolicy[] = ProfileName.options.map((name) => {
  const policy = WrittenPolicy.parse({ ...PROFILES[name].policy, profile: name, id: name });
  return { name, version: policy.version, at: null, by: null, hash: hashOfPolicy(policy), policy };
});

/** Every policy that has a name: the profiles, then the centre's own; of each the newest version, and which there are. */
export async function listPolicies(db: Db): Promise<PolicyList['policies']> {
  const rows = await db
    .selectFrom('policy_version')
    .selectAll()
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute();
  const own = new Map<string, PolicyList['policies'][number]>();
  for (const { policy, ...row } of rows) {
    const { name, ...version } = row;
    const known = own.get(name);
    if (known !== undefined) known.versions.push(version);
    else own.set(name, { ...row, policy: readPolicy(policy), versions: [version] });
  }
  const brought = PROFILE_POLICIES.map((profile) => {
    const { at, by, hash, version } = profile;
    return { ...profile, versions: [{ at, by, hash, version }] };
  });
  return [...brought, ...own.values()];
}

/** One version of a policy; undefined: there is none. */
export async function findPolicy(db: Db, name: string, version: number): Promise<NamedPolicy | undefined> {
  const brought = PROFILE_POLICIES.find((one) => one.name === name);
  if (brought !== undefined) return brought.version === version ? brought : undefined;
  const row = await db
    .selectFrom('policy_version')
    .selectAll()
    .where('name', '=', name)
    .where('version', '=', version)
    .executeTakeFirst();
  return row && { ...row, policy: readPolicy(row.policy) };
}

/** Keeps the next version. `taken`: the name is that of a profile; a number: there is that newer version. */
export async function keepPolicy(
  db: Db,
  { after, at, by, name, policy }: { name: string; policy: Policy; after: number; at: number; by: string },
): Promise<NamedPolicy | 'taken' | number> {
  if (PROFILE_POLICIES.some((one) => one.name === name)) return 'taken';
  const newest = await db
    .selectFrom('policy_version')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('name', '=', name)
    .executeTakeFirst();
  const before = newest?.version ?? 0;
  if (before !== after) return before;
  const version = before + 1;
  const kept: Policy = { ...policy, id: name, version };
  const row = { name, version, at, by, hash: hashOfPolicy(kept) };
  await db
    .insertInto('policy_version')
    .values({ ...row, policy: JSON.stringify(kept) })
    .execute();
  return { ...row, policy: kept };
}

/** From now on a room works under a policy, in place of its configuration. */
export async function setRoomPolicy(db: Db, room: string, policy: Policy, at: number): Promise<void> {
  const row = { policy: JSON.stringify(policy), at };
  await db
    .insertInto('room_policy')
    .values({ room, ...row })
    .onConflict((conflict) => conflict.column('room').doUpdateSet(row))
    .execute();
}

/** A kept policy. What it was kept without, by an older hub, has its default. */
export function readPolicy(text: string): Policy {
  return Policy.parse(JSON.parse(text));
}
