import { Birth, type CompletenessCertificate, type SeatAddress, canonicalText } from '@invigil/contract';
import { sha256Hex } from '../lib/sha256.js';
import { cameraCoverage } from './blind-time.js';
import { AWAY_MS, type BootInSession, bootInSession } from './boot-record.js';
import { givenUpIn } from './given-up.js';
import type { Db } from './schema.js';
import { signalsWithin } from './signals.js';

/** Issues the certificate of a session; undefined where the seat told no event of it. */
export async function certificateOf(
  db: Db,
  { centre, room, seat, seatId }: SeatAddress & { seatId: number },
  session: string,
  issuedAt: number,
): Promise<CompletenessCertificate | undefined> {
  const boots = await bootsOf(db, seatId, session);
  if (boots.length === 0) return undefined;
  const from = Math.min(...boots.map((boot) => boot.from));
  const to = Math.max(...boots.map((boot) => boot.to));
  const signals = await signalsWithin(db, seatId, from, to + AWAY_MS);
  const records = boots.map(({ record }) => record);
  const givenUp = await givenUpIn(db, seatId, session);
  const isWhole = records.every(
    ({ chain, missing, notKept }) => chain === 'whole' && missing.length === 0 && notKept === undefined,
  );
  const content = {
    v: 1 as const,
    centre,
    room,
    seat,
    session,
    complete: isWhole && givenUp.length === 0,
    boots: records,
    coverage: [cameraCoverage(boots, signals)],
    ...(givenUp.length > 0 && { givenUp }),
    ...(await toldOf(
      db,
      seatId,
      records.map(({ boot }) => boot),
    )),
  };
  return { ...content, issuedAt, hash: sha256Hex(canonicalText(content)) };
}

/** The boots of a session in the order of their first event of it. */
async function bootsOf(db: Db, seatId: number, session: string): Promise<BootInSession[]> {
  const rows = await db
    .selectFrom('boot_session')
    .innerJoin('boot', 'boot.id', 'boot_session.boot_id')
    .select(['boot.id as bootId', 'boot.boot'])
    .where('boot.seat_id', '=', seatId)
    .where('boot_session.session', '=', session)
    .execute();
  const boots: BootInSession[] = [];
  for (const row of rows) {
    const boot = await bootInSession(db, { seatId, ...row }, session);
    if (boot !== undefined) boots.push(boot);
  }
  return boots.toSorted((a, b) => a.from - b.from || (a.record.boot < b.record.boot ? -1 : 1));
}

/** What the seat said in these boots that it was. */
async function toldOf(
  db: Db,
  seatId: number,
  boots: readonly string[],
): Promise<Pick<CompletenessCertificate, 'policyHashes' | 'nets'>> {
  const rows = await db
    .selectFrom('born')
    .select(['policy_hash', 'nets'])
    .where('seat_id', '=', seatId)
    .where('boot', 'in', boots)
    .orderBy('at')
    .orderBy('policy_hash')
    .execute();
  const nets = new Map(
    rows
      .flatMap((row) => Birth.shape.nets.parse(JSON.parse(row.nets)))
      .map(({ name, sha256 }) => [`${name} ${sha256}`, { name, sha256 }]),
  );
  return {
    policyHashes: [...new Set(rows.map((row) => row.policy_hash))],
    nets: [...nets].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, net]) => net),
  };
}
