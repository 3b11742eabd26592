import { frameAt, pingPong } from '../films/clip.js';
import { CANVAS, FILM } from '../films/film-format.js';
import { cv, type Mat, matOf, pixelsOf, withMats } from '../films/opencv.js';
import { type Candidate, manBSprites, seatView } from '../films/people.js';
import { type Random, seededRandom } from '../films/random.js';
import { paste, type Pixels, type Sprite } from '../films/sprite.js';
import type { Person, Scenario } from './scenario.js';
import { readTurner } from './turner.js';

/** A seat with whoever sits at it; each picture has the film's size and is the caller's. */
export type Stage = {
  candidate(index: number): Mat;
  /** The seat with nobody there. */
  empty(): Mat;
  /** With somebody who stands beside the candidate, or passes behind, at a place from the left edge (0) to the right (1). */
  withGuest(index: number, guest: { centre: number; size: number }): Mat;
  turned: ReturnType<typeof readTurner>['turned'] | undefined;
};

/** Stretches of the films in which the men sit calmly; each scenario takes a part of one. */
const STRETCHES: Readonly<Record<Exclude<Person, 'turner'>, readonly (readonly [number, number])[]>> = {
  'man-a': [
    [0, 470],
    [1090, 1300],
  ],
  'man-a-second-take': [
    [0, 340],
    [600, 760],
  ],
  'man-b': [
    [650, 1080],
    [1500, 1780],
    [1950, 2400],
  ],
};
/** Played to and fro it takes 400 frames, so that looks at each fifth meet the same 41 again. */
const PART = 200;
const GUEST_PART = { from: 2090, to: 2240 } as const;
/** In the light of the room: factors of blue, green and red. */
const GUEST_LIGHT = [0.76, 0.84, 0.88] as const;

// The material has a dark line at each edge: they stay outside the picture.
const FRAMED = new cv.Rect(4, 3, CANVAS.width - 9, CANVAS.height - 5);

/** Sets the stage of a scenario. @param data folder of labelled clips, where the turner is in it. Throws `missing-material`. */
export function setStage({ happenings, person, seed }: Scenario, data: string | undefined): Stage {
  if (person === 'turner') return turnerStage(data);
  const candidate = partOf(person, seededRandom(seed));
  const view = seatView(candidate);
  const guests = new Map(
    happenings
      .filter(({ subject }) => subject === 'extra-person' || subject === 'passage')
      .map(({ size }) => [size, manBSprites(GUEST_PART.from, GUEST_PART.to, 0.4 + 0.25 * size, GUEST_LIGHT)]),
  );
  const drawn = new Map<number, Pixels>();
  return {
    candidate(index) {
      const at = pingPong(index, 1 + candidate.to - candidate.from);
      const known = drawn.get(at) ?? withMats((own) => pixelsOf(own(filmOf(view.candidate(index)))));
      drawn.set(at, known);
      return matOf(known);
    },
    empty: () => filmOf(matOf(view.empty)),
    withGuest(index, { centre, size }) {
      const sprite = frameAt(guests.get(size) ?? [], index);
      const place = (canvas: Pixels) => paste(canvas, sprite, placeOf(sprite, centre));
      return filmOf(view.candidate(index, place));
    },
    turned: undefined,
  };
}

function placeOf({ height, width }: Sprite, centre: number) {
  return { left: centre * CANVAS.width - width / 2, top: CANVAS.height - height };
}

function partOf(person: Exclude<Person, 'turner'>, random: Random): Candidate {
  const stretches = STRETCHES[person];
  const [first, last] = stretches[Math.floor(random() * stretches.length)] ?? [0, PART];
  const from = first + Math.floor(random() * Math.max(1, last - first - PART));
  return { man: MEN[person], from, to: Math.min(last, from + PART) };
}

const MEN = { 'man-a': 'a', 'man-a-second-take': 'a-second-take', 'man-b': 'b' } as const;

function turnerStage(data: string | undefined): Stage {
  if (data === undefined) throw new RangeError('the turner is in the data folder only');
  const turner = readTurner(data);
  const never = () => {
    throw new RangeError('the turner’s seat is never empty, and nobody visits it');
  };
  return { candidate: turner.front, empty: never, withGuest: never, turned: turner.turned };
}

/** The canvas in the film's size; the canvas is released. */
function filmOf(canvas: Mat): Mat {
  return withMats((own) =>
    own(own(canvas).getRegion(FRAMED)).resize(FILM.height, FILM.width, 0, 0, cv.INTER_CUBIC),
  );
}
