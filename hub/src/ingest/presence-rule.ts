import type { SeatPresence } from '@invigil/contract';

/**
 * Whether a seat's announcement is taken. `online` always is: the newest boot speaks. `stopped` and `lost` are taken
 * of the boot that the hub knows only, so that a late will of an older boot never paints a live seat as lost.
 */
export function takesPresence(known: { boot: string | null }, told: SeatPresence): boolean {
  return told.state === 'online' || known.boot === null || known.boot === told.boot;
}
