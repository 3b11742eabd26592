import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** What the page showed of one incident, and when a person could first see it (epoch ms). */
export type Sighting = {
  id: string;
  seat: string;
  kinds: Set<string>;
  appearedAt: number;
  /** When the page first showed it as ended; undefined while it is open. */
  endedAt: number | undefined;
};

/** One look at the page. */
type Look = {
  incidents: { id: string; seat: string; kinds: string; state: string }[];
  tiles: { seat: string; level: string }[];
};

const EVERY_MS = 100;

/** Looks at the room's page again and again, as an invigilator does, and remembers what it showed. */
export class Sightings {
  readonly incidents = new Map<string, Sighting>();
  /** Levels that each seat's tile has shown, by the tile's id. */
  readonly levels = new Map<string, Set<string>>();
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Looks until `until` (epoch ms), or until `enough` says so. */
  async watch(until: number, enough: () => boolean = () => false): Promise<void> {
    while (Date.now() < until && !enough()) {
      this.#note(await this.#look(), Date.now());
      await this.#page.waitForTimeout(EVERY_MS);
    }
  }

  /** The incidents of a seat, oldest first. */
  ofSeat(seat: string): Sighting[] {
    return [...this.incidents.values()].filter((incident) => incident.seat.endsWith(`/${seat}`));
  }

  async #look(): Promise<Look> {
    const incidents = await this.#page.locator('[id^="incident-"]').evaluateAll((elements) =>
      elements.map((element) => ({
        id: element.id,
        seat: element.getAttribute('data-seat') ?? '',
        kinds: element.getAttribute('data-kinds') ?? '',
        state: element.getAttribute('data-state') ?? '',
      })),
    );
    const tiles = await this.#page
      .locator('invigil-seat-tile')
      .evaluateAll((elements) =>
        elements.map((element) => ({ seat: element.id, level: element.getAttribute('data-level') ?? '' })),
      );
    return { incidents, tiles };
  }

  #note(look: Look, at: number): void {
    for (const { id, kinds, seat, state } of look.incidents) {
      const known = this.incidents.get(id) ?? {
        id,
        seat,
        kinds: new Set(),
        appearedAt: at,
        endedAt: undefined,
      };
      for (const kind of kinds.split(' ')) known.kinds.add(kind);
      if (state === 'ended') known.endedAt ??= at;
      else known.endedAt = undefined;
      this.incidents.set(id, known);
    }
    for (const { level, seat } of look.tiles) {
      const levels = this.levels.get(seat) ?? new Set();
      this.levels.set(seat, levels.add(level));
    }
  }
}

/** When a seat's camera was opened (epoch ms), from the seat's own log: the film's first frame. */
export function filmStartOf(logFile: string): number {
  for (const line of readFileSync(logFile, 'utf8').split('\n')) {
    const [, time] = /"time":"([^"]+)".*"granted":\{/.exec(line) ?? [];
    if (time !== undefined) return Date.parse(time);
  }
  throw new Error(`${logFile} does not say that a camera was opened`);
}
