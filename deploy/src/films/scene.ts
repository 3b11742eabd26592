import { frameAt } from './clip.js';
import { envelope, type Happening } from './envelope.js';
import { CANVAS, FILM } from './film-format.js';
import { cv, matOf, withMats, type Mat } from './opencv.js';
import { manBSprites, seatView, type SeatView } from './people.js';
import { phoneSprite } from './phone.js';
import type { Recipe } from './scenarios.js';
import { sensorNoise } from './sensor-noise.js';
import { paste, type Pixels } from './sprite.js';

/** The picture of a film at frame `index`; the Mat is the caller's. */
export type Scene = (index: number) => Mat;

/** What a happening does to a picture: it gives back a new one, or the one that it was lent. */
type Change = (picture: Mat, index: number) => Mat;

const PHONE = { height: 190, tiltDeg: 12, left: 500, top: 276, ramp: 10 } as const;
const GUEST = { from: 2090, to: 2390, scale: 0.6, ramp: 15 } as const;

// The material has a dark line at each edge: they stay outside the picture. The shape is that of the film.
const FRAMED = new cv.Rect(4, 3, CANVAS.width - 9, CANVAS.height - 5);

/** Builds the scene of a recipe. Reads the material; throws `missing-material`. */
export function buildScene(recipe: Recipe): Scene {
  const view = seatView(recipe.candidate);
  const { happening } = recipe;
  const onCanvas = happening ? canvasChange(happening, view) : same;
  const onFilm = happening ? filmChange(happening) : same;
  const noise = sensorNoise({ ...FILM, seed: recipe.seed, deviation: recipe.noise });
  return (index) => {
    const shown = happening?.kind === 'frozen' && inside(index, happening) ? happening.from : index;
    return withMats((own) => {
      const canvas = own(onCanvas(own(view.candidate(shown)), shown));
      const framed = own(canvas.getRegion(FRAMED));
      const large = own(framed.resize(FILM.height, FILM.width, 0, 0, cv.INTER_CUBIC));
      return noise(own(onFilm(large, shown)), shown);
    });
  };
}

/** What happens before the lens, in the room. */
function canvasChange(happening: Happening & { kind: string }, view: SeatView): Change {
  if (happening.kind === 'face-absent') return crossFade(happening, view.empty, 10);
  if (happening.kind !== 'extra-person') return same;
  const guest = manBSprites(GUEST.from, GUEST.to, GUEST.scale, [0.76, 0.84, 0.88]);
  return (picture, index) => {
    const there = envelope(index, happening, GUEST.ramp);
    if (there === 0) return picture;
    const sprite = frameAt(guest, index);
    const canvas = { ...CANVAS, bgr: picture.getData() };
    paste(canvas, sprite, {
      left: CANVAS.width - sprite.width * there,
      top: CANVAS.height - sprite.height,
    });
    return matOf(canvas);
  };
}

/** What happens at the lens, or so near that it must be sharper than the canvas. */
function filmChange(happening: Happening & { kind: string }): Change {
  if (happening.kind === 'covered') return crossFade(happening, coveredLens(), 8);
  if (happening.kind !== 'phone') return same;
  const phone = phoneSprite(PHONE.height, PHONE.tiltDeg);
  return (picture, index) => {
    const there = envelope(index, happening, PHONE.ramp);
    if (there === 0) return picture;
    const film = { ...FILM, bgr: picture.getData() };
    // A hand is never still: two slow swings whose periods don't divide each other.
    const sway = { x: 6 * Math.sin(index / 11), y: 4 * Math.sin(index / 7) };
    const below = (1 - there) * (FILM.height - PHONE.top);
    paste(film, phone, { left: PHONE.left + sway.x, top: PHONE.top + sway.y + below });
    return matOf(film);
  };
}

/** A finger or a cap on the lens: nearly black, a little reddish light at one side, nothing to see. */
function coveredLens(): Pixels {
  const bgr = new Uint8Array(FILM.width * FILM.height * 3);
  for (let i = 0; i < FILM.width * FILM.height; i++) {
    const light = (i % FILM.width) / FILM.width;
    bgr.set([8 + 2 * light, 8 + 3 * light, 10 + 6 * light], 3 * i);
  }
  return { ...FILM, bgr };
}

function crossFade(happening: Happening, other: Pixels, ramp: number): Change {
  return (picture, index) => {
    const there = envelope(index, happening, ramp);
    if (there === 0) return picture;
    return withMats((own) => picture.addWeighted(1 - there, own(matOf(other)), there, 0));
  };
}

function inside(index: number, happening: Happening): boolean {
  return index >= happening.from && index < happening.to;
}

function same(picture: Mat): Mat {
  return picture;
}
