import type { Incident } from '@invigil/contract';
import { isOpen } from './incident-queue.js';
import type { LiveState } from './live-state.js';

/**
 * The incidents that became an open alert with the last change, to be said aloud. A snapshot that replaces nothing
 * (the page has just been opened) announces nothing: what it holds can be read.
 */
export function newAlerts(state: LiveState, before: LiveState): Incident[] {
  if (state.incidents === before.incidents || before.snapshots === 0) return [];
  return [...state.incidents.values()].filter((incident) => {
    const known = before.incidents.get(incident.id);
    return incident !== known && isLoud(incident) && (known === undefined || !isLoud(known));
  });
}

function isLoud(incident: Incident): boolean {
  return incident.severity === 'alert' && isOpen(incident) && !incident.hist;
}
