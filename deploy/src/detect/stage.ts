import { frameAt, pingPong } from '../films/clip.js';
import { CANVAS, FILM } from '../films/film-format.js';
import { cv, type Mat, matOf, pixelsOf, withMats } from '../films/opencv.js';
import { type Candidate, manBSprites, type SeatView, seatView } from '../films/people.js';
import { seededRandom } from '../films/random.js';
import { paste, type Pixels, type Sprite } from '../films/sprite.js';
import { once } from './once.js';
import type { Person, Scenario } from './scenario.js';
import { readTurner } from './turner.js';

/** A seat with whoever sits at it; each picture has the film's size and is the caller's. */
export type Stage = {
  candidate: (index: number) => Mat;
  /** The seat with nobody there. */
  empty: () => Mat;
  /** With somebody who stands beside the candidate, or passes behind, at a place from the left edge (0) to the right (1). */
  withGuest: (index: number, guest: { centre: number; size: number }) => Mat;
  turned: ReturnType<typeof readTurner>['turned'] | undefined;
};

/**
 * Where in the films the men sit calmly, with their mouths still: frames from … to. Played to and fro each takes a number of frames
 * that five divides, so that looks at each fifth meet the same few again.
 */
const PARTS: Readonly<Record<Exclude<Person, 'turner'>, readonly (readonly [number, number])[]>> = {
  'man-a': [
    [0, 90],
    [1000, 1200],
    [1090, 1290],
  ],
  'man-a-second-take': [
    [600, 760],
    [660, 760],
  ],
  'man-b': [
    [650, 850],
    [1550, 1750],
    [1890, 2090],
  ],
};
const MEN = { 'man-a': 'a', 'man-a-second-take': 'a-second-take', 'man-b': 'b' } as const;
const GUEST_PART = { from: 2090, to: 2190 } as const;
/** In the light of the room: factors of blue, green and red. */
const GUEST_LIGHT = [0.76, 0.84, 0.88] as const;

// The material has a dark line at each edge: they stay outside the picture.
const FRAMED = new cv.Rect(4, 3, CANVAS.width - 9, CANVAS.height - 5);

/** Sets the stage of a scenario. @param data folder of labelled clips, where the turner is in it. Throws `missing-material`. */
export function setStage(scenario: Scenario, data: string | undefined, props: Props): Stage {
  const { person, seed } = scenario;
  if (person === 'turner') return props.turner(data);
  const parts = PARTS[person];
  const part = parts[Math.floor(seededRandom(seed)() * parts.length)] ?? [0, 200];
  const { drawn, view } = props.seat({ man: MEN[person], from: part[0], to: part[1] });
  return {
    candidate: (index) => matOf(drawn(index)),
    empty: () => filmOf(matOf(view.empty)),
    withGuest(index, { centre, size }) {
      const sprite = frameAt(props.guest(size), index);
      return filmOf(view.candidate(index, (canvas) => paste(canvas, sprite, placeOf(sprite, centre))));
    },
    turned: undefined,
  };
}

function placeOf({ height, width }: Sprite, centre: number) {
  return { left: centre * CANVAS.width - width / 2, top: CANVAS.height - height };
}

function turnerStage(data: string | undefined): Stage {
  if (data === undefined) throw new RangeError('the turner is in the data folder only');
  const turner = readTurner(data);
  const never = () => {
    throw new RangeError('the turner’s seat is never empty, and nobody visits it');
  };
  return { candidate: turner.front, empty: never, withGuest: never, turned: turner.turned };
}

/** What many scenarios share, made when it is first needed. */
export type Props = {
  seat(candidate: Candidate): { view: SeatView; drawn: (index: number) => Pixels };
  guest(size: number): Sprite[];
  turner(data: string | undefined): Stage;
};

/** A store of props for many scenarios. */
export function openProps(): Props {
  return {
    seat: once(({ from, man, to }) => {
      const view = seatView({ man, from, to });
      const drawn = once((at: number) => withMats((own) => pixelsOf(own(filmOf(view.candidate(at))))));
      return { view, drawn: (index) => drawn(pingPong(index, 1 + to - from)) };
    }),
    guest: once((size) => manBSprites(GUEST_PART.from, GUEST_PART.to, 0.4 + 0.25 * size, GUEST_LIGHT)),
    turner: once(turnerStage),
  };
}

/** The canvas in the film's size; the canvas is released. */
function filmOf(canvas: Mat): Mat {
  return withMats((own) =>
    own(own(canvas).getRegion(FRAMED)).resize(FILM.height, FILM.width, 0, 0, cv.INTER_CUBIC),
  );
}
