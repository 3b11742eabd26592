import { userInfo } from 'node:os';
import { writeEnrolment } from '@invigil/contract';
import { newSecret, systemClock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import { HubError } from '../lib/hub-error.js';
import { isLoopback } from '../lib/loopback.js';
import { planRooms } from '../lib/room-plan.js';
import { fingerprintOf, initPki, openPki, renewHub } from '../pki/pki-folder.js';
import { SeatCertificates } from '../pki/seat-certificates.js';
import { addUser } from '../store/add-user.js';
import { certificateStore } from '../store/certificates.js';
import { openDatabase } from '../store/open-database.js';
import type { Db } from '../store/schema.js';
import { findUser } from '../store/users.js';

const DAY_MS = 86_400_000;

/** Makes a centre's authority, the hub's certificate and a first administrator; what is there is left alone. */
export async function initCentre(config: HubConfig, admin: string): Promise<string[]> {
  const { centre, dataDir, pki } = config;
  const made = await initPki(dataDir, { centre, names: pki.names, now: systemClock.now() });
  const folder = `${dataDir}/pki`;
  const lines = [
    made === 'made'
      ? `authority of ${centre} made in ${folder}: keep ca.key safe and a copy elsewhere`
      : `there is an authority in ${folder} already; nothing of it was changed`,
    `fingerprint: ${fingerprintOf((await openPki(dataDir, namesOf(config))).authority.certificate)}`,
  ];
  return withDatabase(config, async (db) => {
    if ((await findUser(db, admin)) !== undefined) return [...lines, `there is a user ${admin} already`];
    const password = newSecret().slice(0, 16);
    await addUser(db, { name: admin, role: 'admin', password, mustChangePassword: true }, systemClock.now());
    return [
      ...lines,
      `administrator ${admin} made, password (printed only now, to be changed at the first log-in): ${password}`,
    ];
  });
}

/** A token with which a seat enrols, as the line that it is given. */
export async function enrolToken(
  config: HubConfig,
  place: string,
  given: string | undefined,
): Promise<string[]> {
  const [room = '', seat = ''] = place.split('/');
  const hub = given ?? addressOf(config);
  const { authority } = await openPki(config.dataDir, namesOf(config));
  return withCertificates(config, async (certificates) => {
    const made = await certificates.issueToken({ room, seat }, byHand());
    if (made === undefined) throw new HubError('not-there', `${place}: the configuration has no such seat`);
    const { token } = made;
    const payload = writeEnrolment({ hub, token, ca: fingerprintOf(authority.certificate) });
    return [`# ${place}: works once, until ${new Date(made.expiresAt).toISOString()}`, payload];
  });
}

/** Every certificate that was given out, newest first. */
export async function listCertificates(config: HubConfig): Promise<string[]> {
  return withCertificates(config, async (certificates) => {
    const list = await certificates.list();
    return list.map((one) => {
      const ends = new Date(one.expiresAt).toISOString();
      const state = one.revokedAt === null ? `until ${ends}` : `revoked by ${one.revokedBy}`;
      return `${one.serial} ${one.principal} ${state}`;
    });
  });
}

/** Ends a certificate; a hub that runs cuts its connection within a second. */
export async function revokeCertificate(config: HubConfig, serial: string): Promise<string[]> {
  return withCertificates(config, async (certificates) => {
    if (await certificates.revoke(serial, byHand())) return [`${serial} revoked`];
    throw new HubError('not-there', `${serial}: there is no such certificate, or it is revoked already`);
  });
}

/** Makes a new certificate for the hub, which shows it from its next start on. */
export async function renewHubCertificate(config: HubConfig): Promise<string[]> {
  await renewHub(config.dataDir, namesOf(config));
  return [`the hub's certificate is made anew for ${config.pki.names.join(', ')}; restart the hub`];
}

/** Uses a centre's certificates past a hub that runs, or before one does. */
export function withCertificates<T>(
  config: HubConfig,
  use: (certificates: SeatCertificates) => Promise<T>,
): Promise<T> {
  return withDatabase(config, async (db) => {
    const { authority } = await openPki(config.dataDir, namesOf(config));
    const lastsMs = config.pki.seatDays * DAY_MS;
    const [store, plan, clock] = [certificateStore(db), planRooms(config), systemClock];
    return use(new SeatCertificates({ authority, store, plan, clock, lastsMs }));
  });
}

async function withDatabase<T>(config: HubConfig, use: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDatabase(config);
  try {
    return await use(db);
  } finally {
    await db.destroy();
  }
}

function namesOf(config: HubConfig) {
  return { names: config.pki.names, now: systemClock.now() };
}

/** Where seats reach the hub: as it is configured, else by the first name that is not this machine's only. */
function addressOf({ http, pki }: HubConfig): string {
  const name = pki.names.find((one) => !isLoopback(one)) ?? pki.names[0] ?? 'localhost';
  return http.publicUrl ?? `https://${name.includes(':') ? `[${name}]` : name}:${http.port}`;
}

function byHand(): string {
  return `${userInfo().username} on the hub`;
}
