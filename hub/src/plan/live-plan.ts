import type { AuditVerb } from '@invigil/contract';
import type { Actor, AuditFact } from '../http/audit-trail.js';
import type { Outcome, Refused } from '../http/refusal.js';
import { HubError } from '../lib/hub-error.js';
import type { Clock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import { type PlannedSeat, type RoomPlan, planRooms } from '../lib/room-plan.js';
import { appendAudit } from '../store/audit.js';
import { roomSettings } from '../store/room-settings.js';
import type { Db } from '../store/schema.js';
import { applySetting } from './apply-setting.js';

/** What was done, and what the audit log is told of it. */
export type Done<T> = { value: T; told: readonly { verb: AuditVerb; subject: string; count?: number }[] };

/** The rooms and the seats of which something is different now. */
export type PlanChange = { rooms: string[]; seats: PlannedSeat[] };

/** The plan while the hub runs: what people set is kept, told to the audit log, and in force at once, all of it or nothing. */
export class LivePlan {
  /** What every part of the hub looks at. */
  readonly plan: RoomPlan;
  /** The same as the configuration draws it, which is never changed. */
  readonly #start: RoomPlan;
  readonly #db: Db;
  readonly #clock: Clock;
  #tell: (change: PlanChange) => void = () => undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ clock, config, db }: { db: Db; config: Pick<HubConfig, 'centre' | 'rooms'>; clock: Clock }) {
    this.plan = planRooms(config);
    this.#start = planRooms(config);
    this.#db = db;
    this.#clock = clock;
  }

  /** Has each change told once it is committed and in force. */
  onChanged(tell: (change: PlanChange) => void): void {
    this.#tell = tell;
  }

  now(): number {
    return this.#clock.now();
  }

  /** Puts what is kept over what the configuration says; before anybody looks. */
  async restore(): Promise<void> {
    await this.#apply();
  }

  /** Puts what is kept into force, where it was changed by somebody else. */
  async refresh(): Promise<void> {
    await this.#inTurn(async () => {
      this.#tell(await this.#apply());
    });
  }

  /**
   * One change.
   * @param act looks first, and writes only what it does not refuse; in one transaction with the rows of the audit log
   */
  async change<T>(
    who: Actor,
    act: (tx: Db, at: number, by: string) => Promise<Done<T> | Refused>,
  ): Promise<Outcome<T>> {
    return this.#inTurn(async () => {
      const at = this.#clock.now();
      const done = await this.#db.transaction().execute(async (tx) => {
        const did = await act(tx, at, who.actor ?? 'unknown');
        if ('code' in did) return did;
        for (const { count = 1, subject, verb } of did.told)
          await tell(tx, { ...who, at, verb, subject: subject.slice(0, 200), count });
        return did;
      });
      if ('code' in done) return done;
      this.#tell(await this.#apply());
      return { value: done.value };
    });
  }

  async #apply(): Promise<PlanChange> {
    const settings = await roomSettings(this.#db, this.plan.centre);
    const changed: PlanChange = { rooms: [], seats: [] };
    for (const [i, start] of this.#start.rooms.entries()) {
      const room = this.plan.rooms[i];
      if (room === undefined) continue;
      const { isRoomChanged, seats } = applySetting(room, start, settings.get(room.room));
      if (isRoomChanged) changed.rooms.push(room.room);
      changed.seats.push(...seats);
    }
    return changed;
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#last.then(act);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

async function tell(tx: Db, fact: AuditFact): Promise<void> {
  try {
    await appendAudit(tx, fact);
  } catch (cause) {
    throw new HubError('audit-unwritten', 'the audit log can not be written', { cause });
  }
}
