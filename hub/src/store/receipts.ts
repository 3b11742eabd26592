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
