import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type Server, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Challenge, EventBatch, MinuteAnalysis, SeatEvent, Signal } from '@invigil/contract';
import { pino } from 'pino';
import { HubConfig, type HubConfigInput } from './hub-config.js';
import { hashOf, hashOfStart } from './chain.js';
import { sha256Hex } from './sha256.js';
import type { StorePlace } from './store-place.js';
import { testDatabase } from './test-database.js';

/** For tests only: a small centre, fresh folders, and events to send. */
export const TOKEN = 'token-of-a1';
export const BOOT = 'a'.repeat(16);
export const OTHER_BOOT = 'b'.repeat(16);
export const SILENT = pino({ level: 'silent' });

/** Two seats in one room; free ports. */
export function testConfig({ dataDir = tempFolder(), ...more }: Partial<HubConfigInput> = {}): HubConfig {
  return HubConfig.parse({
    centre: 'north',
    ...testStore(dataDir),
    http: { port: 0, loginsPerMinute: 1000 },
    mqtt: { embedded: { port: 0 } },
    rooms: [
      {
        room: 'r2',
        name: 'Room 2',
        rows: 1,
        columns: 2,
        seats: [
          { seat: 'a1', label: 'A1', row: 1, column: 1, tokenHash: sha256Hex(TOKEN) },
          { seat: 'a2', label: 'A2', row: 1, column: 2, tokenHash: sha256Hex('token-of-a2') },
        ],
      },
    ],
    ...more,
  });
}

const FOLDERS = mkdtempSync(join(tmpdir(), 'invigil-hub-'));
process.once('exit', () => {
  rmSync(FOLDERS, { recursive: true, force: true });
});

/** A folder of its own, gone when the process ends. */
export function tempFolder(): string {
  return mkdtempSync(join(FOLDERS, 'test-'));
}

/** Where a hub of a test keeps what it knows: on the database on which the tests run. */
export function testStore(dataDir: string = tempFolder()): StorePlace {
  const database = testDatabase(dataDir);
  return { dataDir, ...(database && { database }) };
}

/** A signal of a boot, open unless told otherwise. */
export function testSignal(more: Partial<Signal> & { number?: number } = {}): Signal {
  const { number = 1, ...fields } = more;
  return {
    id: `${BOOT}-${number}`,
    kind: 'looking-away',
    source: 'camera',
    startedAt: 10_000,
    openedAt: 14_000,
    endedAt: null,
    confidence: 0.8,
    ...fields,
  };
}

/** A cue that was answered, unless told otherwise. */
export function testChallenge(more: Partial<Challenge> = {}): Challenge {
  return {
    id: '6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f4',
    cue: 'turn-left',
    issuer: 'eva',
    askedAt: 10_000,
    judgedAt: 14_000,
    outcome: 'answered',
    measured: {
      largestTurnDeg: 34.5,
      beganAfterMs: 1830,
      depthConsistency: 0.93,
      blinks: null,
      readableShare: 0.98,
    },
    ...more,
  };
}

export function opened(seq: number, signal: Signal, more: Partial<SeatEvent> = {}): SeatEvent {
  return { seq, session: null, at: signal.openedAt, body: { type: 'signal-opened', signal }, ...more };
}

export function closed(
  seq: number,
  signal: Signal,
  endedAt: number,
  more: Partial<SeatEvent> = {},
): SeatEvent {
  return {
    seq,
    session: null,
    at: endedAt,
    body: { type: 'signal-closed', signal: { ...signal, endedAt } },
    ...more,
  };
}

export function riskAt(seq: number, at: number, score: number, more: Partial<SeatEvent> = {}): SeatEvent {
  const level = score >= 45 ? 'alert' : score >= 20 ? 'watch' : 'calm';
  return {
    seq,
    session: null,
    at,
    body: { type: 'risk', risk: { score, level, contributions: [] } },
    ...more,
  };
}

/** Minute `number` of a session, all of it watched. `left`: looks to the left, of 1 s each. */
export function testMinute(number: number, left = 0, more: Partial<MinuteAnalysis> = {}): MinuteAnalysis {
  const none = { count: 0, totalMs: 0, longestMs: 0 };
  const noStay = [0, 0, 0, 0, 0, 0];
  const from = number * 60_000;
  return {
    from,
    to: from + 60_000,
    watchedMs: 60_000,
    readings: 600,
    looks: {
      left: { count: left, totalMs: left * 1000, longestMs: left > 0 ? 1000 : 0 },
      right: none,
      up: none,
      down: none,
    },
    dwell: { screen: noStay, left: noStay, right: noStay, up: noStay, down: noStay },
    blinks: { count: 15, watchedMs: 60_000 },
    eyes: { watchedMs: 60_000, closedMs: 0 },
    mouth: { watchedMs: 60_000, speakingMs: 0 },
    ...more,
  };
}

export function minuteAt(seq: number, minute: MinuteAnalysis, more: Partial<SeatEvent> = {}): SeatEvent {
  return { seq, session: 'maths', at: minute.to, body: { type: 'analysis', minute }, ...more };
}

/** Events in rising `seq` from the first of a boot, each with the hash of the one before it, as a seat tells them. */
export function chained(events: readonly SeatEvent[], boot = BOOT, seat = 'a1'): SeatEvent[] {
  let prev = hashOfStart({ centre: 'north', room: 'r2', seat }, boot);
  return events.map((event) => {
    const linked = { ...event, prev };
    prev = hashOf(linked);
    return linked;
  });
}

/** An event as the store takes it. */
export function hashed(event: SeatEvent): SeatEvent & { hash: string } {
  return { ...event, hash: hashOf(event) };
}

export function batchOf(events: SeatEvent[], boot = BOOT): EventBatch {
  return { v: 1, boot, events };
}

/** A TCP port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  return port;
}

/** The port that a server listens on; 0 where it does not. */
export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Waits until something is so; fails after `limitMs`. */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  limitMs = 10_000,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms in vain: ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
