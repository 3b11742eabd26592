import type { FaceObservation, Observation } from '@invigil/behaviour';
import type { Frame } from '../lib/frame.js';
import type { Picture } from '../lib/opencv.js';
import { boundingBox } from './affine.js';
import { measureEyes } from './eyes.js';
import { detectFaces } from './face-detector.js';
import { type FaceMesh, fitMesh, squareOfCandidate } from './face-mesh.js';
import type { HeadPoseFit } from './head-pose.js';
import type { LoadedNet } from './inference.js';
import { iou } from './non-maximum-suppression.js';
import { detectObjects } from './object-detector.js';
import { QualityMeter } from './picture-quality.js';

/** The nets that look at each frame. */
type VisionNets = { faceDetector: LoadedNet; mesh: LoadedNet; iris: LoadedNet; objects: LoadedNet };

type VisionDeps = {
  nets: VisionNets;
  headPose: HeadPoseFit;
  /** Runs a stage and notes how long it took. */
  timed: <T>(stage: string, run: () => Promise<T>) => Promise<T>;
};

const MAX_FACES = 4;
/** Of an arm that the detector took for a face, the mesh's flag said 0.003. */
const MIN_PRESENCE = 0.5;
/** Two candidates that lead to the same mesh are one face. */
const SAME_FACE_IOU = 0.5;

/** Sees what is in a frame. */
export class Vision {
  readonly #deps: VisionDeps;
  readonly #quality = new QualityMeter();

  constructor(deps: VisionDeps) {
    this.#deps = deps;
  }

  /** Observes one frame; looks for objects only where asked. Frames come in the order in which they were taken. */
  async observe(frame: Frame, options: { objects: boolean }): Promise<Observation> {
    const { nets, timed } = this.#deps;
    const { picture, capturedAt } = frame;
    const [quality, faces, objects] = await Promise.all([
      timed('quality', () => this.#quality.measure(picture)),
      this.#observeFaces(picture),
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

  async #observeFaces(picture: Picture): Promise<FaceObservation[]> {
    const { nets, timed } = this.#deps;
    const candidates = await timed('face', () => detectFaces(nets.faceDetector, picture));
    const faces: { mesh: FaceMesh; box: FaceObservation['box'] }[] = [];
    for (const candidate of candidates.slice(0, MAX_FACES * 2)) {
      const mesh = await timed('mesh', () => fitMesh(nets.mesh, picture, squareOfCandidate(candidate)));
      const box = boundingBox(mesh.points);
      const known = faces.some((face) => iou(face.box, box) > SAME_FACE_IOU);
      if (mesh.presence >= MIN_PRESENCE && !known) faces.push({ mesh, box });
      if (faces.length === MAX_FACES) break;
    }
    const largestFirst = faces.toSorted((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
    return Promise.all(largestFirst.map(({ mesh, box }, i) => this.#describe(picture, mesh, box, i === 0)));
  }

  /** Eyes are read of the nearest face only: nobody else's gaze is anybody's business. */
  async #describe(
    picture: Picture,
    mesh: FaceMesh,
    box: FaceObservation['box'],
    nearest: boolean,
  ): Promise<FaceObservation> {
    const { headPose, nets, timed } = this.#deps;
    const eyes = nearest
      ? await timed('iris', () => measureEyes(nets.iris, picture, mesh))
      : { gaze: null, eyesOpen: null };
    return { box, presence: mesh.presence, headPose: headPose.fit(mesh.points), ...eyes };
  }
}
