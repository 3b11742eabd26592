import type { RoomView } from '@invigil/contract';
import type { PlannedRoom } from '../lib/room-plan.js';

/** A room as a page is told of it. */
export function roomView(planned: PlannedRoom): RoomView {
  const { aisles, arranged, columns, doors, exam, front, name, policy, policyHash, room, rows } = planned;
  return {
    room,
    name,
    rows,
    columns,
    policyHash,
    itemsPerSeatHour: policy.alertBudget.itemsPerSeatHour,
    front,
    aisles,
    doors: [...doors],
    arranged,
    ...(exam !== null && { exam }),
  };
}
