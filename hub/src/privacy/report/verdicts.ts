import type { SeatAddress } from '@invigil/contract';
import { messageOf } from '../../lib/hub-error.js';
import type { Log } from '../../lib/log.js';
import type { Db } from '../../store/schema.js';
import { type Verdict, keptVerdict, makeVerdict } from '../../store/session-verdicts.js';
import type { RecordReader } from './record-reader.js';

type Place = SeatAddress & { seatId: number; session: string };

/** What the certificates of sessions that are over come to: each is made once, and anew when something of its session came since. */
export class Verdicts {
  readonly #deps: { db: Db; reader: Pick<RecordReader, 'count'>; log: Log };
  /** Those that are being made, so that two readers of a list don't ask for the same. */
  readonly #making = new Map<string, Promise<Verdict | undefined>>();

  constructor(deps: { db: Db; reader: Pick<RecordReader, 'count'>; log: Log }) {
    this.#deps = deps;
  }

  /** Undefined: it has no certificate, or none can be made, which is logged. Never throws. */
  async of(place: Place, now: number): Promise<Verdict | undefined> {
    const { db, log } = this.#deps;
    try {
      return (await keptVerdict(db, place)) ?? (await this.#make(place, now));
    } catch (cause) {
      const { room, seat, session } = place;
      log.warn(
        { room, seat, session, reason: messageOf(cause) },
        'no certificate of a session could be made',
      );
      return undefined;
    }
  }

  async #make(place: Place, now: number): Promise<Verdict | undefined> {
    const { db, reader } = this.#deps;
    const key = `${place.seatId}/${place.session}`;
    const known = this.#making.get(key);
    if (known !== undefined) return known;
    const made = makeVerdict(db, place, () => reader.count({ ...place, now }));
    this.#making.set(key, made);
    try {
      return await made;
    } finally {
      this.#making.delete(key);
    }
  }
}
