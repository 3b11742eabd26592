import type { ObjectObservation, Observation } from '@invigil/behaviour';
import type { Frame } from '../lib/frame.js';
import { Beside } from './beside.js';
import { describeFace } from './describe-face.js';
import { detectFaces } from './face-detector.js';
import { fitMesh } from './face-mesh.js';
import { FaceTracker } from './face-tracker.js';
import type { HeadPoseFit } from './head-pose.js';
import type { LoadedNet } from './inference.js';
import { detectObjects } from './object-detector.js';
import { QualityMeter } from './picture-quality.js';

/** The nets that look at each frame. */
type VisionNets = { faceDetector: LoadedNet; mesh: LoadedNet; iris: LoadedNet; objects: LoadedNet };

type VisionDeps = {
  nets: VisionNets;
  headPose: HeadPoseFit;
  /** How long the face detector may rest while every face is followed by its mesh, ms. */
  detectEveryMs: number;
  /** Runs a stage and notes how long it took. */
  timed: <T>(stage: string, run: () => Promise<T>) => Promise<T>;
};

/** What vision alone can say of a frame. */
export type Sight = Omit<Extract<Observation, { type: 'frame' }>, 'tooSlow' | 'virtualCamera'>;

/** Sees what is in a frame. */
export class Vision {
  readonly #deps: VisionDeps;
  readonly #quality = new QualityMeter();
  readonly #faces: FaceTracker;
  readonly #objects = new Beside<ObjectObservation[]>();

  constructor(deps: VisionDeps) {
    const { detectEveryMs, nets, timed } = deps;
    this.#deps = deps;
    this.#faces = new FaceTracker({
      detect: (picture) => timed('face', () => detectFaces(nets.faceDetector, picture)),
      fit: (picture, square) => timed('mesh', () => fitMesh(nets.mesh, picture, square)),
      detectEveryMs,
    });
  }

  /** Whether a look for objects is under way: another one can't begin. */
  get isLookingForObjects(): boolean {
    return this.#objects.isBusy;
  }

  /**
   * Observes one frame, and begins to look for objects in it where asked. The look goes on beside the frames that follow; what it
   * finds comes with the first of them that is observed after its end. Frames come in the order in which they were taken, and a
   * frame's picture may be released once it is observed.
   */
  async observe(frame: Frame, options: { objects: boolean }): Promise<Sight> {
    const { nets, timed } = this.#deps;
    const { picture, capturedAt } = frame;
    // What other threads compute is begun first: the picture's quality is measured here meanwhile.
    if (options.objects) {
      this.#objects.begin(() => timed('objects', () => detectObjects(nets.objects, picture)));
    }
    const [faces, quality] = await Promise.all([
      this.#observeFaces(frame),
      timed('quality', async () => this.#quality.measure(picture)),
    ]);
    const objects = this.#objects.take();
    return {
      type: 'frame',
      capturedAt,
      width: picture.width,
      height: picture.height,
      faces,
      objects,
      quality,
    };
  }

  /** Waits for the look for objects that is under way; null where none is. */
  async settleObjects(): Promise<ObjectObservation[] | null> {
    return this.#objects.settle();
  }

  async #observeFaces(frame: Frame): Promise<Sight['faces']> {
    const { headPose, nets, timed } = this.#deps;
    const faces = await this.#faces.follow(frame);
    return Promise.all(
      faces.map(async (face, i) => ({
        ...(await describeFace({ iris: nets.iris, headPose, timed }, frame.picture, {
          face,
          nearest: i === 0,
        })),
        identity: null,
      })),
    );
  }
}
