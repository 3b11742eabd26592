/** What the seat may use. */
export type Budget = {
  /** Share of all cores' processor time, 0–1. */
  cpuShare: number;
  /** Highest temperature of the hottest zone, °C. */
  temperatureC: number;
};

/** What one period showed. */
export type Reading = {
  /** Share of all cores' processor time that this process used, 0–1. */
  cpuShare: number;
  /** Null where the machine tells none. */
  temperatureC: number | null;
  /** Whether a floor is missed: the processor is short, whoever uses it. */
  tooSlow: boolean;
  /** Whether the rates are lower than the throttle allows: what is used then says nothing about a higher one. */
  resting: boolean;
};

/** How far the seat is held back: 1 not at all, 0 at its floors. */
export type Throttle = { value: number; limit: 'none' | 'cpu' | 'temperature' };

/** Not held back. */
export const OPEN_THROTTLE: Throttle = { value: 1, limit: 'none' };

/** Less than this share of the budget is used: there is room. Between it and the budget the rates stay as they are. */
const ROOM_BELOW = 0.85;
/** A cut aims at the middle of that band. */
const AIM_AT = 0.925;
/** The deepest cut of one period. */
const DEEPEST_CUT = 0.8;
/** A heat sink answers in tens of seconds: cut gently, and rise only where it is this much cooler, °C. */
const HEAT_CUT = 0.9;
const COOLER_BY_C = 5;
/** A rise of one period: 200 s from the floors to what is wanted. */
const RISE = 0.01;
/** Below this a cut goes to the floors: a factor alone would never arrive. */
const NEARLY_SHUT = 0.02;

/**
 * The throttle after a period: additive increase, multiplicative decrease. Source: Chiu and Jain, Analysis of the increase and
 * decrease algorithms for congestion avoidance, 1989. They need no model of what a rate costs on this machine. The dead band
 * between room and budget ends the sawtooth that they draw without one.
 */
export function nextThrottle({ limit, value }: Throttle, reading: Reading, budget: Budget): Throttle {
  const { resting, temperatureC, tooSlow } = reading;
  const used = reading.cpuShare / budget.cpuShare;
  const cpuCut = tooSlow ? DEEPEST_CUT : used > 1 ? Math.max(DEEPEST_CUT, AIM_AT / used) : 1;
  const degreesLeft = temperatureC === null ? Infinity : budget.temperatureC - temperatureC;
  const heatCut = degreesLeft < 0 ? HEAT_CUT : 1;
  const cut = Math.min(cpuCut, heatCut);
  if (cut < 1) {
    const lower = value * cut;
    return { value: lower < NEARLY_SHUT ? 0 : lower, limit: heatCut < cpuCut ? 'temperature' : 'cpu' };
  }
  if (resting || used > ROOM_BELOW || degreesLeft < COOLER_BY_C) return { value, limit };
  const higher = Math.min(1, value + RISE);
  return { value: higher, limit: higher === 1 ? 'none' : limit };
}
