import type { Evidence } from '../evidence.js';
import type { FaceObservation } from '../observation.js';
import { ramp } from '../ramp.js';
import type { Moment } from '../timeline.js';

const WINDOW_MS = 4000;
/** Less of the window tells no rhythm, ms and readings. */
const LEAST_SPAN_MS = 2500;
const LEAST_READINGS = 6;
const LEAST_CONFIDENCE = 0.5;
/** The mouth opens or closes by more than a reading may be off (0.06, device/src/vision/faces/confidence.ts), or it doesn't move. */
const LEAST_STROKE = 0.06;
/**
 * Turns from opening to closing and back, per second. Speech has 3–6 syllables a second, of which three looks a second still
 * show 1.3 turns and more; a yawn or a smile has two in 3 s, slow chewing one a second.
 */
const TURNS = { excluded: 0.75, certain: 1.75 };
/** What is seen of lips is never surer than this: who mouths, sings or chews fast moves them as who speaks. */
const CAP = 0.8;

type Reading = { opening: number; moment: Moment };

/**
 * A mouth that opens and closes again and again, far enough and often enough for speech. Counted in turns, not in frames, so that
 * three frames a second tell it as ten do.
 */
export class Speaking {
  #readings: Reading[] = [];

  /** @param face of the candidate; null where none can be read */
  read(face: FaceObservation | null, now: Moment): Evidence {
    const mouth = face?.mouth;
    if (!mouth || mouth.confidence < LEAST_CONFIDENCE) return 'unknown';
    this.#readings.push({ opening: mouth.opening, moment: now });
    const oldest = this.#readings.findIndex(({ moment }) => now.elapsedMs - moment.elapsedMs <= WINDOW_MS);
    if (oldest > 0) this.#readings.splice(0, oldest);
    const spanMs = now.elapsedMs - (this.#readings[0]?.moment.elapsedMs ?? now.elapsedMs);
    if (spanMs < LEAST_SPAN_MS || this.#readings.length < LEAST_READINGS) return 'unknown';
    const turns = turnsOf(this.#readings);
    const [first] = turns;
    const last = turns.at(-1);
    if (!first || !last) return { confidence: 0 };
    return {
      confidence: CAP * ramp(turns.length / (spanMs / 1000), TURNS.excluded, TURNS.certain),
      first,
      last,
    };
  }
}

/** When the mouth turned from opening to closing or back, strokes that are too short left out. */
function turnsOf(readings: readonly Reading[]): Moment[] {
  const turns: Moment[] = [];
  let heading = 0;
  /** The furthest that the present stroke went, and when. */
  let extreme = readings[0];
  for (const reading of readings) {
    const back = reading.opening - (extreme?.opening ?? 0);
    const isStroke = Math.abs(back) >= LEAST_STROKE;
    const goesOn = heading === 0 ? isStroke : back * heading >= 0;
    const turnsBack = heading !== 0 && !goesOn && isStroke;
    if (turnsBack && extreme) turns.push(extreme.moment);
    if (!goesOn && !turnsBack) continue;
    heading = Math.sign(back) || heading;
    extreme = reading;
  }
  return turns;
}
