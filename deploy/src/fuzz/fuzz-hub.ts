import { type Hub, type HubConfigInput, HubConfig, sha256Hex, startHub } from '@invigil/hub';
import { FaultLog } from './fault-log.js';

/** Seats that connect at a time: one for each connection that is open, since a name that connects again takes over. */
export const SEATS = 32;
const PASSWORD = 'a password of the campaign';
/** Who may sign in, by role; `gone` is signed out again and again. */
export const USERS = {
  ada: 'admin',
  eva: 'invigilator',
  rex: 'reviewer',
  tec: 'technician',
  aud: 'auditor',
  gone: 'admin',
} as const;

export type User = keyof typeof USERS;

export function tokenOf(seat: string): string {
  return `token-of-the-seat-${seat}`;
}

/** A centre of two rooms on free ports. */
export function fuzzConfig(dataDir: string, seats = SEATS): HubConfigInput {
  const plan = (room: string, count: number) => ({
    room,
    name: room,
    rows: 4,
    columns: 8,
    seats: Array.from({ length: count }, (_, i) => ({
      seat: `s${i}`,
      label: `S${i}`,
      row: Math.floor(i / 8) + 1,
      column: (i % 8) + 1,
      tokenHash: sha256Hex(`${tokenOf(`s${i}`)}${room === 'r1' ? '' : room}`),
    })),
  });
  return {
    centre: 'fuzz',
    dataDir,
    http: { port: 0, loginsPerMinute: 60 },
    mqtt: { embedded: { port: 0 } },
    rooms: [plan('r1', seats), plan('r2', 1)],
    maxDeadLetters: 100,
  };
}

/** A hub in this process, so that what it doesn't catch, and what it keeps in memory, is seen here. */
export async function openFuzzHub(dataDir: string): Promise<FuzzHub> {
  const log = new FaultLog();
  const hub = await startHub(HubConfig.parse(fuzzConfig(dataDir)), { log: log.log });
  for (const [name, role] of Object.entries(USERS))
    await hub.addUser({ name, role, password: PASSWORD, ...(role === 'invigilator' && { rooms: ['r1'] }) });
  return { hub, log, url: new URL(hub.url), mqtt: new URL(hub.mqttUrl ?? '') };
}

export type FuzzHub = { hub: Hub; log: FaultLog; url: URL; mqtt: URL };

/** The cookie of a new log-in. */
export async function signIn({ url }: FuzzHub, name: User): Promise<string> {
  const answer = await fetch(new URL('/api/login', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: PASSWORD }),
  });
  if (answer.status !== 200) throw new Error(`${name} can't sign in: ${await answer.text()}`);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
