import { area, containment, centreDistance } from '../../boxes.js';
import type { Evidence, EvidenceReader, FrameObservation, Sighting } from '../../evidence.js';
import { LookPace } from '../../look-pace.js';
import type { Box, FaceObservation, ObjectObservation } from '../../observation.js';
import { ramp } from '../../ramp.js';
import { Staying } from '../../staying.js';
import type { Moment } from '../../timeline.js';

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
/** A face is 16 cm wide and sways by one and a half of that; a body is half a metre wide. */
const SAME_PLACE_FACES = 1.5;
const SAME_PLACE_BODIES = 0.6;
/** How long a second face may be lost, and a second body between looks, and still be the same visitor's, ms. */
const FACE_GAP_MS = 2500;
const BODY_GAP_MS = 4000;

type Second = { box: Box; confidence: number };

/**
 * A second person who stays: a second face, or a second person's box well apart from the first. Who only passes behind the
 * candidate, as an invigilator does, is none.
 */
export class ExtraPerson implements EvidenceReader {
  readonly #faces = new Staying(SAME_PLACE_FACES);
  readonly #bodies = new Staying(SAME_PLACE_BODIES);
  readonly #pace = new LookPace(LOOK_HOLDS_MS);
  #byLook: Sighting = { confidence: 0 };

  read(frame: FrameObservation, now: Moment): Evidence {
    const byFace = sightingOf(secondFaces(frame.faces, frame.height), this.#faces, now, FACE_GAP_MS);
    if (frame.objects) {
      this.#pace.look(now);
      const gapMs = Math.max(BODY_GAP_MS, this.#pace.holdMs);
      this.#byLook = sightingOf(secondPeople(frame.objects, frame.height), this.#bodies, now, gapMs);
    }
    if (this.#byLook.confidence <= byFace.confidence) return byFace;
    if (this.#pace.holds(now)) return this.#byLook;
    // Somebody was there when the object net looked last, and it has not looked since.
    return byFace.confidence > 0 ? byFace : 'unknown';
  }
}

function sightingOf(seconds: readonly Second[], staying: Staying, now: Moment, gapMs: number): Sighting {
  const staysSince = staying.see(
    seconds.map(({ box }) => box),
    now,
    gapMs,
  );
  if (seconds.length === 0 || !staysSince) return { confidence: 0 };
  return {
    confidence: Math.max(...seconds.map(({ confidence }) => confidence)),
    first: staysSince,
    last: now,
  };
}

function secondFaces(faces: readonly FaceObservation[], pictureHeight: number): Second[] {
  const [first, ...others] = faces;
  if (!first) return [];
  return others
    .filter(({ box }) => box.height >= FACE_RATIO * first.box.height && isApart(box, first.box))
    .map(({ box, presence }) => ({
      box,
      confidence: presence * ramp(box.height / pictureHeight, FACE_HEIGHT.least, FACE_HEIGHT.sure),
    }))
    .filter(({ confidence }) => confidence > 0);
}

function secondPeople(objects: readonly ObjectObservation[], pictureHeight: number): Second[] {
  const [first, ...others] = objects
    .filter(({ box, label }) => label === 'person' && box.height >= PERSON_HEIGHT * pictureHeight)
    .sort((a, b) => area(b.box) - area(a.box));
  if (!first) return [];
  return others
    .filter(({ box }) => isApart(box, first.box))
    .map(({ box, score }) => ({ box, confidence: score }));
}

/** Object and face nets give one person two boxes: one within the other, or almost at the same place. */
function isApart(a: Box, b: Box): boolean {
  return containment(a, b) < SAME_CONTAINMENT && centreDistance(a, b) > 0.5 * Math.max(a.width, b.width);
}
