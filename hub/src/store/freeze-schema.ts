import type { Generated } from 'kysely';

/** What two administrators let be updated while a session is open: asked for by one, granted by another, for a while. */
type FreezeOverrideTable = {
  id: Generated<number>;
  /** Null: the hub itself. */
  room: string | null;
  /** Names as JSON; null: every seat of the room. */
  seats: string | null;
  reason: string;
  asked_by: string;
  asked_at: number;
  granted_by: string | null;
  granted_at: number | null;
  until: number;
  ended_by: string | null;
  ended_at: number | null;
};

export type FreezeSchema = { freeze_override: FreezeOverrideTable };
