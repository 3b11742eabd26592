import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSeatPrincipal } from '@invigil/contract';
import type { HubConfigInput } from '@invigil/hub';
import { Mosquitto } from '@invigil/hub/boundaries';
import { seededRandom } from '../films/random.js';
import { freePort } from '../room/free-port.js';
import { Postgres } from '../room/postgres.js';
import { type Centre, makeCentre } from './centre.js';
import { SmallDisk } from './disk.js';
import { HubChild } from './hub-child.js';
import { HubStore } from './hub-store.js';
import { LinkProxy } from './link-proxy.js';
import { SeatsChild } from './seats-child.js';
import { Stage } from './stage.js';

const SEATS_PER_PROCESS = 25;
/** More than an event takes in a store, as more may be told than planned. */
const DISK_BYTES_PER_EVENT = 4000;
const STARTS_WITHIN_MS = 180_000;
const CALM = { twice: 0, swapped: 0, swallowed: 0, deaf: 0 };

export type StagePlan = {
  broker: 'embedded' | 'mosquitto';
  database: 'sqlite' | 'postgres';
  seats: number;
  /** Events a second of each seat. */
  rate: number;
  /** Events that each seat may tell in all. */
  perSeat: number;
  seed: number;
  /** Ends everything where it aborts: whoever waits gets its reason as an Error. */
  stopping: AbortSignal;
};

/** A stage, the files that tell what was told on it, and its end. */
export type OpenStage = { stage: Stage; centre: Centre; notes: string[]; close(): Promise<void> };

/** Starts a hub, its seats and what lies between them, everything under `folder`; every seat is online when this resolves. */
export async function openStage(folder: string, plan: StagePlan): Promise<OpenStage> {
  const ends: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    return { ...(await build(folder, plan, ends)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(
  folder: string,
  plan: StagePlan,
  ends: (() => Promise<void> | void)[],
): Promise<Omit<OpenStage, 'close'>> {
  const { broker: kind, database, perSeat, seats } = plan;
  mkdirSync(folder, { recursive: true });
  const megabytes = (of: number): number => 400 + (of * perSeat * DISK_BYTES_PER_EVENT) / 1e6;
  const disks = {
    hub: SmallDisk.make(join(folder, 'hub-disk'), megabytes(seats)),
    seats: SmallDisk.make(join(folder, 'seats-disk'), megabytes(SEATS_PER_PROCESS)),
  };
  for (const disk of Object.values(disks)) if (typeof disk !== 'string') ends.push(() => disk.remove());
  const [hubDisk, seatsDisk] = [disks.hub, disks.seats].map((disk) =>
    typeof disk === 'string' ? folder : disk.folder,
  );
  const ports = { http: await freePort(), mqtt: await freePort(), hub: await freePort() };
  const hubData = join(hubDisk ?? folder, 'hub');
  const hubPassword = 'of the hub, for this campaign';
  const mqtt: HubConfigInput['mqtt'] =
    kind === 'embedded'
      ? { embedded: { port: ports.mqtt, tls: 'auto' } }
      : { url: `mqtt://127.0.0.1:${ports.hub}`, username: 'hub', password: hubPassword };
  const postgres = database === 'postgres' ? Postgres.start('chaos') : undefined;
  if (postgres !== undefined) ends.push(() => postgres.stop());
  const centre = await makeCentre(folder, {
    seats,
    httpPort: ports.http,
    mqtt,
    hubData,
    database: postgres?.url,
    outboxes: (number) => join(number < SEATS_PER_PROCESS ? (seatsDisk ?? folder) : folder, 'outboxes'),
  });
  const broker =
    kind === 'embedded' ? undefined : brokerOf(centre, join(folder, 'broker'), { ports, hubPassword });
  if (broker !== undefined) ends.push(() => broker.kill());
  await broker?.start();
  const hubLog = join(folder, 'hub.log');
  const hub = new HubChild({ config: centre.configFile, log: hubLog });
  ends.push(() => hub.kill());
  await hub.start();
  const proxy = await LinkProxy.start(ports.mqtt);
  ends.push(() => proxy.close());
  const processes = processesOf(folder, centre, { ...plan, url: `mqtts://127.0.0.1:${proxy.port}` });
  ends.push(...processes.map((one) => () => one.kill()));
  const stage = new Stage({
    hub,
    processes,
    proxy,
    seats,
    hubStore: new HubStore({ dataDir: hubData, database: postgres }),
    hubLog,
    random: seededRandom(plan.seed),
    disks,
    broker,
    postgres,
    stopping: plan.stopping,
  });
  for (const one of processes) one.start();
  stage.unruly();
  await stage.until('every seat is there', () => stage.state.online === seats, STARTS_WITHIN_MS);
  return { stage, centre, notes: processes.map(({ notes }) => notes) };
}

function brokerOf(
  { config, seats }: Centre,
  folder: string,
  { hubPassword, ports }: { hubPassword: string; ports: { mqtt: number; hub: number } },
): Mosquitto {
  const accounts = seats
    .map(({ principal }) => parseSeatPrincipal(principal))
    .filter((one) => one !== undefined);
  const tls = { pki: join(config.dataDir, 'pki'), hubPort: ports.hub };
  return new Mosquitto(folder, ports.mqtt, { hubPassword, seats: accounts, tls });
}

function processesOf(
  folder: string,
  { seats }: Centre,
  { rate, seed, url }: { rate: number; seed: number; url: string },
): SeatsChild[] {
  const count = Math.ceil(seats.length / SEATS_PER_PROCESS);
  return Array.from({ length: count }, (_, i) => {
    const notes = join(folder, `told-${i}.log`);
    if (!existsSync(notes)) writeFileSync(notes, '');
    return new SeatsChild({
      seats: seats.slice(i * SEATS_PER_PROCESS, (i + 1) * SEATS_PER_PROCESS),
      notes,
      url,
      rate,
      seed: seed * 1000 + i,
      upTo: 0,
      unruliness: CALM,
      cut: false,
      logLevel: 'silent',
    });
  });
}
