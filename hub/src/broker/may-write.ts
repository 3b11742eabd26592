import { type SeatAddress, seatMayPublish } from '@invigil/contract';

/** A seat writes its own channels, with QoS 0 or 1: a message of QoS 2 would be held in memory until it is released. */
export function mayWrite(
  seat: SeatAddress | undefined,
  message: { topic: string; qos?: number | undefined },
): boolean {
  return seat !== undefined && (message.qos ?? 0) < 2 && seatMayPublish(seat, message.topic);
}
