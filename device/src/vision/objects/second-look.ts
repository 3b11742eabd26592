import type { Detection, SecondLookPassport } from '@invigil/models';
import { type Picture, warp } from '../../lib/opencv.js';
import { cropSquare } from '../affine.js';
import { type LoadedNet, output } from '../nets/inference.js';

/** A calm picture has hardly any; a look takes 1 to 3 ms. */
const MOST_LOOKS = 6;
/** A score of 0 or 1 has no logit. */
const EDGE = 1e-6;

type SecondLookDeps = {
  net: LoadedNet;
  passport: SecondLookPassport;
  /** The detector's class of what is looked at again. */
  classId: number;
};

/**
 * Looks again at what the detector takes for a phone: a net of its own sees each candidate larger, in a square of the camera's own pixels, and
 * the score becomes what both say together (models/cards/phone-look.md).
 */
export class SecondLook {
  readonly #net: LoadedNet;
  readonly #passport: SecondLookPassport;
  readonly #classId: number;

  constructor({ classId, net, passport }: SecondLookDeps) {
    this.#net = net;
    this.#passport = passport;
    this.#classId = classId;
  }

  /** The least score of the detector that may be looked at again, 0–1, where the class is one of a phone. */
  leastScore(classId: number): number {
    return classId === this.#classId ? this.#passport.from : Infinity;
  }

  /** The same detections with the scores of both, of which `picture` must last until the promise ends. Boxes are in px of the picture. */
  async judge(picture: Picture, found: readonly Detection[]): Promise<Detection[]> {
    const { from } = this.#passport;
    const candidates = found
      .filter(({ classId, score }) => classId === this.#classId && score >= from)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, MOST_LOOKS);
    const scores = new Map<Detection, number>();
    for (const one of candidates) scores.set(one, this.#together(one.score, await this.#look(picture, one)));
    return found.map((one) => ({ ...one, score: scores.get(one) ?? one.score }));
  }

  async #look(picture: Picture, { box }: Detection): Promise<number> {
    const { height, width } = this.#net.entry.input;
    const side = Math.max(box.width, box.height) * this.#passport.room;
    const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const { toNet } = cropSquare({ centre, side, angle: 0 }, width, { mirrored: false });
    const outputs = await this.#net.run(warp(picture, toNet, width, height));
    const [logit] = output(outputs, 'logit');
    if (logit === undefined) throw new Error(`${this.#net.entry.name} says nothing`);
    return logit;
  }

  #together(score: number, look: number): number {
    const { detector, look: share, shift } = this.#passport;
    const sure = Math.min(1 - EDGE, Math.max(EDGE, score));
    return 1 / (1 + Math.exp(-(detector * Math.log(sure / (1 - sure)) + share * look + shift)));
  }
}
