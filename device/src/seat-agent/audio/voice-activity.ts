/** A window of sound that was heard. */
export type HeardWindow = {
  /** Its end, epoch ms. */
  readonly at: number;
  /** −1 to 1. */
  readonly samples: Float32Array;
  /** Probability that it holds speech, 0–1. */
  readonly speech: number;
};

/** All that leaves a second of sound. */
export type HeardSecond = {
  /** Its beginning, epoch ms: a multiple of 1000. */
  readonly at: number;
  /** Root mean square without its mean, dBFS in steps of 0.5 from −96: 0 is a square wave of full scale, −3 a sine of full scale. */
  readonly levelDb: number;
  /** Share of its windows that hold speech, 0–1 in steps of 0.01. */
  readonly speechShare: number;
};

/** In 59 of 65 seconds of recorded speech, pauses and all, so many windows hold speech; of made-up noise none does (the card). */
const VOICE_FROM = 0.3;

/** Whether somebody spoke in a second. */
export function holdsVoice({ speechShare }: HeardSecond): boolean {
  return speechShare >= VOICE_FROM;
}

/** From this probability on a window holds speech. Source: the card, models/cards/silero-vad.md. */
const SPEECH_FROM = 0.5;
/** What 16 bits can't tell from silence. */
const SILENCE_DB = -96;
/** A second of which less was heard is not told. */
const LEAST_HEARD = 0.5;

/** Windows in, seconds out. Pure: time comes from the windows. */
export class VoiceActivity {
  readonly #rate: number;
  #second: number | undefined;
  #samples = 0;
  #sum = 0;
  #sumOfSquares = 0;
  #windows = 0;
  #speaking = 0;

  /** @param rate samples a second */
  constructor(rate: number) {
    this.#rate = rate;
  }

  /** Takes the next window; gives the second before, once a window of a later one has come. */
  take({ at, samples, speech }: HeardWindow): HeardSecond | undefined {
    // A window belongs to the second in which its middle lies.
    const middle = at - ((samples.length / this.#rate) * 1000) / 2;
    const second = Math.floor(middle / 1000) * 1000;
    const told = second === this.#second ? undefined : this.#close(second);
    for (const sample of samples) {
      this.#sum += sample;
      this.#sumOfSquares += sample * sample;
    }
    this.#samples += samples.length;
    this.#windows++;
    if (speech >= SPEECH_FROM) this.#speaking++;
    return told;
  }

  #close(next: number): HeardSecond | undefined {
    const at = this.#second;
    const told =
      at === undefined || this.#samples < this.#rate * LEAST_HEARD
        ? undefined
        : {
            at,
            levelDb: this.#level(),
            speechShare: Math.round((this.#speaking / this.#windows) * 100) / 100,
          };
    this.#second = next;
    this.#samples = this.#sum = this.#sumOfSquares = this.#windows = this.#speaking = 0;
    return told;
  }

  #level(): number {
    // Cheap microphones have an offset, which is no sound.
    const mean = this.#sum / this.#samples;
    const power = this.#sumOfSquares / this.#samples - mean * mean;
    const db = power > 0 ? 10 * Math.log10(power) : SILENCE_DB;
    return Math.max(SILENCE_DB, Math.round(db * 2) / 2);
  }
}
