import type { CentreView, HubInCentre, HubTrouble, RoomRollup, Severity } from '@invigil/contract';

/**
 * What may be said of a hub's figures. `now`: they are of now. `asked`: the first answer is waited for. `old`: they are of when it answered
 * last. `store-away`: they are of now, and its database does not answer since then. `never`: it has not answered since the hub that asks started.
 */
type Standing =
  | { type: 'now' }
  | { type: 'asked' }
  | { type: 'store-away'; since: number }
  | { type: 'old'; trouble: HubTrouble; heardAt: number }
  | { type: 'never'; trouble: HubTrouble };

/** A room as the centre view draws it. */
export type CentreRoom = Omit<RoomRollup, 'incidents'> & {
  /** Seats in its plan. */
  places: number;
  /** Incidents that go on, most severe first, none of a severity left out; null: not for who looks. */
  incidents: { severity: Severity; count: number }[] | null;
  /** Where its own page is; null: its hub doesn't say where browsers reach it. */
  href: string | null;
};

/** A hub as the centre view draws it. */
export type CentreHub = Pick<HubInCentre, 'name' | 'own'> & {
  standing: Standing;
  /** Null while nothing is known of it. */
  version: string | null;
  /** Where its own dashboard is; null: this is it, or it doesn't say. */
  dashboard: string | null;
  rooms: readonly CentreRoom[];
};

/** What the centre view says in one line. */
export type CentreSum = { hubs: number; rooms: number; unheard: number };

const SEVERITIES: readonly Severity[] = ['alert', 'blind', 'watch'];

/** What the page draws of each hub. @param roomPath address of a room's page within a dashboard */
export function centreHubs(view: CentreView, roomPath: (room: string) => string): CentreHub[] {
  return view.hubs.map((hub) => {
    const { name, own, rollup } = hub;
    const base = own ? undefined : (rollup?.publicUrl ?? null);
    return {
      name,
      own,
      standing: standingOf(hub),
      version: rollup?.version ?? null,
      dashboard: base ?? null,
      rooms: (rollup?.rooms ?? []).map(({ incidents, ...room }) => ({
        ...room,
        places: Object.values(room.seats).reduce((sum, count) => sum + count, 0),
        incidents: incidents && SEVERITIES.map((severity) => ({ severity, count: incidents[severity] })),
        href: base === null ? null : addressOf(roomPath(room.room), base),
      })),
    };
  });
}

/** Rooms of a hub that is not heard count too: they are still there. */
export function centreSum(hubs: readonly CentreHub[]): CentreSum {
  return {
    hubs: hubs.length,
    rooms: hubs.reduce((sum, { rooms }) => sum + rooms.length, 0),
    unheard: hubs.filter(({ standing }) => standing.type === 'old' || standing.type === 'never').length,
  };
}

function standingOf({ heardAt, rollup, trouble }: HubInCentre): Standing {
  if (trouble === null) {
    if (heardAt === null || rollup === null) return { type: 'asked' };
    const { at, storeAwaySince } = rollup;
    // On the clock of the hub that asked: the other one's may go otherwise.
    return storeAwaySince === undefined
      ? { type: 'now' }
      : { type: 'store-away', since: heardAt - (at - storeAwaySince) };
  }
  return heardAt === null ? { type: 'never', trouble } : { type: 'old', trouble, heardAt };
}

function addressOf(path: string, base: string | undefined): string {
  return base === undefined ? path : new URL(path, base).href;
}
