/** How long each dot is shown, ms: five make the 20 s that a candidate is told of. */
export const DOT_MS = 4000;
/** Eyes need this long to come to a new dot, ms: before, nothing is learnt from them. */
export const SETTLE_MS = 700;

/** Where the dots stand, as shares of the page: the middle, then near the corners. */
export const DOTS = [
  { x: 0.5, y: 0.5 },
  { x: 0.08, y: 0.1 },
  { x: 0.92, y: 0.1 },
  { x: 0.92, y: 0.9 },
  { x: 0.08, y: 0.9 },
] as const;
export type Dot = { x: number; y: number };

/** Where a window and the screen lie, CSS px. */
export type WindowPlace = {
  screenX: number;
  screenY: number;
  outerWidth: number;
  outerHeight: number;
  innerWidth: number;
  innerHeight: number;
  screenWidth: number;
  screenHeight: number;
};

/** A place in the page as shares of the screen. What a browser has around its page is at the top. */
export function onScreen({ x, y }: Dot, at: WindowPlace): Dot {
  const left = at.screenX + Math.max(0, at.outerWidth - at.innerWidth) / 2;
  const top = at.screenY + Math.max(0, at.outerHeight - at.innerHeight);
  return {
    x: share((left + x * at.innerWidth) / at.screenWidth),
    y: share((top + y * at.innerHeight) / at.screenHeight),
  };
}

function share(number: number): number {
  return Number.isFinite(number) ? Math.min(1, Math.max(0, number)) : 0.5;
}

/** What the quality of a calibration means for a candidate. */
export function gradeOf(quality: number | null): 'good' | 'fair' | 'none' {
  if (quality === null) return 'none';
  return quality >= 0.6 ? 'good' : 'fair';
}
