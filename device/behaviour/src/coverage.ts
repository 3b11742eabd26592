import type { SeatCoverageKind } from '@invigil/contract';
import type { Evidence } from './evidence.js';
import type { Observation } from './observation.js';
import { blurred } from './signals/coverage/blurred.js';
import { cameraLost } from './signals/coverage/camera-lost.js';
import { cameraMoved } from './signals/coverage/camera-moved.js';
import { covered } from './signals/coverage/covered.js';
import { dark } from './signals/coverage/dark.js';
import { faceCoverage, NO_FACE } from './signals/coverage/face-coverage.js';
import { Frozen } from './signals/coverage/frozen.js';
import { Looped } from './signals/coverage/looped.js';
import { overexposed } from './signals/coverage/overexposed.js';
import { slowInference } from './signals/coverage/slow-inference.js';
import { virtualCamera } from './signals/coverage/virtual-camera.js';

/** From this confidence a kind of blindness holds for one observation, whatever the policy says of its signal. */
const HOLDS = 0.5;

/**
 * What makes a picture unusable, in the order in which it is asked; a picture has one reason, the first that holds. White hides
 * all features as a cloth does; a picture without features, or so dark that rounding swallows the noise, repeats itself without
 * any fault; what stands still or is covered has no focus to speak of; and what can't be seen can't be known to repeat.
 */
const REASONS = ['camera-lost', 'overexposed', 'covered', 'dark', 'frozen', 'blurred', 'looped'] as const;

/** What one observation says of how well the camera sees. */
export type Coverage = {
  evidence: Record<SeatCoverageKind, Evidence>;
  /** Whether anything can be said of the candidate. A moved or made-up camera and a slow machine still show somebody. */
  usable: boolean;
  /** Whether the camera looks from elsewhere than before, so that directions mean nothing. */
  moved: boolean;
};

/** Reads the coverage evidence of each observation. */
export class CoverageReader {
  readonly #frozen = new Frozen();
  readonly #looped = new Looped();

  read(observation: Observation): Coverage {
    const asked: Record<(typeof REASONS)[number], Evidence> = {
      'camera-lost': cameraLost(observation),
      overexposed: overexposed(observation),
      covered: covered(observation),
      dark: dark(observation),
      frozen: this.#frozen.read(observation),
      blurred: blurred(observation),
      looped: this.#looped.read(observation),
    };
    const reason = REASONS.find((kind) => holds(asked[kind]));
    if (reason !== undefined) {
      for (const kind of REASONS.slice(REASONS.indexOf(reason) + 1)) asked[kind] = 'unknown';
    }
    const usable = reason === undefined;
    const moved = usable ? cameraMoved(observation) : 'unknown';
    const ofFace = usable ? faceCoverage(observation) : NO_FACE;
    const evidence = {
      ...asked,
      dark: clearer(asked.dark, ofFace.dark),
      blurred: clearer(asked.blurred, ofFace.blurred),
      'face-too-small': ofFace['face-too-small'],
      'camera-moved': moved,
      'virtual-camera': virtualCamera(observation),
      'slow-inference': slowInference(observation),
    } satisfies Coverage['evidence'];
    return { evidence, usable, moved: holds(moved) };
  }
}

/** The one of two pieces of evidence that speaks more for what it is of. */
function clearer(a: Evidence, b: Evidence): Evidence {
  if (a === 'unknown') return b;
  return b !== 'unknown' && b.confidence > a.confidence ? b : a;
}

function holds(evidence: Evidence): boolean {
  return evidence !== 'unknown' && evidence.confidence >= HOLDS;
}
