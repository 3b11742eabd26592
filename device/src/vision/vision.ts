import type { Observation } from '@invigil/behaviour';
import type { Frame } from '../lib/frame.js';
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

  constructor(deps: VisionDeps) {
    const { detectEveryMs, nets, timed } = deps;
    this.#deps = deps;
    this.#faces = new FaceTracker({
      detect: (picture) => timed('face', () => detectFaces(nets.faceDetector, picture)),
      fit: (picture, square) => timed('mesh', () => fitMesh(nets.mesh, picture, square)),
      detectEveryMs,
    });
  }

  /** Observes one frame; looks for objects only where asked. Frames come in the order in which they were taken. */
  async observe(frame: Frame, options: { objects: boolean }): Promise<Sight> {
    const { nets, timed } = this.#deps;
    const { picture, capturedAt } = frame;
    const [quality, faces, objects] = await Promise.all([
      timed('quality', async () => this.#quality.measure(picture)),
      this.#observeFaces(frame),
      options.objects ? timed('objects', () => detectObjects(nets.objects, picture)) : null,
    ]);
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
