import type { DataClass, KeptSessionFacts } from '@invigil/contract';
import { setImmediate } from 'node:timers/promises';
import type { HubConfig } from '../lib/hub-config.js';
import { holdOf } from '../store/holds.js';
import { type KeptOfSession, keptSessions } from '../store/kept-sessions.js';
import type { Db } from '../store/schema.js';

const DAY_MS = 86_400_000;

export type Retention = HubConfig['retention'];

/** A session with the number of its seat. */
export type KeptOfSeat = KeptSessionFacts & { seatId: number };

/** When a class of a session is due whose last event came at this time. */
export function dueAt(retention: Retention, of: DataClass, heardAt: number): number {
  return heardAt + (retention.appealDays + daysOf(retention, of)) * DAY_MS;
}

/** For how many days after the appeal window a class is kept. */
export function daysOf(retention: Retention, of: DataClass): number {
  const { evidenceDays, recordDays, trackDays } = retention;
  return { evidence: evidenceDays, track: trackDays, record: recordDays }[of];
}

/** Every session that is kept, the next due first. @param seatIds numbers of the seats by `room/seat` */
export async function retentionList(
  db: Db,
  seatIds: ReadonlyMap<string, number>,
  retention: Retention,
  now: number,
): Promise<KeptOfSeat[]> {
  const all: KeptOfSeat[] = [];
  for (const [key, seatId] of seatIds) {
    const [room = '', seat = ''] = key.split('/');
    for (const kept of (await keptSessions(db, seatId, now)).values()) {
      const { from, heardAt, open, session, to } = kept;
      const classes = classesOf(retention, kept);
      const hold = (await holdOf(db, { seatId, session }, now)) ?? null;
      all.push({ seatId, room, seat, session, from, to, heardAt, open, classes, hold });
    }
    // A large centre has many seats, and others wait for the store.
    await setImmediate();
  }
  return all.toSorted((a, b) => nextDue(a) - nextDue(b));
}

/** What there is of a session, and when each is due. */
export function classesOf(
  retention: Retention,
  { heardAt, pictures, record, tracks }: KeptOfSession,
): KeptSessionFacts['classes'] {
  const there = { evidence: pictures > 0, track: tracks > 0, record };
  return (['evidence', 'track', 'record'] as const)
    .filter((one) => there[one])
    .map((one) => ({ class: one, dueAt: dueAt(retention, one, heardAt) }));
}

/** When the next class of a session is due. */
export function nextDue({ classes }: Pick<KeptSessionFacts, 'classes'>): number {
  return Math.min(...classes.map((one) => one.dueAt));
}
