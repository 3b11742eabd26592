import type { CoverageKind } from '@invigil/contract';
import type { Evidence } from './evidence.js';
import type { Observation } from './observation.js';
import { cameraLost } from './signals/camera-lost.js';
import { covered } from './signals/covered.js';
import { dark } from './signals/dark.js';
import { Frozen } from './signals/frozen.js';

/** From this confidence a kind of blindness holds for one observation, whatever the policy says of its signal. */
const HOLDS = 0.5;

/** What one observation says of how well the camera sees. */
export type Coverage = {
  evidence: Record<CoverageKind, Evidence>;
  /** Whether anything can be said of the candidate. */
  usable: boolean;
};

/** Reads the coverage evidence of each observation. One picture has one reason to be unusable. */
export class CoverageReader {
  readonly #frozen = new Frozen();

  read(observation: Observation): Coverage {
    const lost = cameraLost(observation);
    const cover = covered(observation);
    const repeat = this.#frozen.read(observation);
    const night = dark(observation);
    const isCovered = holds(cover);
    const isFrozen = !isCovered && holds(repeat);
    const isDark = !isCovered && holds(night);
    const evidence = {
      'camera-lost': lost,
      covered: cover,
      // A featureless picture repeats itself without any fault, and is dark for another reason than the room.
      frozen: isCovered ? 'unknown' : repeat,
      dark: isCovered ? 'unknown' : night,
    } satisfies Record<CoverageKind, Evidence>;
    return { evidence, usable: !(holds(lost) || isCovered || isFrozen || isDark) };
  }
}

function holds(evidence: Evidence): boolean {
  return evidence !== 'unknown' && evidence.confidence >= HOLDS;
}
