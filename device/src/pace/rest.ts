import type { Box } from '@invigil/behaviour';
import { NoiseFloor } from './noise-floor.js';

/** What rest is decided by. */
export type Scene = {
  /** ms of a clock that never steps back. */
  at: number;
  /** The picture's change to the one before, 0–1; null where no picture came. */
  change: number | null;
  faces: readonly { id: number; box: Box }[];
  /** Whether a signal is open: somebody may be looking at this seat. */
  signalOpen: boolean;
};

/** How long nothing must happen, ms. */
const STILL_MS = 5000;
/**
 * A picture in which nothing happens stays below the noise times this. Measured at 10 frames/s on four demo films (composed, with a
 * sensor's noise, n = 2880 frames): the seat rests 0–17 % of the time; on six films of people who move their heads, eyes or cameras
 * (n = 2125) never. With 1.25 it rests in none of them, with 2 up to 50 % of the demo films.
 */
const NOISE_FACTOR = 1.5;
/** More than this is never noise alone: the noisiest camera of the ten, in a dim room, changed by 0.0068 at its median. */
const MOST_NOISE = 0.01;
/** A face that stands still stays within this share of its width; 0.05 and 0.2 rest 8–17 and 10–17 % of the calm films. */
const STILL_SHARE = 0.1;

/**
 * Says when the seat may rest: nothing changed for a while but the sensor's noise, the same faces stood still, no signal is open.
 * Anything else wakes it with the very next frame.
 */
export class Rest {
  readonly #noise = new NoiseFloor();
  #since: Scene | undefined;

  /** Takes a frame's scene; gives whether the seat rests from now on. */
  see(scene: Scene): boolean {
    const { at } = scene;
    if (!this.#isStill(scene)) {
      this.#since = undefined;
      return false;
    }
    // Compared with the faces of its beginning, so that a slow drift is seen too.
    if (this.#since === undefined || !sameFaces(this.#since.faces, scene.faces)) this.#since = scene;
    return at - this.#since.at >= STILL_MS;
  }

  #isStill({ at, change, signalOpen }: Scene): boolean {
    if (change === null) return false;
    const noise = this.#noise.note(change, at);
    return !signalOpen && change <= Math.min(MOST_NOISE, noise * NOISE_FACTOR);
  }
}

function sameFaces(before: Scene['faces'], now: Scene['faces']): boolean {
  return (
    before.length === now.length &&
    before.every(({ box, id }) => now.some((face) => face.id === id && isAt(box, face.box)))
  );
}

/** Whether a box kept its place and size, corner by corner. */
function isAt(before: Box, now: Box): boolean {
  const most = before.width * STILL_SHARE;
  const moved = [
    now.x - before.x,
    now.y - before.y,
    now.x + now.width - before.x - before.width,
    now.y + now.height - before.y - before.height,
  ];
  return moved.every((distance) => Math.abs(distance) <= most);
}
