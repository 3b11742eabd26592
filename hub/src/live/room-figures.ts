import type { SeatView, Severity } from '@invigil/contract';
import type { Board } from './board.js';

/** A room in figures: nothing of who sits there. */
export type RoomFigures = {
  room: string;
  name: string;
  /** Whether an exam is open here. */
  examOpen: boolean;
  seats: Record<SeatView['state'], number>;
  /** Seats that are online, under the policy that is wanted, and see. */
  ready: number;
  /** Seats whose camera can't see now. */
  blind: number;
  /** Incidents that still go on, by severity; what was told late is none. */
  incidents: Record<Severity, number>;
  /** Mean of the share of time in which the seats were watched; null where none counts. */
  watched: number | null;
  /** What the seats said that they still keep. */
  outbox: { events: number; oldestMs: number };
  /** How many seats run which version of the software. */
  versions: ReadonlyMap<string, number>;
  /** When a seat of it was heard last, on the hub's clock. */
  heardAt: number | null;
};

/** Every room of a board in figures, in the order of the plan. */
export function roomFigures(board: Board, now: number): RoomFigures[] {
  const seats = board.keys().flatMap((key) => board.view(key, now) ?? []);
  const open = board.incidents(now).filter(({ endedAt, hist }) => endedAt === null && !hist);
  return board.rooms.map(({ exam, name, policyHash, room }) => {
    const here = seats.filter((seat) => seat.room === room);
    const shares = here.flatMap(({ watched }) => watched ?? []);
    const depths = here.flatMap(({ health }) => health?.outbox ?? []);
    const heard = here.flatMap(({ heardAt }) => heardAt ?? []);
    const isReady = ({ blind, policyHash: has, state, wantedPolicyHash }: SeatView): boolean =>
      state === 'online' && blind.length === 0 && has === (wantedPolicyHash ?? policyHash);
    return {
      room,
      name,
      examOpen: exam !== undefined,
      seats: counted(here, ({ state }) => state, { online: 0, stopped: 0, lost: 0, never: 0 }),
      ready: here.filter(isReady).length,
      blind: here.filter(({ blind, state }) => state === 'online' && blind.length > 0).length,
      incidents: counted(
        open.filter((one) => one.room === room),
        ({ severity }) => severity,
        { alert: 0, blind: 0, watch: 0 },
      ),
      watched: shares.length === 0 ? null : sum(shares) / shares.length,
      outbox: {
        events: sum(depths.map(({ depth }) => depth)),
        oldestMs: Math.max(0, ...depths.map(({ oldestMs }) => oldestMs)),
      },
      versions: versionsOf(
        board,
        here.map(({ seat }) => `${room}/${seat}`),
      ),
      heardAt: heard.length === 0 ? null : Math.max(...heard),
    };
  });
}

function counted<T, K extends string>(
  all: readonly T[],
  kind: (one: T) => K,
  none: Record<K, number>,
): Record<K, number> {
  const counts = { ...none };
  for (const one of all) counts[kind(one)] += 1;
  return counts;
}

function versionsOf(board: Board, keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) {
    const version = board.seat(key)?.version ?? null;
    if (version !== null) counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
