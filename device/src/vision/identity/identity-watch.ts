import type { FaceObservation, Likeness } from '@invigil/behaviour';
import type { Frame } from '../../lib/frame.js';
import type { Picture } from '../../lib/opencv.js';
import { cropFace, embedFace, type Embedding } from './identity-embedding.js';
import { isComparable, similarityTo, voteOf, VOTERS } from './identity-match.js';
import type { LoadedNet } from '../nets/inference.js';

/** What must be known of a face to compare it. */
export type FaceToCompare = Pick<FaceObservation, 'id' | 'box' | 'headPose' | 'quality'>;

type IdentityWatchDeps = {
  net: LoadedNet;
  /** Runs a stage and notes how long it took. */
  timed: <T>(stage: string, run: () => Promise<T>) => Promise<T>;
};

/**
 * What became of a picture that was to be enrolled. `unclear`: turned, cut, dark, blurred or small; it changed nothing. `unlike`: not
 * the person of the pictures before it, so all are forgotten, for nobody knows which was wrong.
 */
export type Enrolment = 'enrolled' | 'unclear' | 'unlike';

const PICTURES = 5;
/** Pictures of one moment say no more than one. */
const EVERY_MS = 1000;
/**
 * Two people were never as alike as this (0.638 at most, 6,528 pairs of pictures); one person 2 to 10 s apart in a webcam film nearly
 * always is (99.4 % of 9,702 pairs of looks).
 */
const MIN_AGREEMENT = 0.65;

/**
 * Whether who sits there is still who sat there when the session began. Knows a person only by pictures of this session, which
 * stay in this object and are gone with it or with `forget`.
 */
export class IdentityWatch {
  readonly #deps: IdentityWatchDeps;
  #enrolled: Embedding[] = [];
  /** Likeness of one face's looks, newest last. */
  #looks: { faceId: number; similarities: number[] } = { faceId: NaN, similarities: [] };
  #triedAt = -Infinity;
  /** Counts what was forgotten: a look that began before says nothing after. */
  #life = 0;

  constructor(deps: IdentityWatchDeps) {
    this.#deps = deps;
  }

  /** How far the enrolment is. */
  state(): { enrolled: number; of: number } {
    return { enrolled: this.#enrolled.length, of: PICTURES };
  }

  /**
   * Enrols the first clear pictures of somebody who is alone, and from then on compares. The answer is the vote of the newest looks
   * at this face; null until there are enough, and where the face can't be compared. The picture is cut before this returns
   * its promise, and may be released then.
   */
  async look(
    { picture, capturedAt }: Pick<Frame, 'picture' | 'capturedAt'>,
    face: FaceToCompare,
    { alone }: { alone: boolean },
  ): Promise<Likeness | null> {
    if (!isComparable(face)) return null;
    if (this.#enrolled.length < PICTURES) {
      // A clock that was set back must not stop the enrolment.
      if (!alone || Math.abs(capturedAt - this.#triedAt) < EVERY_MS) return null;
      this.#triedAt = capturedAt;
      await this.enrol(picture, face);
      return null;
    }
    const embedding = await this.#embed(picture, face);
    return embedding && this.#vote(face.id, similarityTo(this.#enrolled, embedding));
  }

  /** Enrols a picture now, whenever the one before was. The picture is cut before this returns its promise. */
  async enrol(picture: Picture, face: FaceToCompare): Promise<Enrolment> {
    if (!isComparable(face)) return 'unclear';
    const embedding = await this.#embed(picture, face);
    if (embedding === null) return 'unclear';
    if (this.#enrolled.length > 0 && similarityTo(this.#enrolled, embedding) < MIN_AGREEMENT) {
      this.forget();
      return 'unlike';
    }
    this.#enrolled.push(embedding);
    return 'enrolled';
  }

  /** Forgets the person: nothing of them is left, and the enrolment begins anew. */
  forget(): void {
    this.#life++;
    for (const embedding of this.#enrolled) embedding.fill(0);
    this.#enrolled = [];
    this.#looks = { faceId: NaN, similarities: [] };
    this.#triedAt = -Infinity;
  }

  #vote(faceId: number, similarity: number): Likeness | null {
    // Whoever is followed anew may be somebody else.
    if (faceId !== this.#looks.faceId) this.#looks = { faceId, similarities: [] };
    this.#looks.similarities = [...this.#looks.similarities, similarity].slice(-VOTERS);
    const voted = voteOf(this.#looks.similarities);
    return voted === null ? null : { similarity: voted };
  }

  async #embed(picture: Picture, face: FaceToCompare): Promise<Embedding | null> {
    const { net, timed } = this.#deps;
    const life = this.#life;
    const pixels = cropFace(net, picture, face);
    const embedding = await timed('identity', () => embedFace(net, pixels));
    return life === this.#life ? embedding : null;
  }
}
