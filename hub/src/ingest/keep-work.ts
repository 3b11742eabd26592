import type { PlannedRoom } from '../lib/room-plan.js';
import { buryLetter } from '../store/dead-letters.js';
import type { Db } from '../store/schema.js';
import type { Entry } from './entry.js';
import type { AfterCommit, IngestContext } from './ingest-context.js';
import { keepAbsence } from './keep-absence.js';
import { keepBatch } from './keep-batch.js';
import { keepBirth, keepHealth, keepPresence } from './keep-presence.js';

/** What waits to be done: an entry, or a room's budget that is weighed again because time has passed. */
export type Work = (Entry | { type: 'weigh'; room: PlannedRoom }) & {
  /** Of a message: when it came, by `performance.now()`. */
  came?: number;
};

/** Keeps one thing, within a transaction. */
export function keepWork(db: Db, context: IngestContext, entry: Work): Promise<AfterCommit[]> {
  switch (entry.type) {
    case 'presence':
      return keepPresence(db, context, entry.seat, entry.presence);
    case 'birth':
      return keepBirth(db, context, entry.seat, entry.birth);
    case 'health':
      return keepHealth(db, context, entry.seat, entry.health, entry.retained);
    case 'batch':
      return keepBatch(db, context, entry.seat, entry.batch);
    case 'absence':
      return keepAbsence(db, context, entry.seat, entry.heardAt).then(() => []);
    case 'fading':
      context.changes.of(entry.seat).fading = true;
      return Promise.resolve([]);
    case 'dead-letter':
      return buryLetter(db, entry, context.at, context.maxDeadLetters).then(() => []);
    case 'weigh':
      context.weigh.set(entry.room, 'all');
      return Promise.resolve([]);
  }
}
