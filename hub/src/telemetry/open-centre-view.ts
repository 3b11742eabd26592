import type { Rollup } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import type { Log } from '../lib/log.js';
import { readAuthority } from '../lib/read-authority.js';
import { readSecret } from '../lib/read-secret.js';
import { CentreViewOfHub } from './centre-view.js';

/** The centre view that a configuration asks for, not asking yet; where it asks for none, this hub alone. Throws a HubError. */
export function openCentreView(
  { centre, centreView }: Pick<HubConfig, 'centre' | 'centreView'>,
  deps: { own: () => Rollup; clock: Clock; log: Log },
): CentreViewOfHub {
  const { everyMs = 0, hubs = [], name = centre } = centreView ?? {};
  return new CentreViewOfHub({
    ...deps,
    name,
    everyMs,
    hubs: hubs.map(({ ca, tokenFile, ...hub }, index) => ({
      ...hub,
      token:
        tokenFile === undefined ? undefined : readSecret(`centreView.hubs.${index}.tokenFile`, tokenFile),
      ca: ca === undefined ? undefined : readAuthority(`centreView.hubs.${index}.ca`, ca),
    })),
  });
}
