import { HubConfig, sha256Hex } from '@invigil/hub';

/** A seat that only talks. */
export type Talker = {
  principal: string;
  address: { centre: string; room: string; seat: string };
  token: string;
};

const CENTRE = 'bench';
const SEATS_PER_ROOM = 50;
const COLUMNS = 10;

/** A centre of so many seats, and what each needs to connect. */
export function planCentre(seats: number, dataDir: string): { config: HubConfig; talkers: Talker[] } {
  const talkers = Array.from({ length: seats }, (_, i): Talker => {
    const address = {
      centre: CENTRE,
      room: `room-${Math.floor(i / SEATS_PER_ROOM) + 1}`,
      seat: `s-${i % SEATS_PER_ROOM}`,
    };
    const principal = `${address.centre}/${address.room}/${address.seat}`;
    return { address, principal, token: `token-of-${principal}` };
  });
  const rooms = [...new Set(talkers.map(({ address }) => address.room))].map((room) => ({
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
  const config = HubConfig.parse({
    centre: CENTRE,
    dataDir,
    http: { port: 0 },
    mqtt: { embedded: { port: 0 } },
    rooms,
  });
  return { config, talkers };
}
