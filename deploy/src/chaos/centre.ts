import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newKey, requestFor, writeIdentity } from '@invigil/device/telling';
import { certifySeats, HubConfig, type HubConfigInput, initCentre } from '@invigil/hub';
import { stringify } from 'yaml';
import type { SeatsStart } from './seats-words.js';

const CENTRE = 'chaos';
const SEATS_PER_ROOM = 50;
const COLUMNS = 10;

type PlannedSeat = SeatsStart['seats'][number] & { room: string; seat: string };

/** A centre of its own: the hub's configuration, its authority, and for each seat a key, a certificate and a place for its outbox. */
export type Centre = { configFile: string; config: HubConfig; seats: PlannedSeat[] };

/**
 * Makes it under `folder`.
 * @param options.outboxes where a seat keeps its outbox, in a folder of its own
 */
export async function makeCentre(
  folder: string,
  options: {
    seats: number;
    httpPort: number;
    mqtt: HubConfigInput['mqtt'];
    hubData: string;
    /** URL of the database that keeps the rows; left out: a file there. */
    database?: string | undefined;
    outboxes: (number: number) => string;
  },
): Promise<Centre> {
  const { database, httpPort, hubData, mqtt, outboxes } = options;
  const seats = Array.from({ length: options.seats }, (_, number): PlannedSeat => {
    const [room, seat] = [`room-${Math.floor(number / SEATS_PER_ROOM) + 1}`, `s-${number % SEATS_PER_ROOM}`];
    const name = `${room}/${seat}`;
    return {
      room,
      seat,
      name,
      number,
      principal: `${CENTRE}/${name}`,
      folder: join(outboxes(number), String(number)),
      identity: join(folder, 'identities', String(number)),
    };
  });
  const written: HubConfigInput = {
    centre: CENTRE,
    dataDir: hubData,
    ...(database !== undefined && { database }),
    http: { port: httpPort, tls: 'auto', loginsPerMinute: 1000 },
    mqtt,
    rooms: [...new Set(seats.map(({ room }) => room))].map((room) => ({
      room,
      name: room,
      rows: SEATS_PER_ROOM / COLUMNS,
      columns: COLUMNS,
      seats: seats
        .filter((seat) => seat.room === room)
        .map(({ seat }, i) => ({
          seat,
          label: seat,
          row: Math.floor(i / COLUMNS) + 1,
          column: (i % COLUMNS) + 1,
        })),
    })),
  };
  const configFile = join(folder, 'hub.yaml');
  writeFileSync(configFile, stringify(written));
  const config = HubConfig.parse(written);
  await initCentre(config, 'admin');
  await giveIdentities(config, seats);
  return { configFile, config, seats };
}

async function giveIdentities(config: HubConfig, seats: readonly PlannedSeat[]): Promise<void> {
  const keys = seats.map(() => newKey());
  const requests = await Promise.all(
    seats.map(async ({ room, seat }, i) => ({ room, seat, csr: await requestFor(keys[i] ?? '') })),
  );
  const given = await certifySeats(config, requests);
  for (const [i, { folder, identity }] of seats.entries()) {
    const [key, one] = [keys[i], given[i]];
    if (key === undefined || one === undefined) throw new Error(`no certificate for ${identity}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeIdentity(identity, { key, cert: one.certificate, ca: one.authority });
  }
}
