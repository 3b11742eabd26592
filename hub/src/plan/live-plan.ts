import type { AuditVerb } from '@invigil/contract';
import type { Actor, AuditFact } from '../http/audit-trail.js';
import type { Outcome, Refused } from '../http/refusal.js';
import { HubError } from '../lib/hub-error.js';
import type { Clock } from '../lib/clock.js';
import type { PlannedSeat, RoomPlan } from '../lib/room-plan.js';
import { appendAudit } from '../store/audit.js';
import { roomSettings } from '../store/room-settings.js';
import type { Db } from '../store/schema.js';
import { applySetting } from './apply-setting.js';

/** What was done, and what the audit log is told of it. */
export type Done<T> = { value: T; told: readonly { verb: AuditVerb; subject: string; count?: number }[] };

export type LivePlanDeps = {
  db: Db;
  /** What every part of the hub looks at. */
  plan: RoomPlan;
  /** The same as the configuration draws it, which is never changed. */
  start: RoomPlan;
  clock: Clock;
  /** Called after each change that was committed. */
  onChanged: (changed: PlanChange) => void;
};

/** The rooms and the seats of which something is different now. */
export type PlanChange = { rooms: string[]; seats: PlannedSeat[] };

/** The plan while the hub runs: what people set is kept, told to the audit log, and in force at once, all of it or nothing. */
export class LivePlan {
  readonly #deps: LivePlanDeps;
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: LivePlanDeps) {
    this.#deps = deps;
  }

  get plan(): RoomPlan {
    return this.#deps.plan;
  }

  /** Puts what is kept over what the configuration says; before anybody looks. */
  async restore(): Promise<void> {
    await this.#apply();
  }

  /** Puts what is kept into force, where it was changed by somebody else. */
  async refresh(): Promise<void> {
    await this.#inTurn(async () => {
      this.#deps.onChanged(await this.#apply());
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
      const { clock, db, onChanged } = this.#deps;
      const at = clock.now();
      const done = await db.transaction().execute(async (tx) => {
        const did = await act(tx, at, who.actor ?? 'unknown');
        if ('code' in did) return did;
        for (const { count = 1, subject, verb } of did.told)
          await tell(tx, { ...who, at, verb, subject: subject.slice(0, 200), count });
        return did;
      });
      if ('code' in done) return done;
      onChanged(await this.#apply());
      return { value: done.value };
    });
  }

  async #apply(): Promise<PlanChange> {
    const { db, plan, start } = this.#deps;
    const settings = await roomSettings(db);
    const changed: PlanChange = { rooms: [], seats: [] };
    for (const room of plan.rooms) {
      const drawn = start.rooms.find((one) => one.room === room.room);
      const { isRoomChanged, seats } = applySetting(room, drawn, settings.get(room.room));
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
