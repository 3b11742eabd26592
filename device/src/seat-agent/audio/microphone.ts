import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Clock } from '../../lib/clock.js';
import { messageOf } from '../../lib/errors.js';
import type { Log } from '../../lib/log.js';
import { BackOff } from '../../outbox/back-off.js';

/** Samples a second. */
export const MICROPHONE_RATE = 16_000;
/** A recorder that gives nothing for so long gives nothing at all. */
const SILENT_AFTER_MS = 3000;

/**
 * Why there is no sound: the recorder is not installed; it ended, as when the microphone was unplugged or is in use; it gives nothing;
 * what it gave could not be heard.
 */
export type MicrophoneLoss = 'missing' | 'ended' | 'silent' | 'failed';

type MicrophoneDeps = {
  /** Name of an ALSA device, such as `default` or `plughw:1`; `default` is PipeWire where that runs. */
  device: string;
  /** The recorder. */
  program?: string;
  clock: Clock;
  log: Log;
  /** Takes the sound as it comes: 16 bits, low byte first, one channel. The bytes are wiped afterwards. */
  onSound: (bytes: Uint8Array) => Promise<void>;
  /** Told with the first sound, and when there is none any more. */
  onState: (state: 'listening' | MicrophoneLoss) => void;
};

/** Listens through `arecord`, and begins again, with back-off, whenever the sound is lost. Nothing is written anywhere. */
export class Microphone {
  readonly #deps: MicrophoneDeps;
  #state: 'listening' | MicrophoneLoss | undefined;

  constructor(deps: MicrophoneDeps) {
    this.#deps = deps;
  }

  /** Listens until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#deps;
    const backOff = new BackOff({ firstMs: 500, maxMs: 30_000 });
    while (!signal.aborted) {
      const { loss, said } = await this.#record(signal);
      if (signal.aborted) return;
      if (this.#state === 'listening') backOff.reset();
      this.#become(loss, said);
      await clock.sleep(backOff.next(), signal);
    }
  }

  async #record(signal: AbortSignal): Promise<{ loss: MicrophoneLoss; said: string }> {
    const { device, program = 'arecord' } = this.#deps;
    const format = ['-f', 'S16_LE', '-r', String(MICROPHONE_RATE), '-c', '1', '-t', 'raw'];
    const child = spawn(program, ['-q', '-D', device, ...format], {
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    const failure = { missing: false };
    child.on('error', (error) => {
      failure.missing ||= 'code' in error && error.code === 'ENOENT';
    });
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said = (said + text.toString()).slice(-200);
    });
    const closed = once(child, 'close').catch(() => undefined);
    const loss = await this.#listen(child, signal);
    child.kill('SIGKILL');
    await closed;
    return { loss: failure.missing ? 'missing' : loss, said: said.trim() };
  }

  async #listen({ stdout }: ChildProcess, signal: AbortSignal): Promise<MicrophoneLoss> {
    const { clock, log, onSound } = this.#deps;
    if (stdout === null) return 'ended';
    const pieces = stdout[Symbol.asyncIterator]();
    for (;;) {
      const waiting = new AbortController();
      const late = clock
        .sleep(SILENT_AFTER_MS, AbortSignal.any([waiting.signal, signal]))
        .then(() => 'late' as const);
      // A pipe that is torn down with the program is an end too.
      const piece = await Promise.race([pieces.next().catch(() => 'end' as const), late]);
      waiting.abort();
      if (piece === 'late') return 'silent';
      if (piece === 'end' || piece.done === true || !(piece.value instanceof Uint8Array)) return 'ended';
      try {
        await onSound(piece.value);
      } catch (error) {
        log.error({ err: messageOf(error) }, 'sound could not be heard');
        return 'failed';
      } finally {
        piece.value.fill(0);
      }
      this.#become('listening', '');
    }
  }

  #become(state: 'listening' | MicrophoneLoss, said: string): void {
    if (state === this.#state) return;
    const { log, onState } = this.#deps;
    this.#state = state;
    if (state === 'listening') log.info({}, 'microphone listens');
    else log.warn({ loss: state, said }, 'microphone not available, trying again');
    onState(state);
  }
}
