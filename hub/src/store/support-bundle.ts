import { statfs } from 'node:fs/promises';
import { type DoctorReport, type MachineList, scrubbedReport, seatKey } from '@invigil/contract';
import { stringify } from 'csv-stringify/sync';
import type { HubConfig } from '../lib/hub-config.js';
import { toldConfig } from '../lib/told-config.js';
import { version } from '../lib/version.js';
import { type ZipEntry, zipOf } from '../lib/zip.js';
import { dialectOf } from './dialect.js';
import { KEPT_MINUTES, healthHistory } from './health-history.js';
import type { Db } from './schema.js';

const MB = 1_000_000;

const ABOUT = `What a hub of Invigil knows of its machines, to find a fault.

hub.json           versions, configuration without secrets, state of the store
machines.json      what each seat said that it is, the last warnings and errors of its log, its certificate
certificates.json  what was given out, until when, and whether it was revoked
doctor.json        what doctor found, without folders and addresses; only where the bundle was made by command line
health/            how each seat fared, up to seven days, times in ms on the hub's clock

There is no candidate in it, no session, no signal, incident or picture, nobody's name, and no token, password or key.
`;

type BundleDeps = {
  db: Db;
  config: HubConfig;
  seatIds: ReadonlyMap<string, number>;
  /** Of every room. */
  machines: () => Promise<MachineList[]>;
  now: number;
  /** What `doctor` found. */
  report?: DoctorReport | undefined;
};

/** All that helps to find a fault, as a ZIP archive, without anything of a person. */
export function supportBundle(deps: BundleDeps): AsyncGenerator<Uint8Array> {
  return zipOf(entriesOf(deps));
}

async function* entriesOf({
  config,
  db,
  machines,
  now,
  report,
  seatIds,
}: BundleDeps): AsyncGenerator<ZipEntry> {
  yield text('README.txt', ABOUT);
  yield json('hub.json', { madeAt: now, ...(await hubState(db, config)), config: toldConfig(config) });
  if (report !== undefined) yield json('doctor.json', scrubbedReport(report, namesIn(config)));
  const rooms = await machines();
  yield json(
    'machines.json',
    rooms.map((room) => ({
      ...room,
      machines: room.machines.map(({ told, ...machine }) => ({ ...machine, told: told && nameless(told) })),
    })),
  );
  yield json('certificates.json', await certificates(db));
  for (const { machines: seats, room } of rooms) {
    for (const { seat } of seats) {
      const id = seatIds.get(seatKey({ room, seat }));
      if (id === undefined) continue;
      const { minutes } = await healthHistory(db, id, now - KEPT_MINUTES * 60_000, now);
      if (minutes.length > 0) yield text(`health/${room}-${seat}.csv`, stringify(minutes, { header: true }));
    }
  }
}

/** A camera that is a file or a folder says where it lies, which may name somebody. */
function nameless<T extends { camera: { type: string; name: string } }>(told: T): T {
  const { camera } = told;
  return camera.type === 'camera' ? told : { ...told, camera: { ...camera, name: camera.type } };
}

/** What a report may hold of the configuration that says who or where. */
function namesIn({ http, mqtt, pki }: HubConfig): string[] {
  const urls = [mqtt.url, http.publicUrl].flatMap((url) =>
    url === undefined ? [] : [new URL(url).hostname],
  );
  return [...urls, http.host, ...pki.names];
}

async function hubState(db: Db, { database, dataDir }: HubConfig) {
  const { bavail, bsize } = await statfs(dataDir);
  const size = await dialectOf(db).storeBytes(db, dataDir);
  const letters = await db
    .selectFrom('dead_letter')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('at').as('newestAt')])
    .executeTakeFirstOrThrow();
  return {
    version,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    upForS: Math.round(process.uptime()),
    memoryMb: Math.round(process.memoryUsage.rss() / MB),
    store: {
      kind: database === undefined ? 'sqlite' : 'postgres',
      sizeMb: Math.round(size / MB),
      diskFreeMb: Math.round((bavail * bsize) / MB),
    },
    unreadableMessages: letters,
  };
}

/** Without who issued or revoked them. */
async function certificates(db: Db) {
  return db
    .selectFrom('certificate')
    .select(['serial', 'principal', 'issued_at', 'expires_at', 'revoked_at'])
    .orderBy('issued_at')
    .execute();
}

function json(name: string, value: unknown): ZipEntry {
  return text(name, `${JSON.stringify(value, null, 2)}\n`);
}

function text(name: string, content: string): ZipEntry {
  return { name, bytes: new TextEncoder().encode(content), packed: false };
}
