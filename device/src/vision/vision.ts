import type { FaceObservation, Likeness, ObjectObservation, Observation } from '@invigil/behaviour';
import type { Frame } from '../lib/frame.js';
import { Beside } from './beside.js';
import { describeFace } from './faces/describe-face.js';
import { detectFaces } from './faces/face-detector.js';
import { fitMesh } from './faces/face-mesh.js';
import { FaceTracker } from './faces/face-tracker.js';
import type { HeadPoseFit } from './faces/head-pose.js';
import type { IdentityWatch } from './identity/identity-watch.js';
import type { LoadedNet } from './nets/inference.js';
import type { ObjectNet } from './objects/object-detector.js';
import { ObjectWatch } from './objects/object-watch.js';
import { QualityMeter } from './picture/picture-quality.js';

/** The nets that look at each frame. */
type VisionNets = { faceDetector: LoadedNet; mesh: LoadedNet; iris: LoadedNet; objects: ObjectNet };

type VisionDeps = {
  nets: VisionNets;
  headPose: HeadPoseFit;
  /** How long the face detector may rest while every face is followed by its mesh, ms, where a frame asks for nothing else. */
  detectEveryMs: number;
  /** How many faces are followed and told. */
  maxFaces: number;
  /** Whether the frames come from a camera: a film may repeat itself, a camera may not. */
  isCamera: boolean;
  /** Runs a stage and notes how long it took. */
  timed: <T>(stage: string, run: () => Promise<T>) => Promise<T>;
};

/** What is asked of a frame besides its faces. */
export type VisionAsk = {
  /** To begin to look for objects in it. */
  objects: boolean;
  /** To begin to compare its nearest face with the enrolled one, where identity is on. */
  identity?: boolean;
  /** How long the face detector may rest while every face is followed by its mesh, ms. */
  detectEveryMs?: number;
};

/** What vision alone can say of a frame. */
export type Sight = Omit<Extract<Observation, { type: 'frame' }>, 'tooSlow' | 'virtualCamera'>;

type Face = Omit<FaceObservation, 'identity'>;

/** Sees what is in a frame. */
export class Vision {
  readonly #deps: VisionDeps;
  #quality: QualityMeter;
  #faces: FaceTracker;
  #objects: ObjectWatch;
  readonly #objectsLook = new Beside<ObjectObservation[]>();
  readonly #identityLook = new Beside<{ faceId: number; likeness: Likeness | null }>();
  #identity: IdentityWatch | undefined;
  /** As the frame before had them. */
  #seen: readonly Face[] = [];

  constructor(deps: VisionDeps) {
    this.#deps = deps;
    this.#quality = new QualityMeter({ isCamera: deps.isCamera });
    this.#objects = new ObjectWatch(deps.nets.objects);
    this.#faces = trackerOf(deps);
  }

  /** Lets go of every face, object and background that was known: what comes next is another film or picture. */
  async forget(): Promise<void> {
    const { isCamera, nets } = this.#deps;
    await this.#objectsLook.settle();
    this.#quality = new QualityMeter({ isCamera });
    this.#objects = new ObjectWatch(nets.objects);
    this.#faces = trackerOf(this.#deps);
    this.#seen = [];
  }

  /** Which looks are under way beside the frames: another of the kind can't begin. */
  get underWay(): { objects: boolean; identity: boolean } {
    return { objects: this.#objectsLook.isBusy, identity: this.#identityLook.isBusy };
  }

  /** Compares faces with `watch` from now on, or with nobody; who was enrolled before is forgotten. */
  identifyWith(watch: IdentityWatch | undefined): void {
    this.#identity?.forget();
    this.#identity = watch;
  }

  /**
   * Observes one frame, and begins to look for objects in it and to compare its nearest face where asked. Such a look goes on
   * beside the frames that follow; what it finds comes with the first of them that is observed after its end. Frames come in the
   * order in which they were taken, and a frame's picture may be released once it is observed.
   */
  async observe(frame: Frame, ask: VisionAsk): Promise<Sight> {
    const { timed } = this.#deps;
    const { capturedAt, picture } = frame;
    // What other threads compute is begun first: the picture's quality is measured here meanwhile.
    if (ask.objects) {
      this.#objectsLook.begin(() => timed('objects', () => this.#objects.look(frame, this.#seen)));
    }
    const [faces, quality] = await Promise.all([
      this.#observeFaces(frame, ask),
      timed('quality', async () =>
        this.#quality.measure(picture, { capturedAt, faces: this.#seen.map(({ box }) => box) }),
      ),
    ]);
    this.#seen = faces;
    if (ask.identity) this.#compare(frame, faces);
    const compared = this.#identityLook.take();
    return {
      type: 'frame',
      capturedAt,
      width: picture.width,
      height: picture.height,
      faces: faces.map((face) => ({
        ...face,
        identity: compared?.faceId === face.id ? compared.likeness : null,
      })),
      objects: this.#objectsLook.take(),
      quality,
    };
  }

  /** Waits for the look for objects that is under way; null where none is. */
  async settleObjects(): Promise<ObjectObservation[] | null> {
    return this.#objectsLook.settle();
  }

  async #observeFaces({ capturedAt, picture, seq }: Frame, { detectEveryMs }: VisionAsk): Promise<Face[]> {
    const { headPose, nets, timed } = this.#deps;
    const faces = await this.#faces.follow({ capturedAt, picture, seq }, detectEveryMs);
    return Promise.all(
      faces.map((face, i) =>
        describeFace({ iris: nets.iris, headPose, timed }, picture, { face, nearest: i === 0 }),
      ),
    );
  }

  #compare(frame: Frame, faces: readonly Face[]): void {
    const identity = this.#identity;
    const [nearest] = faces;
    if (identity === undefined || nearest === undefined) return;
    this.#identityLook.begin(async () => ({
      faceId: nearest.id,
      likeness: await identity.look(frame, nearest, { alone: faces.length === 1 }),
    }));
  }
}

function trackerOf({ detectEveryMs, maxFaces, nets, timed }: VisionDeps): FaceTracker {
  return new FaceTracker({
    detect: (picture, view) => timed('face', () => detectFaces(nets.faceDetector, picture, view)),
    fit: (picture, square) => timed('mesh', () => fitMesh(nets.mesh, picture, square)),
    detectEveryMs,
    maxFaces,
  });
}
