import { parseSeatPrincipal, seatKey } from '@invigil/contract';
import type { PlannedSeat, RoomPlan } from './room-plan.js';
import { matchesSha256 } from './sha256.js';

/** Stands in for the hash of a seat that there is not, so that both take the same time. No token has it. */
const NO_HASH = '0'.repeat(64);

/**
 * The seat that a `centre/room/seat` name and its token belong to; undefined where either is wrong.
 * The broker and the upload routes ask here, so that a seat has one name and one token everywhere.
 */
export function knownSeat(
  plan: RoomPlan,
  principal: string,
  token: string | Uint8Array,
): PlannedSeat | undefined {
  const seat = plannedSeat(plan, principal);
  return matchesSha256(token, seat?.tokenHash ?? NO_HASH) ? seat : undefined;
}

/** The seat of a `centre/room/seat` name; undefined where the plan has none. */
export function plannedSeat(plan: RoomPlan, principal: string): PlannedSeat | undefined {
  const address = parseSeatPrincipal(principal);
  return address?.centre === plan.centre ? plan.seats.get(seatKey(address)) : undefined;
}
