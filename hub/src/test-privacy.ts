import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { SeatEvent } from '@invigil/contract';
import { setUp } from './ingest/test-ingest.js';
import { HubConfig } from './lib/hub-config.js';
import { ReceiptSigner } from './lib/receipt-signer.js';
import { sha256Hex } from './lib/sha256.js';
import {
  BOOT,
  SILENT,
  batchOf,
  chained,
  closed,
  minuteAt,
  opened,
  riskAt,
  testChallenge,
  testMinute,
  testSignal,
} from './lib/testing.js';
import { pictureFile, trackFile } from './store/kept-files.js';
import { openHubKey } from './store/open-hub-key.js';
import { FolderFiles } from './store/files/folder-files.js';
import { Pictures } from './store/pictures.js';
import { SessionKeys } from './store/session-keys.js';
import { Tracks } from './store/tracks.js';
import { Erasures } from './privacy/erasures.js';

/** For tests only: a hub's store with a session of seat a1, and what erases it. */

export const DAY_MS = 86_400_000;
export const AT = 1_700_000_000_000;
const RETENTION = HubConfig.shape.retention.parse({
  appealDays: 30,
  evidenceDays: 0,
  trackDays: 10,
  recordDays: 60,
});
export const REQUEST = {
  reason: 'asked by the candidate, Art. 17',
  who: { actor: 'Ada', role: 'admin' as const, address: '10.0.0.7' },
};
export const MATHS = { room: 'r2', seat: 'a1', session: 'maths' };
export const NAME = 'Kim Candidate';

export async function privacySetUp(dataDir?: string) {
  const hub = await setUp(dataDir, undefined, {}, { at: AT });
  const { clock, config, db } = hub;
  const hubKey = await openHubKey(db, config, { now: AT });
  const keys = new SessionKeys(db, hubKey);
  const signer = new ReceiptSigner(hubKey);
  const files = new FolderFiles(config.dataDir);
  const pictures = new Pictures(db, files, keys);
  const tracks = new Tracks(db, files, keys);
  const seatIds = new Map([
    ['r2/a1', 1],
    ['r2/a2', 2],
  ]);
  const gone: string[] = [];
  const erasures = new Erasures({
    db,
    seatIds,
    retention: RETENTION,
    places: [files],
    signer,
    clock,
    log: SILENT,
    onErased: (_place, ids) => gone.push(...ids),
  });
  const putPicture = (text: string, session = 'maths') =>
    pictures.put({ sha256: sha256Hex(text), seatId: 1, session, jpeg: Buffer.from(text), at: clock.at });
  const putTrack = (text: string, session: string | null = 'maths', boot = BOOT) =>
    tracks.put({
      seatId: 1,
      boot,
      sha256: sha256Hex(text),
      body: Readable.from([Buffer.from(text)]),
      at: clock.at,
      check: async () => ({
        boot,
        session,
        version: '0.1.0',
        policyHash: 'a'.repeat(64),
        from: AT,
        to: AT,
        observations: 1,
        finished: true,
      }),
    });
  const hasPicture = (text: string) => existsSync(join(config.dataDir, pictureFile(sha256Hex(text))));
  const hasTrack = (boot = BOOT) => existsSync(join(config.dataDir, trackFile(1, boot)));
  /** How many rows of each table there are. */
  const rows = async (): Promise<Record<string, number>> => {
    const all: Record<string, number> = {};
    for (const table of TABLES) {
      const { n } = await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      all[table] = n;
    }
    return all;
  };
  return {
    ...hub,
    keys,
    signer,
    seatIds,
    pictures,
    tracks,
    erasures,
    gone,
    putPicture,
    putTrack,
    hasPicture,
    hasTrack,
    rows,
  };
}

const TABLES = [
  'event',
  'signal',
  'incident',
  'budget',
  'judgement',
  'acknowledgement',
  'evidence',
  'picture',
  'track',
  'challenge',
  'note',
  'message',
  'hand',
  'hub_risk',
  'presence',
  'born',
  'dead_letter',
  'session_key',
] as const;

/** One of each that a seat may tell in a session. */
export function storyOf(session: string | null, from = 1, at = AT, number = 1): SeatEvent[] {
  const more = { session };
  const signal = testSignal({ number, startedAt: at, openedAt: at + 1000 });
  const picture = { sha256: sha256Hex(`picture ${session}`), takenAt: at, role: 'moment' as const };
  const challenge = testChallenge({ issuer: NAME, askedAt: at, judgedAt: at + 1 });
  return [
    riskAt(from, at, 5, more),
    opened(from + 1, signal, more),
    { seq: from + 2, at, ...more, body: { type: 'evidence', signalId: signal.id, pictures: [picture] } },
    riskAt(from + 3, at + 2000, 50, more),
    closed(from + 4, signal, at + 3000, more),
    { seq: from + 5, at: at + 3000, ...more, body: { type: 'challenge', challenge } },
    minuteAt(from + 6, testMinute(1), { ...more, at: at + 4000 }),
  ];
}

export function tellAll(hub: Awaited<ReturnType<typeof privacySetUp>>, events: SeatEvent[], boot = BOOT) {
  return hub.say('evt', batchOf(chained(events, boot), boot));
}
