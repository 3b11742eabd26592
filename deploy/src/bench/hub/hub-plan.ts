import { HubConfig, type HubConfigInput, sha256Hex } from '@invigil/hub';

/** A seat that only talks. */
export type Talker = {
  principal: string;
  address: { centre: string; room: string; seat: string };
  token: string;
};

/** Name of every centre that is measured. */
export const CENTRE = 'bench';
/** So many seats has each room. */
export const SEATS_PER_ROOM = 50;
const COLUMNS = 10;

/** So many seats, fifty to a room. */
export function talkersOf(seats: number): Talker[] {
  return Array.from({ length: seats }, (_, i): Talker => {
    const address = {
      centre: CENTRE,
      room: `room-${Math.floor(i / SEATS_PER_ROOM) + 1}`,
      seat: `s-${i % SEATS_PER_ROOM}`,
    };
    const principal = `${address.centre}/${address.room}/${address.seat}`;
    return { address, principal, token: `token-of-${principal}` };
  });
}

/** The rooms in which some seats stand, as a hub's configuration tells them. */
export function roomsOf(talkers: readonly Talker[]): NonNullable<HubConfigInput['rooms']> {
  return [...new Set(talkers.map(({ address }) => address.room))].map((room) => ({
    room,
    name: room,
    rows: SEATS_PER_ROOM / COLUMNS,
    columns: COLUMNS,
    seats: talkers
      .filter(({ address }) => address.room === room)
      .map(({ address, token }, i) => ({
        seat: address.seat,
        label: address.seat,
        row: Math.floor(i / COLUMNS) + 1,
        column: (i % COLUMNS) + 1,
        tokenHash: sha256Hex(token),
      })),
  }));
}

/** A centre of so many seats with one hub, and what each seat needs to connect. */
export function planCentre(seats: number, dataDir: string): { config: HubConfig; talkers: Talker[] } {
  const talkers = talkersOf(seats);
  const config = HubConfig.parse({
    centre: CENTRE,
    dataDir,
    http: { port: 0 },
    mqtt: { embedded: { port: 0 } },
    rooms: roomsOf(talkers),
  });
  return { config, talkers };
}
