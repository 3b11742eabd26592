import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../room/free-port.js';
import { PLACES } from '../room/places.js';
import { LocalRoom } from '../room/room.js';
import type { RoomPlan, SeatPlan } from '../room/room-plan.js';

/** What was arranged at single seats. */
type Arranged = { arranged?: Readonly<Record<string, SeatPlan['accommodations']>> };

/** Who sits where. */
type Seated = { candidates?: Readonly<Record<string, string>> };

/** A place for one test's room, on free ports, gone afterwards. */
export async function openTestRoom(
  cameras: Readonly<Record<string, SeatPlan['camera']>>,
  options: { columns?: number } & Pick<
    RoomPlan,
    'broker' | 'centreView' | 'database' | 'figures' | 'notice' | 'policy'
  > &
    Pick<SeatPlan, 'rates'> &
    Arranged &
    Seated = {},
): Promise<{ room: LocalRoom; close: () => Promise<void> }> {
  const {
    arranged,
    broker,
    candidates,
    centreView,
    columns = 4,
    database,
    figures,
    notice,
    policy,
    rates,
  } = options;
  const folder = mkdtempSync(join(tmpdir(), 'invigil-room-'));
  const room = new LocalRoom({
    centre: 'test',
    room: 'room-1',
    name: 'Room 1',
    rows: Math.ceil(Object.keys(cameras).length / columns),
    columns: columns,
    seats: Object.entries(cameras).map(([seat, camera], i) => ({
      seat,
      label: seat.toUpperCase().slice(0, 16),
      row: Math.floor(i / columns) + 1,
      column: (i % columns) + 1,
      camera,
      ...(rates === undefined ? {} : { rates }),
      ...(candidates?.[seat] !== undefined && { candidate: candidates[seat] }),
      ...(arranged?.[seat] && { accommodations: arranged[seat] }),
    })),
    folder,
    ports: { http: await freePort(), mqtt: await freePort() },
    session: 'system-test',
    ...(broker === undefined ? {} : { broker }),
    ...(centreView === undefined ? {} : { centreView }),
    ...(database === undefined ? {} : { database }),
    ...(figures === undefined ? {} : { figures }),
    ...(policy === undefined ? {} : { policy }),
    ...(notice === undefined ? {} : { notice }),
  });
  return {
    room,
    async close() {
      await room.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A demo film as a camera. */
export function film(name: string, options: { loop: boolean }): SeatPlan['camera'] {
  return { type: 'film', file: join(PLACES.films, `${name}.avi`), loop: options.loop };
}
