import Database from 'better-sqlite3';
import { ErasureReceipt, type ReceiptList } from '@invigil/contract';
import type { ReceiptSigner } from '../lib/receipt-signer.js';
import { isSigned } from '../lib/receipt-signer.js';
import type { Db } from './schema.js';

/** Adds a receipt; rows of receipts are never changed. */
export async function addReceipt(db: Db, receipt: ErasureReceipt): Promise<void> {
  await db
    .insertInto('receipt')
    .values({ body: JSON.stringify(receipt) })
    .execute();
}

/** Every receipt, newest first. `whole`: as it was signed, and with the hub's present key. */
export async function receiptList(db: Db, signer: ReceiptSigner): Promise<ReceiptList['receipts']> {
  const rows = await db.selectFrom('receipt').selectAll().orderBy('n', 'desc').execute();
  return rows.map(({ n, body }) => {
    const receipt = ErasureReceipt.parse(JSON.parse(body));
    return { n, whole: receipt.signer === signer.signer && isSigned(receipt), receipt };
  });
}

/** Every receipt, oldest first, whoever signed it. */
export async function receiptsIn(db: Db): Promise<ErasureReceipt[]> {
  const rows = await db.selectFrom('receipt').select('body').orderBy('n').execute();
  return rows.map(({ body }) => ErasureReceipt.parse(JSON.parse(body)));
}

/** The receipts of a store that no hub uses, oldest first; none where it is from before there were any. Throws where it can't be read. */
export function receiptsInFile(file: string): ErasureReceipt[] {
  const sqlite = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const there = sqlite.prepare("select 1 from sqlite_schema where name = 'receipt'").get();
    if (there === undefined) return [];
    const bodies: unknown[] = sqlite.prepare('select body from receipt order by n').pluck().all();
    return bodies.map((body) => ErasureReceipt.parse(JSON.parse(String(body))));
  } finally {
    sqlite.close();
  }
}
