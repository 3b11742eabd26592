import { FreezeBoard, type FreezeOverrideRequest } from '@invigil/contract';
import type { Hub } from './hub.js';
import { urls } from './urls.js';

type Asks = Pick<Hub, 'ask' | 'get'>;

/** Which machines may be updated now. */
export function loadFreeze(hub: Asks): Promise<FreezeBoard> {
  return hub.get(urls.freeze, FreezeBoard);
}

/** Asks that machines may be updated while a session is open; another administrator has to grant it. */
export async function askOverride(hub: Asks, request: FreezeOverrideRequest): Promise<void> {
  await hub.ask(urls.overrides, { method: 'POST', body: JSON.stringify(request) });
}

/** Grants what another administrator asked for. */
export async function grantOverride(hub: Asks, id: number): Promise<void> {
  await hub.ask(`${urls.overrides}/${id}/grant`, { method: 'POST' });
}

/** Takes it back. */
export async function endOverride(hub: Asks, id: number): Promise<void> {
  await hub.ask(`${urls.overrides}/${id}`, { method: 'DELETE' });
}
