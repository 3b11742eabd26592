import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Accommodations, Notice, WrittenPolicy } from '@invigil/contract';
import type { DeviceConfig } from '@invigil/device';
import { stringify } from 'yaml';
import type * as z from 'zod';
import { PLACES } from './places.js';

type DeviceConfigInput = z.input<typeof DeviceConfig>;

/** A seat that is to be set up. */
export type SeatPlan = {
  seat: string;
  label: string;
  row: number;
  column: number;
  candidate?: string;
  accommodations?: z.input<typeof Accommodations>;
  camera: DeviceConfigInput['camera'];
  /** How often it looks; left out: as usual. */
  rates?: DeviceConfigInput['rates'];
};

/** A room that is to be set up on this machine. */
export type RoomPlan = {
  centre: string;
  room: string;
  name: string;
  rows: number;
  columns: number;
  seats: readonly SeatPlan[];
  /** What the seats watch for; left out: the standard policy. */
  policy?: z.input<typeof WrittenPolicy>;
  /** What candidates are told; left out: nothing. */
  notice?: Notice['texts'];
  /** Folder of all that the room writes. */
  folder: string;
  ports: { http: number; mqtt: number };
  /** A broker in place of the hub's own. */
  broker?: { url: string; username: string; password: string; seatPassword: (seat: string) => string };
  /** Address of a PostgreSQL database that keeps the rows; left out: a file does. */
  database?: string;
  session?: string;
  /** Port of its figures for other hubs, to which it then says where browsers reach it; left out: it has none. */
  figures?: number;
  /** Other hubs that it asks for their figures; left out: none. */
  centreView?: { name: string; everyMs: number; hubs: readonly { name: string; url: string }[] };
};

/** Files that the plan was written to. */
export type RoomFiles = {
  hubConfig: string;
  seatConfig: (seat: string) => string;
  /** What a seat shows to be let in. */
  tokenOf: (seat: string) => string;
};

/** Draws a token for each seat and writes the hub's and the seats' configurations. */
export function writeRoom(plan: RoomPlan): RoomFiles {
  mkdirSync(plan.folder, { recursive: true, mode: 0o700 });
  const tokens = new Map(
    plan.seats.map(({ seat }) => [
      seat,
      plan.broker?.seatPassword(seat) ?? randomBytes(24).toString('base64url'),
    ]),
  );
  const hubConfig = join(plan.folder, 'hub.yaml');
  const seatConfig = (seat: string): string => join(plan.folder, `seat-${seat}.yaml`);
  write(hubConfig, {
    centre: plan.centre,
    dataDir: join(plan.folder, 'hub'),
    dashboardDir: PLACES.dashboard,
    ...(plan.database === undefined ? {} : { database: plan.database }),
    ...(plan.notice === undefined ? {} : { notice: plan.notice }),
    // Everybody here comes from one address.
    http: {
      port: plan.ports.http,
      loginsPerMinute: 100,
      ...(plan.figures === undefined ? {} : { publicUrl: `http://127.0.0.1:${plan.ports.http}` }),
    },
    ...(plan.figures === undefined ? {} : { metrics: { port: plan.figures } }),
    ...(plan.centreView === undefined ? {} : { centreView: plan.centreView }),
    mqtt:
      plan.broker === undefined
        ? { embedded: { port: plan.ports.mqtt } }
        : { url: plan.broker.url, username: plan.broker.username, password: plan.broker.password },
    rooms: [
      {
        room: plan.room,
        name: plan.name,
        rows: plan.rows,
        columns: plan.columns,
        ...(plan.policy === undefined ? {} : { policy: plan.policy }),
        seats: plan.seats.map(({ accommodations, candidate, column, label, row, seat }) => ({
          seat,
          label,
          row,
          column,
          ...(candidate === undefined ? {} : { candidate }),
          ...(accommodations === undefined ? {} : { accommodations }),
          tokenHash: createHash('sha256')
            .update(tokens.get(seat) ?? '')
            .digest('hex'),
        })),
      },
    ],
  });
  for (const { camera, rates, seat } of plan.seats) {
    write(seatConfig(seat), {
      seat: { centre: plan.centre, room: plan.room, seat },
      session: plan.session ?? null,
      hub: {
        mqttUrl: plan.broker?.url ?? `mqtt://127.0.0.1:${plan.ports.mqtt}`,
        httpUrl: `http://127.0.0.1:${plan.ports.http}`,
        token: tokens.get(seat),
      },
      dataDir: join(plan.folder, `seat-${seat}`),
      // Many seats share this machine: each takes a port that is free, and what is plugged in belongs to none of them.
      agent: { port: 0, machine: false },
      camera,
      ...(rates === undefined ? {} : { rates }),
    });
  }
  return { hubConfig, seatConfig, tokenOf: (seat) => tokens.get(seat) ?? '' };
}

/** Tokens stand in these files: nobody else may read them. */
function write(file: string, value: unknown): void {
  writeFileSync(file, stringify(value), { mode: 0o600 });
}
