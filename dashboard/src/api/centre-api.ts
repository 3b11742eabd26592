import { CentreView } from '@invigil/contract';
import type { Hub } from './hub.js';
import { urls } from './urls.js';

/** How the rooms of every hub of the centre view are. */
export function loadCentre(hub: Pick<Hub, 'get'>): Promise<CentreView> {
  return hub.get(urls.centre, CentreView);
}
