import { area, centreDistance, containment, grow } from './boxes.js';
import type { FrameObservation } from './evidence.js';
import type { Box, FaceObservation } from './observation.js';

/** How long a face that was followed and is not found speaks on, ms: the net misses one now and then. */
const FACE_HOLDS_MS = 1000;
/** How long a look of the object net speaks for the frames after it, ms: at its floor it looks once a second. */
const LOOK_HOLDS_MS = 3000;
/** How long the candidate's face is known after it was seen last, ms. */
const CANDIDATE_HOLDS_MS = 10_000;
/** The largest face is not the candidate's where that was so much wider a moment ago, and elsewhere: the candidate looks away. */
const LEAST_OF_CANDIDATE = 0.6;
const PERSON_SCORE = 0.3;
/** Two boxes that share more than this of the smaller one are one person's. */
const SAME_CONTAINMENT = 0.4;
/** A face's box reaches from the brow to the chin: with hair, ears and a step to the side it is this much larger, in shares of its size. */
const HEAD = { side: 0.35, up: 0.6, down: 0.25 };
/**
 * Head and neck of a body whose face is not found, as shares of its box's height and width: a seat's camera shows people from the hip up,
 * and a wide box is somebody who leans or lies.
 */
const HEAD_OF_BODY = { height: 0.4, width: 0.5 };
const BODY_MARGIN = 0.08;

type Held = { box: Box; at: number };

/**
 * Where in a picture the heads of others than the candidate are, as far as the nets tell. It errs to the side of those others: a head
 * that may be somebody else's counts as one.
 */
export class Bystanders {
  #candidate: Held | null = null;
  #faces: Held[] = [];
  #bodies: { boxes: Box[]; at: number } | null = null;

  /** Takes the next frame and gives the heads in it; boxes may reach out of the picture. */
  see({ capturedAt: at, faces, objects }: FrameObservation): Box[] {
    const candidate = this.#candidateIn(faces, at);
    if (candidate) this.#candidate = { box: candidate.box, at };
    const others = faces
      .filter((face) => face !== candidate && (!candidate || isApart(face.box, candidate.box)))
      .map(({ box }) => box);
    const taken = candidate ? [...others, candidate.box] : others;
    const missed = this.#faces.filter(
      (held) => isRecent(held.at, at, FACE_HOLDS_MS) && taken.every((box) => isApart(box, held.box)),
    );
    this.#faces = [...others.map((box) => ({ box, at })), ...missed];
    if (objects) this.#bodies = { at, boxes: objects.filter(isPerson).map(({ box }) => box) };
    return [...this.#faces.map(({ box }) => headOf(box)), ...this.#faceless(faces, at).map(headOfBody)];
  }

  #candidateIn([largest]: readonly FaceObservation[], at: number): FaceObservation | null {
    const before = this.#candidate;
    if (!largest || !before || !isRecent(before.at, at, CANDIDATE_HOLDS_MS)) return largest ?? null;
    const isOther =
      largest.box.width < LEAST_OF_CANDIDATE * before.box.width && isApart(largest.box, before.box);
    return isOther ? null : largest;
  }

  /** Bodies that are not the candidate's and in which no face is found. */
  #faceless(faces: readonly FaceObservation[], at: number): Box[] {
    if (!this.#bodies || !isRecent(this.#bodies.at, at, LOOK_HOLDS_MS)) return [];
    const [own, ...others] = this.#bodies.boxes.toSorted((a, b) => this.#owns(b) - this.#owns(a));
    if (!own) return [];
    return others.filter((body) => isApart(body, own) && faces.every((face) => !holds(body, face.box)));
  }

  /** The more, the likelier a body is the candidate's: the largest of those that hold the candidate's face, else the largest. */
  #owns(body: Box): number {
    const holdsCandidate = this.#candidate !== null && holds(body, this.#candidate.box);
    return area(body) * (holdsCandidate ? 1e6 : 1);
  }
}

function isPerson({ label, score }: { label: string; score: number }): boolean {
  return label === 'person' && score >= PERSON_SCORE;
}

/** The clock of a camera may be set: then what was seen before is of no time that is known. */
function isRecent(then: number, now: number, withinMs: number): boolean {
  return Math.abs(now - then) <= withinMs;
}

function holds(body: Box, face: Box): boolean {
  return containment(face, body) > 0.6;
}

function isApart(a: Box, b: Box): boolean {
  return containment(a, b) < SAME_CONTAINMENT && centreDistance(a, b) > 0.5 * Math.max(a.width, b.width);
}

function headOf({ height, width, x, y }: Box): Box {
  return {
    x: x - HEAD.side * width,
    y: y - HEAD.up * height,
    width: (1 + 2 * HEAD.side) * width,
    height: (1 + HEAD.up + HEAD.down) * height,
  };
}

function headOfBody(body: Box): Box {
  const grown = grow(body, BODY_MARGIN);
  const height = Math.max(HEAD_OF_BODY.height * grown.height, HEAD_OF_BODY.width * grown.width);
  return { ...grown, height: Math.min(grown.height, height) };
}
