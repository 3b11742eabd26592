import { NamedPolicy, type Policy, PolicyList } from '@invigil/contract';
import type { Hub } from './hub.js';

type Asks = Pick<Hub, 'ask' | 'get'>;
/** A policy with the versions that there are of it. */
export type ListedPolicy = PolicyList['policies'][number];

const policyUrl = (name: string): string => `/api/policies/${name}`;

/** Policies that have a name. Each call fails with a `DashboardError`. */
export const policyApi = {
  list: async (hub: Asks): Promise<ListedPolicy[]> => (await hub.get('/api/policies', PolicyList)).policies,
  version: (hub: Asks, name: string, version: number): Promise<NamedPolicy> =>
    hub.get(`${policyUrl(name)}/versions/${version}`, NamedPolicy),
  /** Keeps the next version. @param after the newest version that was known */
  keep: (hub: Asks, name: string, policy: Policy, after: number): Promise<NamedPolicy> =>
    hub.get(policyUrl(name), NamedPolicy, { method: 'PUT', body: JSON.stringify({ policy, after }) }),
  /** Has rooms work under a version, from now on. */
  publish: async (hub: Asks, name: string, version: number, rooms: readonly string[]): Promise<void> => {
    const init = { method: 'POST', body: JSON.stringify({ version, rooms }) };
    await hub.ask(`${policyUrl(name)}/publish`, init);
  },
} as const;
