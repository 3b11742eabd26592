/** A seat that a list is asked of. */
type AskedSeat = { room: string; seat: string; seatId: number };

/**
 * The seats that somebody asks of and may see.
 * @param seatIds numbers of the seats by `room/seat`
 * @param room of this one only; undefined: of each
 * @param rooms those that may be seen; null: all
 */
export function* seatsAsked(
  seatIds: ReadonlyMap<string, number>,
  room: string | undefined,
  rooms: readonly string[] | null,
): Generator<AskedSeat> {
  for (const [key, seatId] of seatIds) {
    const [within = '', seat = ''] = key.split('/');
    if ((room !== undefined && room !== within) || rooms?.includes(within) === false) continue;
    yield { room: within, seat, seatId };
  }
}
