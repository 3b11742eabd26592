import { type System, SYSTEMS, systemNamed } from '../roots/system.js';

/** The system that `--on`, or `INVIGIL_MACHINES_ON`, asks for; Debian 12 where nothing does. */
export function askedSystem(asked = process.env['INVIGIL_MACHINES_ON'] ?? 'bookworm'): System {
  const found = systemNamed(asked);
  if (found === undefined)
    throw new Error(`there are no machines of "${asked}", but of ${Object.keys(SYSTEMS).join(', ')}`);
  return found;
}
