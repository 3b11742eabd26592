import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SeatStory } from './seat-story.js';
import { FULL_BATCH } from './drive.js';

const PLACE = { centre: 'bench', room: 'room-1', seat: 's-0' };
/** Batches that are committed together, about as many as the hub gathers under load. */
const BATCHES_PER_COMMIT = 10;

/** The store alone: the same events as rows, in batches, with the hub's pragmas. Gives the events a second of each second. */
export function insertBare(folder: string, seconds: number): number[] {
  const file = join(folder, `bare-${Date.now()}.sqlite`);
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    `create table event (seat_id integer not null, boot_id integer not null, seq integer not null, session text, at integer not null,
       received_at integer not null, hist integer not null, type text not null, level text, body text not null) strict;
     create unique index event_once on event (seat_id, boot_id, seq);`,
  );
  const insert = db.prepare('insert or ignore into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const story = new SeatStory('f'.repeat(16), { from: Date.now(), number: 0, place: PLACE });
  // Made before, so that only the store is timed.
  const rows = story.next(FULL_BATCH * BATCHES_PER_COMMIT).events.map(({ at, body, session }) => {
    return [session, at, at, 0, body.type, null, JSON.stringify(body)] as const;
  });
  const perSecond: number[] = [];
  let seq = 0;
  const commit = db.transaction(() => {
    for (const row of rows) insert.run(1, 1, (seq += 1), ...row);
  });
  for (let second = 0; second < seconds; second++) {
    const [from, before] = [performance.now(), seq];
    while (performance.now() - from < 1000) commit();
    perSecond.push(((seq - before) * 1000) / (performance.now() - from));
  }
  db.close();
  return perSecond;
}
