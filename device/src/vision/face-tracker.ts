import type { Box } from '@invigil/behaviour';
import type { Frame } from '../lib/frame.js';
import type { Picture } from '../lib/opencv.js';
import { boundingBox, type TurnedSquare } from './affine.js';
import type { FaceCandidate } from './face-detector.js';
import { type FaceMesh, squareOfCandidate, squareOfMesh } from './face-mesh.js';
import { iou } from './non-maximum-suppression.js';

/** A face that is followed from frame to frame. */
export type TrackedFace = {
  /** The same as long as the face stays; never used again. */
  id: number;
  mesh: FaceMesh;
  box: Box;
};

type TrackerDeps = {
  /** Finds faces in a whole picture, best first. */
  detect: (picture: Picture) => Promise<FaceCandidate[]>;
  /** Fits the mesh to the face in a square of the picture. */
  fit: (picture: Picture, square: TurnedSquare) => Promise<FaceMesh>;
  /** How long the detector may rest while every face is followed, ms. */
  detectEveryMs: number;
};

const MAX_FACES = 4;
/** The best candidates that are looked at; of four faces at most as many again are false. */
const MAX_CANDIDATES = MAX_FACES * 2;
/** Of an arm that the detector took for a face, the mesh's flag said 0.003. */
const MIN_PRESENCE = 0.5;
/** Two meshes that overlap by more are of one face. */
const SAME_FACE_IOU = 0.5;
/** A candidate that overlaps a followed face by more is that face: a detector's box is smaller than a mesh. */
const KNOWN_CANDIDATE_IOU = 0.3;

/**
 * Follows faces by their own meshes: where a face was is where its mesh is fitted next. The detector looks at the whole
 * picture only for new faces: at its own rate, when a face is lost, and when there is none.
 * Source of the idea: MediaPipe, face_landmark_front.
 */
export class FaceTracker {
  readonly #deps: TrackerDeps;
  #faces: TrackedFace[] = [];
  #nextId = 1;
  #detectedAt = -Infinity;

  constructor(deps: TrackerDeps) {
    this.#deps = deps;
  }

  /** The faces of the next frame, largest first, at most four. */
  async follow({ capturedAt, picture }: Frame): Promise<TrackedFace[]> {
    const before = this.#faces;
    const faces: TrackedFace[] = [];
    for (const { id, mesh } of before) {
      await this.#add(faces, picture, squareOfMesh(mesh), id);
    }
    // A clock that was set back must not put the detector to rest.
    const isDue = Math.abs(capturedAt - this.#detectedAt) >= this.#deps.detectEveryMs;
    if (isDue || faces.length === 0 || faces.length < before.length) {
      this.#detectedAt = capturedAt;
      await this.#addNew(faces, picture);
    }
    this.#faces = faces.toSorted((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
    return this.#faces;
  }

  async #addNew(faces: TrackedFace[], picture: Picture): Promise<void> {
    const candidates = await this.#deps.detect(picture);
    for (const candidate of candidates.slice(0, MAX_CANDIDATES)) {
      if (faces.length === MAX_FACES) return;
      if (faces.some(({ box }) => iou(box, candidate.box) > KNOWN_CANDIDATE_IOU)) continue;
      if (await this.#add(faces, picture, squareOfCandidate(candidate), this.#nextId)) this.#nextId++;
    }
  }

  /** Adds the face in a square, unless there is none or it is there already. */
  async #add(faces: TrackedFace[], picture: Picture, square: TurnedSquare, id: number): Promise<boolean> {
    const mesh = await this.#deps.fit(picture, square);
    if (mesh.presence < MIN_PRESENCE) return false;
    const box = boundingBox(mesh.points);
    if (faces.some((face) => iou(face.box, box) > SAME_FACE_IOU)) return false;
    faces.push({ id, mesh, box });
    return true;
  }
}
