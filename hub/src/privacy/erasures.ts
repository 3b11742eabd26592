import { setImmediate } from 'node:timers/promises';
import type { AuditEntry, DataClass, ErasureReceipt, SeatExam } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import type { ReceiptSigner } from '../lib/receipt-signer.js';
import {
  type ErasureOrder,
  beginErasure,
  eraseSome,
  erasuresUnderWay,
  finishErasure,
} from '../store/erase-session.js';
import { untoldPictures } from '../store/erase-files.js';
import type { FileRemover } from '../store/files/file-store.js';
import { hasHold } from '../store/holds.js';
import { appendAudit } from '../store/audit.js';
import type { Db } from '../store/schema.js';
import { eraseEndedSittings } from '../store/sittings.js';
import { UNTOLD_SESSION } from '../store/session-keys.js';
import { type KeptOfSeat, type Retention, daysOf, dueAt, retentionList } from './retention-list.js';

/** The hub itself, for the audit log. */
const HUB = { actor: null, role: null, address: 'console' } as const;
/** The record names what the others are of, so these go with it at the latest. */
const ALL: readonly DataClass[] = ['evidence', 'track', 'record'];

type Who = Pick<AuditEntry, 'actor' | 'role' | 'address'>;

export type ErasuresDeps = {
  db: Db;
  /** Numbers of the seats by `room/seat`. */
  seatIds: ReadonlyMap<string, number>;
  retention: Retention;
  /** Where files are removed: where they are kept, and in the folder of the backups. */
  places: readonly FileRemover[];
  signer: ReceiptSigner;
  clock: Clock;
  /** Undefined: what was done is told by who asked for it. */
  log: Log | undefined;
  /** Incidents of a seat that are no more. */
  onErased?: (place: { room: string; seat: string }, incidents: readonly string[]) => void;
  /** Candidates may have left: who sits where is to be read anew. */
  onCandidatesErased?: () => void;
};

/** Erases sessions, one after the other, in pieces between which the hub goes on. */
export class Erasures {
  readonly #deps: ErasuresDeps;
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: ErasuresDeps) {
    this.#deps = deps;
  }

  /** For how long each class is kept. */
  get keptFor(): SeatExam['retention'] {
    const { retention } = this.#deps;
    const days = (of: DataClass): number => daysOf(retention, of);
    return {
      appealDays: retention.appealDays,
      days: { evidence: days('evidence'), track: days('track'), record: days('record') },
    };
  }

  /** Every session that is kept, the next due first. */
  list(): Promise<KeptOfSeat[]> {
    const { clock, db, retention, seatIds } = this.#deps;
    return retentionList(db, seatIds, retention, clock.now());
  }

  /** Erases all of a session, because somebody asks for it. */
  async erase(
    place: { room: string; seat: string; session: string },
    asked: { reason: string; who: Who },
  ): Promise<ErasureReceipt | 'not-found' | 'open' | 'held'> {
    return this.#inTurn(async () => {
      const kept = (await this.list()).find(
        ({ room, seat, session }) => room === place.room && seat === place.seat && session === place.session,
      );
      if (kept === undefined) return 'not-found';
      if (kept.open) return 'open';
      if (kept.hold !== null) return 'held';
      const { seatId, session } = kept;
      const why = { cause: 'request' as const, by: asked.who.actor ?? 'unknown', reason: asked.reason };
      return this.#run({ seatId, session, classes: ALL, why, who: asked.who });
    });
  }

  /** Erases what is due, sessions that are open or held excepted; at most so many. Gives the receipts. */
  async sweep(most: number, signal?: AbortSignal): Promise<ErasureReceipt[]> {
    return this.#inTurn(async () => {
      const receipts: ErasureReceipt[] = [];
      for (const order of await this.#due()) {
        if (receipts.length === most || signal?.aborted === true) break;
        receipts.push(await this.#run(order));
      }
      await this.#endCandidates();
      return receipts;
    });
  }

  /** Goes on with what was begun and not ended. */
  async resume(): Promise<void> {
    await this.#inTurn(async () => {
      for (const id of await erasuresUnderWay(this.#deps.db)) await this.#goOn(id);
    });
  }

  /** Candidates of exams of which no seat has a session any more leave when the record of one would. */
  async #endCandidates(): Promise<void> {
    const { clock, db, log, onCandidatesErased, retention } = this.#deps;
    const at = clock.now();
    const kept = new Set((await this.list()).map(({ room, seat, session }) => `${room}/${seat}/${session}`));
    const before = at - (dueAt(retention, 'record', at) - at);
    const gone = await db.transaction().execute(async (tx) => {
      const n = await eraseEndedSittings(tx, before, ({ exam, room, seat }) =>
        kept.has(`${room}/${seat}/${exam}`),
      );
      if (n > 0)
        await appendAudit(tx, { ...HUB, at, verb: 'candidates-erased', subject: 'retention', count: n });
      return n;
    });
    if (gone === 0) return;
    log?.warn({ candidates: gone, cause: 'retention' }, 'candidates erased');
    onCandidatesErased?.();
  }

  async #due(): Promise<ErasureOrder[]> {
    const { clock, db, retention, seatIds } = this.#deps;
    const now = clock.now();
    const orders: ErasureOrder[] = [];
    for (const { classes, hold, open, seatId, session } of await this.list()) {
      if (open || hold !== null) continue;
      const due = classes.filter((one) => one.dueAt <= now).map((one) => one.class);
      if (due.length === 0) continue;
      orders.push({
        seatId,
        session,
        classes: due.includes('record') ? ALL : due,
        why: this.#retention(due),
        who: HUB,
      });
    }
    const before = now - (dueAt(retention, 'evidence', now) - now);
    for (const seatId of seatIds.values()) {
      if ((await untoldPictures(db, seatId, before)) === 0 || (await hasHold(db, seatId, now))) continue;
      const why = this.#retention(['evidence']);
      orders.push({ seatId, session: UNTOLD_SESSION, classes: ['evidence'], why, who: HUB, before });
    }
    return orders;
  }

  #retention(classes: readonly DataClass[]): ErasureReceipt['why'] {
    const { retention } = this.#deps;
    const days = Math.max(...classes.map((one) => daysOf(retention, one)));
    return { cause: 'retention', appealDays: retention.appealDays, days };
  }

  async #run(order: ErasureOrder): Promise<ErasureReceipt> {
    const { clock, db } = this.#deps;
    return this.#goOn(await beginErasure(db, order, clock.now()));
  }

  async #goOn(id: number): Promise<ErasureReceipt> {
    const { clock, db, places, log, onCandidatesErased, onErased, signer } = this.#deps;
    while (await eraseSome(db, places, id)) await setImmediate();
    const { incidents, receipt } = await finishErasure(db, id, { signer, at: clock.now() });
    const { classes, counts, room, seat, session } = receipt;
    log?.warn({ room, seat, session, classes, counts, cause: receipt.why.cause }, 'session erased');
    onErased?.({ room, seat }, incidents);
    if (counts['candidates'] !== undefined) onCandidatesErased?.();
    return receipt;
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#last.then(act);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
