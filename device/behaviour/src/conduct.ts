import type { ConductKind, Policy } from '@invigil/contract';
import { type Baseline, CandidateBaseline } from './baseline/candidate-baseline.js';
import type { Evidence, FrameObservation } from './evidence.js';
import type { FaceObservation } from './observation.js';
import type { GazeCalibration } from './gaze/calibrate-gaze.js';
import { readableFace } from './readable-face.js';
import { Book } from './signals/conduct/book.js';
import { ExtraPerson } from './signals/conduct/extra-person.js';
import { eyesClosed } from './signals/conduct/eyes-closed.js';
import { faceAbsent } from './signals/conduct/face-absent.js';
import { FaceCovered } from './signals/conduct/face-covered.js';
import { gazeOffScreen } from './signals/conduct/gaze-off-screen.js';
import { IdentityMismatch } from './signals/conduct/identity-mismatch.js';
import { LookingAway } from './signals/conduct/looking-away.js';
import { Phone } from './signals/conduct/phone.js';
import { SecondScreen } from './signals/conduct/second-screen.js';
import { Speaking } from './signals/conduct/speaking.js';
import type { Moment } from './timeline.js';

const BLIND = {
  'face-absent': 'unknown',
  'extra-person': 'unknown',
  'looking-away': 'unknown',
  'gaze-off-screen': 'unknown',
  'eyes-closed': 'unknown',
  phone: 'unknown',
  book: 'unknown',
  'second-screen': 'unknown',
  speaking: 'unknown',
  'identity-mismatch': 'unknown',
  'face-covered': 'unknown',
  'spoof-suspected': 'unknown',
} satisfies Record<ConductKind, Evidence>;

/** What one observation says of the candidate. */
export type Conduct = {
  /** The candidate's face; null where none can be read. */
  face: FaceObservation | null;
  /** How the candidate usually faces the screen; null while it isn't known. */
  baseline: Baseline | null;
  evidence: Record<ConductKind, Evidence>;
};

const UNSEEN: Conduct = { face: null, baseline: null, evidence: BLIND };

/** What remembers the last seconds. */
function recentReaders(policy: Policy) {
  return {
    extraPerson: new ExtraPerson(),
    lookingAway: new LookingAway(policy),
    phone: new Phone(),
    book: new Book(),
    speaking: new Speaking(),
    identity: new IdentityMismatch(policy.identity),
    covered: new FaceCovered(),
  };
}

/** Reads the conduct evidence of each usable picture. */
export class ConductReader {
  readonly #policy: Policy;
  readonly #baseline = new CandidateBaseline();
  #current: Baseline | null = null;
  #secondScreen = new SecondScreen();
  #recent: ReturnType<typeof recentReaders>;

  constructor(policy: Policy) {
    this.#policy = policy;
    this.#recent = recentReaders(policy);
  }

  /** The camera looks from elsewhere now: how the candidate faces the screen, and what stands in the room, is learnt anew. */
  startAnew(): void {
    this.#baseline.startAnew();
    this.#secondScreen = new SecondScreen();
  }

  /** The record was interrupted: the last seconds are of another time. */
  interrupt(): void {
    this.#recent = recentReaders(this.#policy);
    this.#secondScreen.interrupt();
  }

  /** The candidate calibrated at check-in: from now on where the eyes are is measured against that. */
  calibrate(calibration: GazeCalibration): void {
    this.#baseline.seed(calibration);
  }

  /** The calibration that is in use; null: none, or what it was made with has changed. */
  get calibration(): GazeCalibration | null {
    return this.#baseline.calibration;
  }

  /** How the candidate faces the screen; null while that isn't known. */
  get front(): { yawDeg: number; pitchDeg: number } | null {
    const current = this.#current;
    return current && { yawDeg: current.yawDeg.median, pitchDeg: current.pitchDeg.median };
  }

  /**
   * @param frame null where the picture shows nothing that can be used
   * @param moved whether the camera looks from elsewhere than before
   */
  read(frame: FrameObservation | null, now: Moment, moved: boolean): Conduct {
    if (!frame) return UNSEEN;
    const face = readableFace(frame.faces);
    const baseline = moved ? null : this.#baseline.read(frame, face, now);
    this.#current = baseline;
    const { calibration } = this.#baseline;
    const evidence = {
      'face-absent': faceAbsent(frame),
      'extra-person': this.#recent.extraPerson.read(frame, now),
      'looking-away': this.#recent.lookingAway.read(face, baseline, now),
      'gaze-off-screen': gazeOffScreen(face, { baseline, calibration }, this.#policy.gazeOffScreen),
      'eyes-closed': eyesClosed(face, baseline),
      phone: this.#recent.phone.read(frame, now),
      book: this.#recent.book.read(frame, now),
      'second-screen': this.#secondScreen.read(frame, now),
      speaking: this.#recent.speaking.read(face, now),
      'identity-mismatch': this.#recent.identity.read(face, now),
      'face-covered': this.#recent.covered.read(face, baseline, now),
      // Only the answer to a challenge tells it: no picture that is merely watched does.
      'spoof-suspected': 'unknown',
    } satisfies Conduct['evidence'];
    return { face, baseline, evidence };
  }
}
