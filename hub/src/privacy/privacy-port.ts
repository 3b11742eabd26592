import type { ErasureReceipt, KeptSessionFacts, Notice, ReceiptList } from '@invigil/contract';
import type { Actor } from '../http/audit-trail.js';
import type { Clock } from '../lib/clock.js';
import type { Reader } from '../lib/reader.js';
import type { RoomPlan } from '../lib/room-plan.js';
import type { ReceiptSigner } from '../lib/receipt-signer.js';
import {
  type HoldOutcome,
  type HoldPlace,
  type HoldStep,
  askHold,
  askRelease,
  confirmHold,
  confirmRelease,
} from '../store/holds.js';
import { appendAudit } from '../store/audit.js';
import { keptSessions } from '../store/kept-sessions.js';
import { receiptList } from '../store/receipts.js';
import type { Db } from '../store/schema.js';
import type { Erasures } from './erasures.js';
import { type ExportDeps, exportSession } from './session-export.js';

type Place = { room: string; seat: string; session: string };
type Asked = { reason: string; who: Actor };
type HoldVerb = 'hold-asked' | 'hold-confirmed' | 'hold-release-asked' | 'hold-released';

/** What people may do about what is kept. */
export function privacyPort(deps: {
  db: Db;
  seatIds: ReadonlyMap<string, number>;
  erasures: Erasures;
  signer: ReceiptSigner;
  clock: Clock;
  plan: RoomPlan;
  pictures: ExportDeps['pictures'];
  notice: Notice | null;
}) {
  const { clock, db, erasures, notice, seatIds, signer } = deps;
  /** A step of a hold and its row in the audit log, both or neither. */
  const step = async (
    { room, seat, session }: Place,
    [verb, who]: [HoldVerb, Actor],
    act: (tx: Db, place: HoldPlace, by: HoldStep) => Promise<HoldOutcome>,
  ): Promise<HoldOutcome | 'not-found'> => {
    const seatId = seatIds.get(`${room}/${seat}`);
    if (seatId === undefined) return 'not-found';
    const at = clock.now();
    if (!(await keptSessions(db, seatId, at)).has(session)) return 'not-found';
    return db.transaction().execute(async (tx) => {
      const done = await act(tx, { seatId, session }, { by: who.actor ?? 'unknown', at });
      const fact = { ...who, at, verb, subject: `${room}/${seat}/${session}`, count: 1 };
      if (done === 'done') await appendAudit(tx, fact);
      return done;
    });
  };
  return {
    notice,
    keptFor: erasures.keptFor,
    export: (place: Place, reader: Reader) =>
      exportSession({ ...deps, noticeHash: notice?.hash }, place, clock.now(), reader),
    retention: (): Promise<KeptSessionFacts[]> => erasures.list(),
    receipts: (): Promise<ReceiptList['receipts']> => receiptList(db, signer),
    erase: (place: Place, asked: Asked): Promise<ErasureReceipt | 'not-found' | 'open' | 'held'> =>
      erasures.erase(place, asked),
    askHold: (place: Place, { reason, who }: Asked) =>
      step(place, ['hold-asked', who], (tx, one, by) => askHold(tx, one, { ...by, reason })),
    confirmHold: (place: Place, who: Actor) => step(place, ['hold-confirmed', who], confirmHold),
    askRelease: (place: Place, { reason, who }: Asked) =>
      step(place, ['hold-release-asked', who], (tx, one, by) => askRelease(tx, one, { ...by, reason })),
    confirmRelease: (place: Place, who: Actor) => step(place, ['hold-released', who], confirmRelease),
  };
}
