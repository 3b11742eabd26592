import type { Evidence } from '../../evidence.js';
import type { FaceObservation } from '../../observation.js';
import { ramp } from '../../ramp.js';
import type { Moment } from '../../timeline.js';

const WINDOW_MS = 6000;
/** Less of the window tells no rhythm, ms. */
const LEAST_SPAN_MS = 3000;
/** The rhythm of seconds need not be asked for more often than this, ms. */
const ASKED_EVERY_MS = 250;
const LEAST_CONFIDENCE = 0.5;
/** A syllable takes 150–300 ms: what lies so far apart is another one … */
const SYLLABLE = { leastMs: 150, mostMs: 600 };
/** … and what lies so far apart is another word. */
const WORD = { leastMs: 1000, mostMs: 2500 };
const LEAST_PAIRS = 4;
/** Mean change of the opening from one syllable to the next: that it moves at all. Films of silent people: 0.02 by their median. */
const SPREAD = { excluded: 0.03, certain: 0.05 };
/**
 * The same as a share of that from word to word: that it turns back and forth. Slow movements change little in a syllable and much
 * in a word: yawns, smiles and grimaces in four films have 0.4–0.7, speech by a model of its syllables 0.8–1 at 3 to 10 looks a second.
 */
const ALTERNATION = { excluded: 0.65, certain: 0.85 };
/** From here to what is excluded a mouth moves too fast for a grimace and too slowly for speech: who can tell? */
const UNCLEAR_FROM = 0.5;
/** What is seen of lips is never surer than this: who mouths, sings or chews fast moves them as who speaks. */
const CAP = 0.8;

type Reading = { opening: number; moment: Moment };

/**
 * A mouth that opens and closes in the rhythm of speech. It compares openings some time apart, and so asks neither for one rate of
 * frames nor for an even one: three a second tell it as ten do.
 */
export class Speaking {
  #readings: Reading[] = [];
  #rhythm: { evidence: Evidence; elapsedMs: number } | null = null;

  /** @param face of the candidate; null where none can be read */
  read(face: FaceObservation | null, now: Moment): Evidence {
    const mouth = face?.mouth;
    if (!mouth || mouth.confidence < LEAST_CONFIDENCE) return 'unknown';
    this.#readings.push({ opening: mouth.opening, moment: now });
    const oldest = this.#readings.findIndex(({ moment }) => now.elapsedMs - moment.elapsedMs <= WINDOW_MS);
    if (oldest > 0) this.#readings.splice(0, oldest);
    const spanMs = now.elapsedMs - (this.#readings[0]?.moment.elapsedMs ?? now.elapsedMs);
    if (spanMs < LEAST_SPAN_MS) return 'unknown';
    if (!this.#rhythm || now.elapsedMs - this.#rhythm.elapsedMs >= ASKED_EVERY_MS) {
      this.#rhythm = { evidence: evidenceOf(this.#readings), elapsedMs: now.elapsedMs };
    }
    return this.#rhythm.evidence;
  }
}

function evidenceOf(readings: readonly Reading[]): Evidence {
  const syllables = { count: 0, change: 0 };
  const words = { count: 0, change: 0 };
  let first: Moment | undefined;
  let last: Moment | undefined;
  for (let index = 0; index < readings.length; index += 1) {
    const later = readings[index];
    if (!later) break;
    for (let back = index - 1; back >= 0; back -= 1) {
      const earlier = readings[back];
      if (!earlier) break;
      const apartMs = later.moment.elapsedMs - earlier.moment.elapsedMs;
      if (apartMs > WORD.mostMs) break;
      const change = Math.abs(later.opening - earlier.opening);
      if (apartMs >= SYLLABLE.leastMs && apartMs <= SYLLABLE.mostMs) {
        syllables.count += 1;
        syllables.change += change;
        if (change < SPREAD.certain) continue;
        first ??= later.moment;
        last = later.moment;
      } else if (apartMs >= WORD.leastMs) {
        words.count += 1;
        words.change += change;
      }
    }
  }
  if (syllables.count < LEAST_PAIRS || words.count < LEAST_PAIRS) return 'unknown';
  if (!first || !last) return { confidence: 0 };
  const spread = syllables.change / syllables.count;
  const alternation = spread / (words.change / words.count);
  if (spread > SPREAD.excluded && alternation >= UNCLEAR_FROM && alternation <= ALTERNATION.excluded) {
    return 'unknown';
  }
  const confidence =
    CAP *
    Math.min(
      ramp(spread, SPREAD.excluded, SPREAD.certain),
      ramp(alternation, ALTERNATION.excluded, ALTERNATION.certain),
    );
  return { confidence, first, last };
}
