import { type Incident, type IncidentBefore, type LiveChange, seatKey } from '@invigil/contract';

type Place = { room: string; seat: string };

/** Gathers what happens to incidents between two frames: of each only what it was before all of it, and what it is now. */
export class IncidentChanges {
  readonly #changed = new Map<string, { incident: Incident; before: IncidentBefore | null }>();
  readonly #removed = new Map<string, LiveChange>();

  /** `before`: what it was; null of a new one. */
  put(incident: Incident, before: IncidentBefore | null): void {
    const key = keyOf(incident, incident.id);
    const first = this.#changed.get(key);
    this.#changed.set(key, { incident, before: first === undefined ? before : first.before });
    this.#removed.delete(key);
  }

  remove({ room, seat }: Place, id: string, into: string | undefined): void {
    const key = keyOf({ room, seat }, id);
    this.#changed.delete(key);
    this.#removed.set(key, {
      type: 'incident-removed',
      room,
      seat,
      id,
      ...(into !== undefined && { into }),
    });
  }

  /** What has gathered; it is empty afterwards. */
  take(): LiveChange[] {
    const taken = [...[...this.#changed.values()].map(changeOf), ...this.#removed.values()];
    this.#changed.clear();
    this.#removed.clear();
    return taken;
  }
}

function changeOf({ before, incident }: { incident: Incident; before: IncidentBefore | null }): LiveChange {
  if (before === null) return { type: 'incident', incident, change: 'new' };
  const ends = before.endedAt === null && incident.endedAt !== null;
  return { type: 'incident', incident, change: ends ? 'end' : 'update', before };
}

function keyOf(place: Place, id: string): string {
  return `${seatKey(place)}/${id}`;
}
