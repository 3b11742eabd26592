/** How a room was arranged in the dashboard, the newest with the highest `n`. */
type RoomLayoutTable = {
  centre: string;
  room: string;
  /** From 1, without a gap. */
  n: number;
  at: number;
  arranged_by: string;
  /** A `RoomLayout` (JSON). */
  layout: string;
};

/** The table of how rooms stand: a part of the `Schema`. */
export type RoomSchema = { room_layout: RoomLayoutTable };
