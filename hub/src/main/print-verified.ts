import { writeFileSync } from 'node:fs';
import { openDatabase } from '../store/open-database.js';
import type { StorePlace } from '../lib/store-place.js';
import { type Flaw, type VerifiedBoot, verifyStore } from '../store/verify-store.js';

/**
 * Verifies the store of a hub and prints what is not as it was told; gives whether all of it is.
 * @param json file for the same in full @throws HubError `store-unavailable`
 */
export async function printVerified(
  place: StorePlace,
  session: string | undefined,
  json: string | undefined,
  print: (line: string) => void = (line) => process.stdout.write(`${line}\n`),
): Promise<boolean> {
  const db = await openDatabase(place);
  const boots: VerifiedBoot[] = [];
  try {
    for await (const boot of verifyStore(db, session)) {
      boots.push(boot);
      const name = `${boot.centre}/${boot.room}/${boot.seat} ${boot.boot}`;
      for (const flaw of boot.flaws) print(`${name}: ${wordsOf(flaw)}`);
    }
  } finally {
    await db.destroy();
  }
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ boots }, null, 2)}\n`);
  const events = boots.reduce((sum, boot) => sum + boot.events, 0);
  const flawed = boots.filter(({ flaws }) => flaws.length > 0).length;
  const erased = boots.reduce((sum, boot) => sum + boot.erased, 0);
  const gone = erased === 0 ? '' : `, ${erased} events erased (see invigil-hub receipts)`;
  print(`${events} events in ${boots.length} boots, ${flawed} boots not whole${gone}`);
  return flawed === 0;
}

function wordsOf({ flaw, seq, to }: Flaw): string {
  switch (flaw) {
    case 'changed':
      return `event ${seq} was changed after it was stored`;
    case 'unlinked':
      return `event ${seq} does not carry the hash of the event before it`;
    case 'no-hash':
      return `event ${seq} was stored without a hash`;
    case 'found-at-ingest':
      return `event ${seq} did not carry the hash of the event before it when it came`;
    case 'missing':
      return `events ${seq} to ${to} are missing`;
  }
}
