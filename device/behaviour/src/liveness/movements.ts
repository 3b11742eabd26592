/** Ways in which a head can be asked to go, as the candidate would say it. Down is left out: paper lies there. */
export type Direction = 'left' | 'right' | 'up';

/** How far a head is from its neutral, degrees: a yaw to the candidate's right and a raised chin are positive. */
export type Deviation = { yawDeg: number; pitchDeg: number };

/** A head that went out and came back. */
export type Movement = {
  direction: Direction;
  /** When it left its neutral, epoch ms. */
  beganAt: number;
};

type Out = { beganAt: number; furthest: { direction: Direction; deg: number } | null };

/** A head within this share of the angle that is asked stands in its neutral; nobody holds it quite still. */
const REST_SHARE = 0.4;
/** It has come back when it is within this share. */
const BACK_SHARE = 0.5;

/** Tells the movements of a head: out by the least angle, and back. */
export class Movements {
  readonly #leastDeg: number;
  #out: Out | null = null;

  /** @param leastDeg how far out a head must go */
  constructor(leastDeg: number) {
    this.#leastDeg = leastDeg;
  }

  /** Takes where the head is, and gives the movement that ended with it. @param at epoch ms, never falling */
  step(deviation: Deviation, at: number): Movement | null {
    const restDeg = this.#leastDeg * REST_SHARE;
    if (Math.abs(deviation.yawDeg) < restDeg && Math.abs(deviation.pitchDeg) < restDeg)
      return this.#end(null);
    this.#out ??= { beganAt: at, furthest: null };
    const { furthest } = this.#out;
    if (furthest && degreesToward(furthest.direction, deviation) <= this.#leastDeg * BACK_SHARE) {
      // Whoever goes on to the other side begins another movement without a rest.
      return this.#end({ beganAt: at, furthest: null });
    }
    const direction = directionOf(deviation);
    const deg = degreesToward(direction, deviation);
    if (deg >= this.#leastDeg && deg > (furthest?.deg ?? 0)) this.#out.furthest = { direction, deg };
    return null;
  }

  #end(next: Out | null): Movement | null {
    const ended = this.#out;
    this.#out = next;
    return ended?.furthest ? { direction: ended.furthest.direction, beganAt: ended.beganAt } : null;
  }
}

/** How far a head went in a direction, degrees; negative on the other side. */
export function degreesToward(direction: Direction, { pitchDeg, yawDeg }: Deviation): number {
  switch (direction) {
    case 'left':
      return -yawDeg;
    case 'right':
      return yawDeg;
    case 'up':
      return pitchDeg;
  }
}

/** The way in which a head is turned most. */
function directionOf({ pitchDeg, yawDeg }: Deviation): Direction {
  if (pitchDeg > Math.abs(yawDeg)) return 'up';
  return yawDeg > 0 ? 'right' : 'left';
}
