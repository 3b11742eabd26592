import type { Clock } from '../../lib/clock.js';
import type { Log } from '../../lib/log.js';
import type { AudioConfig } from './audio-config.js';
import { Microphone, MICROPHONE_RATE, type MicrophoneLoss } from './microphone.js';
import { SoundTime } from './sound-time.js';
import { SoundWindows } from './sound-windows.js';
import { type HeardSecond, VoiceActivity } from './voice-activity.js';
import type { VoiceNet } from './voice-net.js';

type VoiceWatchDeps = {
  config: Pick<AudioConfig, 'device'>;
  /** The recorder, where it is not `arecord`. */
  program?: string;
  net: VoiceNet;
  clock: Clock;
  log: Log;
  /** Told of each second that was heard, when it is over. */
  onSecond: (second: HeardSecond) => void;
  /** Told when sound comes, and when it is lost and why. */
  onState: (state: 'listening' | MicrophoneLoss) => void;
  /** Told about 31 times a second how likely speech is now, 0–1: for a check of the microphone. */
  onWindow?: (speech: number) => void;
};

/** Listens whether somebody speaks at the seat. Sound is gone once its window was heard; levels and shares of seconds are what is left. */
export class VoiceWatch {
  readonly #deps: VoiceWatchDeps;
  readonly #windows: SoundWindows;
  readonly #time = new SoundTime(MICROPHONE_RATE);
  readonly #activity = new VoiceActivity(MICROPHONE_RATE);

  constructor(deps: VoiceWatchDeps) {
    if (deps.net.rate !== MICROPHONE_RATE) throw new Error(`the net hears at ${deps.net.rate} Hz`);
    this.#deps = deps;
    this.#windows = new SoundWindows(deps.net.samples);
  }

  /** Listens until `signal` aborts. The net is not closed. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, config, log, onState, program } = this.#deps;
    const { device } = config;
    const onSound = (bytes: Uint8Array): Promise<void> => this.#hear(bytes);
    const named = program === undefined ? {} : { program };
    await new Microphone({ device, ...named, clock, log, onSound, onState }).run(signal);
    this.#forget();
  }

  async #hear(bytes: Uint8Array): Promise<void> {
    const { clock, net, onSecond, onWindow } = this.#deps;
    if (!this.#time.arrived(bytes.length / 2, clock.now())) this.#forget();
    for (const samples of this.#windows.cut(bytes)) {
      const speech = await net.hear(samples);
      const second = this.#activity.take({ at: this.#time.count(samples.length), samples, speech });
      onWindow?.(speech);
      if (second !== undefined) onSecond(second);
    }
  }

  #forget(): void {
    this.#windows.forget();
    this.#deps.net.forget();
  }
}
