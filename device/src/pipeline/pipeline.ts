import type { BehaviourStep, Observation } from '@invigil/behaviour';
import type { Frame } from '../lib/frame.js';

/** How often the nets look, per second. */
type Rates = { faces: number; objects: number };

type PipelineDeps = {
  /** The newest frame, as soon as there is one; undefined where none comes in time, or once the signal aborts. */
  takeFrame: (withinMs: number, signal: AbortSignal) => Promise<Frame | undefined>;
  see: (frame: Frame, options: { objects: boolean }) => Promise<Observation>;
  /** What follows from an observation. */
  judge: (observation: Observation) => BehaviourStep;
  /** Takes what follows, with the frame that brought it; undefined where no frame came. */
  tell: (step: BehaviourStep, frame: Frame | undefined) => void;
  clock: { now(): number; monotonic(): number; sleep(ms: number, signal: AbortSignal): Promise<void> };
  rates: Rates;
};

/** A source that gives no frame for this long gives none. */
const NO_FRAME_MS = 500;

/**
 * The way of a frame through a seat: take, see, judge, tell. One frame is under way at a time; the rates set how
 * soon the next is taken, and it is always the newest.
 */
export async function runPipeline(deps: PipelineDeps, signal: AbortSignal): Promise<void> {
  const { clock, judge, rates, see, takeFrame, tell } = deps;
  let objectsDueAt = clock.monotonic();
  while (!signal.aborted) {
    const startedAt = clock.monotonic();
    const frame = await takeFrame(NO_FRAME_MS, signal);
    if (signal.aborted) {
      frame?.picture.release();
      return;
    }
    const objects = frame !== undefined && clock.monotonic() >= objectsDueAt;
    if (objects) objectsDueAt = Math.max(objectsDueAt + 1000 / rates.objects, clock.monotonic());
    const observation: Observation =
      frame === undefined ? { type: 'no-frame', capturedAt: clock.now() } : await see(frame, { objects });
    tell(judge(observation), frame);
    await clock.sleep(Math.max(0, startedAt + 1000 / rates.faces - clock.monotonic()), signal);
  }
}
