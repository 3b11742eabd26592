import * as z from 'zod';
import { NO_FILTER, SeatFilter } from './seat-filter.js';

/** Sizes of the map as shares of the one that fits, the smallest first. */
const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4] as const;

/** How somebody looks at a room's map: the same in every room. */
export const MapChoice = z.object({ filter: SeatFilter, zoom: z.number().min(0.5).max(4) });
export type MapChoice = z.infer<typeof MapChoice>;

/** All of it, as large as it fits. */
export const NO_CHOICE: MapChoice = { filter: NO_FILTER, zoom: 1 };

const KEY = 'invigil-map';

/** The next size up or down; the same at the end. */
export function zoomed(zoom: number, by: 1 | -1): number {
  const next = by === 1 ? ZOOMS.find((one) => one > zoom) : ZOOMS.findLast((one) => one < zoom);
  return next ?? zoom;
}

/** What was chosen in this browser; nothing where nothing was, or where what is kept can't be read. */
export function storedChoice(storage: Pick<Storage, 'getItem'>): MapChoice {
  const stored = storage.getItem(KEY);
  if (stored === null) return NO_CHOICE;
  try {
    return MapChoice.safeParse(JSON.parse(stored)).data ?? NO_CHOICE;
  } catch {
    return NO_CHOICE;
  }
}

/** Remembers it for this browser. */
export function storeChoice(storage: Pick<Storage, 'setItem'>, choice: MapChoice): void {
  storage.setItem(KEY, JSON.stringify(choice));
}
