import type { Box } from '@invigil/behaviour';
import { iou } from '@invigil/models';
import type { Frame } from '../../lib/frame.js';
import type { Picture } from '../../lib/opencv.js';
import { boundingBox, type TurnedSquare } from '../affine.js';
import { Beside } from '../beside.js';
import type { FaceCandidate } from './face-detector.js';
import { type FaceMesh, squareOfCandidate, squareOfMesh } from './face-mesh.js';
import { KEPT_FROM, presenceOf, TOLD_FROM } from './face-presence.js';

/** A face that is followed from frame to frame. */
export type TrackedFace = {
  /** The same as long as the face stays; never used again. */
  id: number;
  /** How sure the nets are that this is a face, 0–1. */
  presence: number;
  /** Null for a face that the detector is sure of and no mesh fits: masked, in profile. */
  mesh: FaceMesh | null;
  /** About the mesh; without one the detector's box, which ends at the brows. */
  box: Box;
};

type TrackerDeps = {
  /** Finds faces in a picture with a margin round it, best first. */
  detect: (picture: Picture, view: { margin: number }) => Promise<FaceCandidate[]>;
  /** Fits the mesh to the face in a square of the picture. */
  fit: (picture: Picture, square: TurnedSquare) => Promise<FaceMesh>;
  /** How long the detector may rest while every face is followed by its mesh, ms. */
  detectEveryMs: number;
  /** How many faces are followed. */
  maxFaces: number;
};

/** From this flag on the mesh lies on a face: of an arm it said 0.003. */
const MIN_FLAG = 0.5;
/** Two boxes that share more than this of the smaller one are one face's. */
const SAME_FACE = 0.5;
/** A face found again where it overlaps its place of a moment ago by more is the same. */
const SAME_PLACE_IOU = 0.2;
/** A face without a mesh is followed by the detector alone: five times a second is as rarely as a seat may look for faces, ms. */
const DETECT_MESHLESS_EVERY_MS = 200;

const WHOLE = { margin: 0, leastShare: 0 };
/**
 * Margins of 15, 25, 35 and 50 % let the mesh's flag tell 26, 26, 25 and 23 of 30 masked faces in tight pictures, none 19. A small
 * face is seen better without: there a margin only finds more of what is none.
 */
const WIDE = { margin: 0.25, leastShare: 0.09 };

/**
 * Follows faces by their own meshes: where a face was is where its mesh is fitted next. The detector looks at the whole
 * picture only for new faces: at its own rate, when a face is lost, and when there is none. While all are followed it looks beside the
 * meshes, and what it finds is there with the frame after.
 * Source of the idea: MediaPipe, face_landmark_front.
 */
export class FaceTracker {
  readonly #deps: TrackerDeps;
  #faces: TrackedFace[] = [];
  #nextId = 1;
  #detectedAt = -Infinity;
  #widenedAt = -Infinity;
  readonly #beside = new Beside<FaceCandidate[]>();

  constructor(deps: TrackerDeps) {
    this.#deps = deps;
  }

