import { randomBytes } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HubConfigInput } from '@invigil/hub';
import { Mosquitto } from '@invigil/hub/boundaries';
import { freePort } from '../../room/free-port.js';
import { Postgres } from '../../room/postgres.js';
import { CENTRE, roomsOf, SEATS_PER_ROOM, type Talker, talkersOf } from '../hub/hub-plan.js';
import { Served } from '../hub/served.js';
import { Seat } from '../hub/talk.js';
import type { StoryPace } from '../hub/story-bodies.js';
import type { LookedAt } from './bring-pictures.js';
import { type ProcessUsage, usageOf } from './process-usage.js';

/** Two events a second of the story's own time, and two signals an hour: as many as the alert budget shows. */
const PACE: StoryPace = { stepMs: 500, eventsPerSignal: 3600 };
/** Seats that connect at once: a centre's come one after the other. */
const CONNECT_AT_ONCE = 50;

export type CentreOptions = {
  seats: number;
  hubs: number;
  /** Where the hubs keep the rows: each in its own folder, or all in one PostgreSQL. */
  database: 'sqlite' | 'postgres';
};

/** What each part of a centre took until now, by its name. */
export type CentreUsage = Readonly<Record<string, ProcessUsage>>;

/** A simulated centre on this machine: its hubs, which share the rooms, one broker, and seats that only talk. */
export class Centre {
  readonly seats: readonly Seat[];
  /** Every seat beside the hub that serves its room. */
  readonly places: readonly LookedAt[];
  readonly #hubs: readonly Served[];
  readonly #broker: Mosquitto;
  readonly #postgres: Postgres | undefined;
  readonly #files: readonly string[];

  private constructor(parts: {
    seats: readonly Seat[];
    places: readonly LookedAt[];
    hubs: readonly Served[];
    broker: Mosquitto;
    postgres: Postgres | undefined;
    files: readonly string[];
  }) {
    this.seats = parts.seats;
    this.places = parts.places;
    this.#postgres = parts.postgres;
    this.#files = parts.files;
    this.#hubs = parts.hubs;
    this.#broker = parts.broker;
  }

  /** Starts broker and hubs and connects every seat. @param folder of all that they write */
  static async start(folder: string, options: CentreOptions): Promise<Centre> {
    const talkers = talkersOf(options.seats);
    const hubPassword = randomBytes(12).toString('hex');
    const broker = new Mosquitto(join(folder, 'broker'), await freePort(), {
      hubPassword,
      seats: talkers.map(({ address, token }) => ({ ...address, password: token })),
    });
    await broker.start();
    const hubs: Served[] = [];
    const seats: Seat[] = [];
    const places: LookedAt[] = [];
    const files: string[] = [];
    const postgres = options.database === 'postgres' ? Postgres.start('centre') : undefined;
    const centre = new Centre({ seats, places, hubs, broker, postgres, files });
    try {
      for (const [i, share] of sharesOf(talkers, options.hubs).entries()) {
        const dataDir = join(folder, `hub-${i + 1}`);
        if (postgres === undefined) files.push(join(dataDir, 'hub.sqlite'));
        const hub = await startHub({
          dataDir,
          talkers: share,
          url: broker.url,
          password: hubPassword,
          database: postgres?.url,
        });
        hubs.push(hub);
        places.push(...share.map((talker) => ({ talker, httpUrl: hub.url })));
      }
      for (let from = 0; from < talkers.length; from += CONNECT_AT_ONCE) {
        const some = talkers.slice(from, from + CONNECT_AT_ONCE);
        seats.push(
          ...(await Promise.all(
            some.map((talker, i) => Seat.connect(broker.url, talker, from + i + 1, { pace: PACE })),
          )),
        );
      }
      return centre;
    } catch (cause) {
      await centre.stop();
      throw cause;
    }
  }

  /** What each part took until now; `seats` is the program that plays them. */
  usage(): CentreUsage {
    const hubs = this.#hubs.map((hub, i) => [`hub ${i + 1}`, usageOf(hub.pid)] as const);
    const broker = usageOf(this.#broker.pid ?? 0);
    const { system, user } = process.cpuUsage();
    const seats = {
      cpuMs: (system + user) / 1000,
      memoryMib: process.memoryUsage.rss() / 2 ** 20,
    };
    const store = this.#postgres && { PostgreSQL: usageOf(this.#postgres.pid) };
    return { ...Object.fromEntries(hubs), ...store, broker, seats };
  }

  async stop(): Promise<void> {
    await Promise.all(this.seats.map((seat) => seat.close()));
    await Promise.all(this.#hubs.map((hub) => hub.stop()));
    await this.#broker.kill();
    this.#postgres?.stop();
  }

  /** Bytes of the rows on the disk, without what is not yet moved out of the log. */
  storeBytes(): number {
    return this.#postgres?.bytes() ?? this.#files.reduce((sum, file) => sum + statSync(file).size, 0);
  }
}

type HubOptions = {
  dataDir: string;
  talkers: readonly Talker[];
  url: string;
  password: string;
  database: string | undefined;
};

async function startHub({ database, dataDir, password, talkers, url }: HubOptions): Promise<Served> {
  const config: HubConfigInput = {
    centre: CENTRE,
    dataDir,
    http: { port: 0 },
    mqtt: { url, username: 'hub', password },
    rooms: roomsOf(talkers),
    // Hubs that share a store share the key of its pictures.
    ...(database !== undefined && { database, keyFile: join(dirname(dataDir), 'hub.key') }),
  };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'hub.json');
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return Served.start('../centre/centre-hub.js', [file]);
}

/** Whole rooms for each hub, as evenly as they go. */
function sharesOf(talkers: readonly Talker[], hubs: number): Talker[][] {
  const rooms = Math.ceil(talkers.length / SEATS_PER_ROOM);
  const each = Math.ceil(rooms / hubs) * SEATS_PER_ROOM;
  return Array.from({ length: hubs }, (_, i) => talkers.slice(i * each, (i + 1) * each)).filter(
    (share) => share.length > 0,
  );
}
