import {
  DWELL_EDGES_MS,
  DWELL_PLACES,
  type DwellPlace,
  type MeasureAnalysis,
  type MinuteAnalysis,
} from '@invigil/contract';

/** How a measure goes over the session. */
export type TrendWord =
  | 'none'
  | 'rising-slowly'
  | 'rising'
  | 'rising-fast'
  | 'falling-slowly'
  | 'falling'
  | 'falling-fast';

/** Where the last minutes stand: against the candidate's own earlier ones, the room, or both. */
export type Standing = {
  against: 'usual' | 'before' | 'room' | 'before-as-room' | 'both';
  than: 'more' | 'less';
};

/** Nearer than this, in standard deviations, is nothing to speak of: of what chance alone does, 19 in 20 are. */
const FAR = 2;
/** In ten minutes less than the first share of what is usual is slow, more than the second fast. */
const SLOW = 0.15;
const FAST = 0.5;

/** A trend as a word; null where there is none yet. */
export function trendWord({ trend, value }: Pick<MeasureAnalysis, 'trend' | 'value'>): TrendWord | null {
  if (trend === null) return null;
  const { perTenMinutes, z } = trend;
  if (Math.abs(z) < FAR || perTenMinutes === 0) return 'none';
  const share = Math.abs(perTenMinutes) / (value ?? 0);
  if (perTenMinutes > 0) return share < SLOW ? 'rising-slowly' : share > FAST ? 'rising-fast' : 'rising';
  return share < SLOW ? 'falling-slowly' : share > FAST ? 'falling-fast' : 'falling';
}

/** What is worth saying of the last minutes. What the whole room does as well is said to be so. */
export function standingOf({ own, room }: Pick<MeasureAnalysis, 'own' | 'room'>): Standing {
  const byOwn = own === null ? 0 : farness(own.z);
  const byRoom = room === null ? 0 : farness(room.z);
  const than = (byOwn === 0 ? byRoom : byOwn) < 0 ? 'less' : 'more';
  if (byOwn === 0) return { against: byRoom === 0 ? 'usual' : 'room', than };
  if (byRoom === byOwn) return { against: 'both', than };
  return { against: room !== null && byRoom === 0 ? 'before-as-room' : 'before', than };
}

function farness(z: number): -1 | 0 | 1 {
  if (Math.abs(z) < FAR) return 0;
  return z < 0 ? -1 : 1;
}

/** Number of stays at each place by how long they lasted, over all minutes. */
export function staysOf(minutes: readonly MinuteAnalysis[]): { place: DwellPlace; classes: number[] }[] {
  return DWELL_PLACES.map((place) => ({
    place,
    classes: [...DWELL_EDGES_MS, Infinity].map((_edge, index) =>
      minutes.reduce((sum, { dwell }) => sum + (dwell[place][index] ?? 0), 0),
    ),
  }));
}