  /** The faces of the next frame, largest first. @param detectEveryMs another rate for this frame */
  async follow(
    { capturedAt, picture }: Frame,
    detectEveryMs = this.#deps.detectEveryMs,
  ): Promise<TrackedFace[]> {
    const before = this.#faces;
    const meshless = before.filter(({ mesh }) => mesh === null);
    const everyMs = meshless.length > 0 ? Math.min(DETECT_MESHLESS_EVERY_MS, detectEveryMs) : detectEveryMs;
    const isDue = isAfter(capturedAt, this.#detectedAt, everyMs);
    // Nobody waits for a look for new faces while all are followed by their meshes.
    const found = isDue ? await this.#beside.settle() : this.#beside.take();
    const isBeside = before.length > 0 && meshless.length === 0;
    if (isDue) this.#detectedAt = capturedAt;
    if (isDue && isBeside) this.#beside.begin(() => this.#detect(WHOLE, picture));
    const faces: TrackedFace[] = [];
    for (const { id, mesh } of before) {
      if (mesh) addMesh(faces, id, await this.#deps.fit(picture, squareOfMesh(mesh)));
    }
    const hasLost = faces.length + meshless.length < before.length;
    if (hasLost || (isDue && !isBeside) || before.length === 0) {
      await this.#look(faces, before, { capturedAt, picture }, detectEveryMs);
    } else {
      faces.push(...meshless);
      if (found) await this.#add(found, faces, [], picture);
    }
    this.#faces = faces.toSorted((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
    return this.#faces;
  }

  /** Looks for faces now, and with a margin round the picture where none is found. */
  async #look(
    faces: TrackedFace[],
    before: readonly TrackedFace[],
    { capturedAt, picture }: Pick<Frame, 'capturedAt' | 'picture'>,
    detectEveryMs: number,
  ): Promise<void> {
    this.#detectedAt = capturedAt;
    const lost = before.filter(({ id }) => faces.every((face) => face.id !== id));
    await this.#add(await this.#detect(WHOLE, picture), faces, lost, picture);
    const isWideDue = lost.length > 0 || isAfter(capturedAt, this.#widenedAt, detectEveryMs);
    if (faces.length > 0 || !isWideDue) return;
    this.#widenedAt = capturedAt;
    await this.#add(await this.#detect(WIDE, picture), faces, lost, picture);
  }

  async #detect(view: typeof WHOLE, picture: Picture): Promise<FaceCandidate[]> {
    return (await this.#deps.detect(picture, view)).filter(({ share }) => share >= view.leastShare);
  }

  /** Adds what the detector found and is not there yet; one of the faces just lost comes back under its own id. */
  async #add(
    candidates: readonly FaceCandidate[],
    faces: TrackedFace[],
    lost: readonly TrackedFace[],
    picture: Picture,
  ): Promise<void> {
    const { maxFaces } = this.#deps;
    // Of as many faces at most as many again are false.
    for (const candidate of candidates.slice(0, maxFaces * 2)) {
      if (faces.length === maxFaces) return;
      if (faces.some(({ box }) => isSame(box, candidate.box))) continue;
      const known = lost.find(
        ({ box, id }) => iou(box, candidate.box) > SAME_PLACE_IOU && faces.every((face) => face.id !== id),
      );
      const id = known?.id ?? this.#nextId;
      const isNew = await this.#addCandidate(faces, candidate, picture, {
        id,
        from: known ? KEPT_FROM : TOLD_FROM,
      });
      if (isNew && !known) this.#nextId++;
    }
  }

  async #addCandidate(
    faces: TrackedFace[],
    candidate: FaceCandidate,
    picture: Picture,
    { from, id }: { id: number; from: number },
  ): Promise<boolean> {
    const { fit } = this.#deps;
    const first = await fit(picture, squareOfCandidate(candidate));
    const presence = presenceOf(candidate, first.presence);
    if (presence < from) return false;
    // A detector's box is a rough place for a mesh: the mesh itself is a better one.
    const second = await fit(picture, squareOfMesh(first));
    const mesh = [second, first].find((one) => one.presence >= MIN_FLAG);
    if (mesh) return addMesh(faces, id, mesh);
    faces.push({ id, presence, mesh: null, box: candidate.box });
    return true;
  }
}

/** Adds the face of a mesh, unless the mesh lies on none or on one that is there already. */
function addMesh(faces: TrackedFace[], id: number, mesh: FaceMesh): boolean {
  if (mesh.presence < MIN_FLAG) return false;
  const box = boundingBox(mesh.points);
  if (faces.some((face) => isSame(face.box, box))) return false;
  faces.push({ id, presence: mesh.presence, mesh, box });
  return true;
}

function isSame(a: Box, b: Box): boolean {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return false;
  return width * height > SAME_FACE * Math.min(a.width * a.height, b.width * b.height);
}

/** A clock that was set back must not put anything to rest. */
function isAfter(now: number, before: number, everyMs: number): boolean {
  return Math.abs(now - before) >= everyMs;
}
