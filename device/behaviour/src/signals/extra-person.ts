import { area, containment, centreDistance } from '../boxes.js';
import type { Evidence, EvidenceReader, FrameObservation } from '../evidence.js';
import type { Box, FaceObservation, ObjectObservation } from '../observation.js';
import { ramp } from '../ramp.js';
import type { Moment } from '../timeline.js';

/** Height of a second face as a share of the picture's height: not believed below the first, fully from the second. */
const FACE_HEIGHT = { least: 0.03, sure: 0.06 };
/** A second face is at least this share of the first's height: about a person 3–4 m behind a seat. */
const FACE_RATIO = 0.15;
/** A second person's box is at least this share of the picture's height. */
const PERSON_HEIGHT = 0.2;
/** Two boxes that share more than this of the smaller one are one person's. */
const SAME_CONTAINMENT = 0.4;
/** How long one look of the object net speaks for the frames after it, ms. */
const LOOK_HOLDS_MS = 1500;

/** A second person: a second face, or a second person's box well apart from the first. */
export class ExtraPerson implements EvidenceReader {
  #look: { moment: Moment; confidence: number } | null = null;

  read(frame: FrameObservation, now: Moment): Evidence {
    if (frame.objects) this.#look = { moment: now, confidence: secondPerson(frame.objects, frame.height) };
    const byFace = secondFace(frame.faces, frame.height);
    const look =
      this.#look && now.elapsedMs - this.#look.moment.elapsedMs <= LOOK_HOLDS_MS ? this.#look : null;
    if (look && look.confidence > byFace) return { confidence: look.confidence, last: look.moment };
    return { confidence: byFace };
  }
}

function secondFace(faces: FaceObservation[], pictureHeight: number): number {
  const [first, ...others] = faces;
  if (!first) return 0;
  const confidences = others
    .filter((face) => face.box.height >= FACE_RATIO * first.box.height && isApart(face.box, first.box))
    .map(
      (face) => face.presence * ramp(face.box.height / pictureHeight, FACE_HEIGHT.least, FACE_HEIGHT.sure),
    );
  return Math.max(0, ...confidences);
}

function secondPerson(objects: ObjectObservation[], pictureHeight: number): number {
  const people = objects
    .filter((object) => object.label === 'person' && object.box.height >= PERSON_HEIGHT * pictureHeight)
    .sort((a, b) => area(b.box) - area(a.box));
  const [first, ...others] = people;
  if (!first) return 0;
  return Math.max(0, ...others.filter((other) => isApart(other.box, first.box)).map((other) => other.score));
}

/** Object and face nets give one person two boxes: one within the other, or almost at the same place. */
function isApart(a: Box, b: Box): boolean {
  return containment(a, b) < SAME_CONTAINMENT && centreDistance(a, b) > 0.5 * Math.max(a.width, b.width);
}
