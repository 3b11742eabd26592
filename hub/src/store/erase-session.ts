import type { AuditEntry, DataClass, ErasureReceipt } from '@invigil/contract';
import type { ReceiptSigner } from '../lib/receipt-signer.js';
import { appendAudit } from './audit.js';
import { dialectOf } from './dialect.js';
import { type Counts, count } from './erase-events.js';
import {
  eraseSomePictures,
  eraseSomeTracks,
  forgetUntoldKey,
  markPictures,
  markTracks,
} from './erase-files.js';
import { eraseRest, eraseSomeRecord } from './erase-record.js';
import { bootsOfSession, findErasing, recordNow, seatOf } from './erasure-facts.js';
import type { FileRemover } from './files/file-store.js';
import { addReceipt } from './receipts.js';
import type { Db } from './schema.js';

/** What is to be erased, and why. */
export type ErasureOrder = {
  seatId: number;
  /** As {@link keptSession} names it; `~`: pictures of a seat that does not tell their session. */
  session: string;
  classes: readonly DataClass[];
  why: ErasureReceipt['why'];
  who: Pick<AuditEntry, 'actor' | 'role' | 'address'>;
  /** Of `~` only: pictures that came before this time. */
  before?: number;
};

/**
 * Begins to erase: destroys the keys, so that no picture and no track opens any more, and writes down what is gone on with after a crash.
 * Gives the number of the erasure.
 */
export async function beginErasure(db: Db, order: ErasureOrder, at: number): Promise<number> {
  const { before, classes, seatId, session, who, why } = order;
  const sealed = classes.filter((one) => one !== 'record');
  // Not in the transaction: it takes a third of a second for three hours, and nothing of an old session comes meanwhile.
  const now = await recordNow(db, { seatId, session, record: classes.includes('record') }, at);
  return db.transaction().execute(async (tx) => {
    const counts: Counts = {};
    // What has no session shares its key with what is not due.
    if (before === undefined && sealed.length > 0) {
      const keys = tx.deleteFrom('session_key').where('seat_id', '=', seatId).where('session', '=', session);
      count(counts, 'keys', (await keys.where('class', 'in', sealed).executeTakeFirst()).numDeletedRows);
    }
    const facts = JSON.stringify({ begunAt: at, why, classes, counts, who, ...now });
    const { id } = await tx
      .insertInto('erasure')
      .values({ seat_id: seatId, session, before: before ?? null, facts })
      .returning('id')
      .executeTakeFirstOrThrow();
    const place = { seatId, session, boots: await bootsOfSession(tx, seatId, session) };
    if (classes.includes('evidence')) await markPictures(tx, id, place, before);
    if (classes.includes('track')) await markTracks(tx, place);
    return id;
  });
}

/** Goes on with an erasure, a bounded piece of work. @param places where files lie, and the folder of backups. True: there is more to do */
export async function eraseSome(db: Db, places: readonly FileRemover[], id: number): Promise<boolean> {
  const erasing = await findErasing(db, id);
  const { classes } = erasing.facts;
  if (classes.includes('evidence') && (await eraseSomePictures(db, places, erasing))) return true;
  if (classes.includes('track') && (await eraseSomeTracks(db, places, erasing))) return true;
  return classes.includes('record') && (await eraseSomeRecord(db, erasing));
}

/** Ends an erasure of which nothing is left to do: the receipt is signed, and the audit log names it. */
export async function finishErasure(
  db: Db,
  id: number,
  { signer, at }: { signer: ReceiptSigner; at: number },
): Promise<{ receipt: ErasureReceipt; incidents: string[] }> {
  const done = await db.transaction().execute(async (tx) => {
    // A write first, so that no other process writes between what is read here and what is written.
    await tx.updateTable('erasure').set({ id }).where('id', '=', id).execute();
    const erasing = await findErasing(tx, id);
    const { facts, seatId, session } = erasing;
    const seat = await seatOf(tx, seatId);
    const incidents = facts.classes.includes('record') ? await eraseRest(tx, seat, erasing) : [];
    await forgetUntoldKey(tx, seatId);
    const { begunAt, certificate, classes, counts, heads, who, why } = facts;
    const said = { begunAt, at, why, classes, counts, certificate, heads };
    const receipt = signer.sign({ v: 1 as const, ...seat, session, ...said });
    await addReceipt(tx, receipt);
    const subject = `${seat.room}/${seat.seat} ${session} ${classes.join('+')} receipt ${receipt.hash}`;
    await appendAudit(tx, { ...who, at, verb: 'session-erased', subject, count: 1 });
    await tx.deleteFrom('erasure').where('id', '=', id).execute();
    return { receipt, incidents };
  });
  await dialectOf(db).afterErasure(db);
  return done;
}

/** Erasures that were begun and not ended, oldest first. */
export async function erasuresUnderWay(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('erasure').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
