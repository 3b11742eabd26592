import type { RoomView } from '@invigil/contract';
import type { PlannedRoom } from '../lib/room-plan.js';

/** A room as a page is told of it. */
export function roomView(planned: PlannedRoom): RoomView {
  const { columns, exam, name, policy, policyHash, room, rows } = planned;
  return {
    room,
    name,
    rows,
    columns,
    policyHash,
    itemsPerSeatHour: policy.alertBudget.itemsPerSeatHour,
    ...(exam !== null && { exam }),
  };
}
