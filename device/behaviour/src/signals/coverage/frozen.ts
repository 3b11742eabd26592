import type { Evidence } from '../../evidence.js';
import type { Observation } from '../../observation.js';

/** A camera faster than its source repeats a picture now and then; this many in a row are no such repeat. */
const REPEATS = 3;

/** Whether the camera gives the same picture over and over. Sensor noise alone changes each real one. */
export class Frozen {
  #repeats = 0;

  read(observation: Observation): Evidence {
    if (observation.type === 'no-frame') {
      this.#repeats = 0;
      return 'unknown';
    }
    if (observation.quality.change > 0) {
      this.#repeats = 0;
      return { confidence: 0 };
    }
    this.#repeats += 1;
    return this.#repeats < REPEATS ? 'unknown' : { confidence: 1 };
  }
}
