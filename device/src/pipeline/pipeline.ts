import type { BehaviourStep, Observation } from '@invigil/behaviour';
import type { Frame } from '../lib/frame.js';
import type { Gate } from '../lib/gate.js';
import type { Rates } from '../pace/rates.js';
import { Due } from './due.js';

/** What is asked of a frame besides its faces. */
export type Ask = {
  /** To begin to look for objects in it. */
  objects: boolean;
  /** To begin to compare its nearest face with the enrolled one. */
  identity: boolean;
  /** How long the face detector may rest while every face is followed, ms. */
  detectEveryMs: number;
};

type PipelineDeps = {
  /** Open while the camera may be: until then, and while it is shut, nothing is looked at. */
  camera: Gate;
  /** Whether the policy keeps the camera shut: then time goes on without it, for what the seat's software tells. */
  withoutCamera: () => boolean;
  /** The newest frame, as soon as there is one; undefined where none comes in time, or once the signal aborts. */
  takeFrame: (withinMs: number, signal: AbortSignal) => Promise<Frame | undefined>;
  see: (frame: Frame, ask: Ask) => Promise<Observation>;
  /** The looks that are still under way beside the frames: another of the kind can't begin. */
  underWay: () => { objects: boolean; identity: boolean };
  /** What follows from an observation; it is written down first, and judged as it is written. */
  judge: (observation: Observation) => BehaviourStep;
  /** Takes what follows, with the frame that brought it, undefined where no frame came, and what was seen. */
  tell: (step: BehaviourStep, frame: Frame | undefined, observation?: Observation) => void;
  /** How often to look, per second, and what came of it. */
  pace: { rates(): Rates; note(observation: Observation, step: BehaviourStep): void };
  clock: { now(): number; monotonic(): number; sleep(ms: number, signal: AbortSignal): Promise<void> };
};

/** A source that gives no frame for this long gives none. */
const NO_FRAME_MS = 500;

/**
 * The way of a frame through a seat: take, see, judge, tell. One frame is under way at a time; the pace sets how soon the
 * next is taken, and it is always the newest.
 */
export async function runPipeline(deps: PipelineDeps, signal: AbortSignal): Promise<void> {
  const { camera, clock, judge, pace, see, takeFrame, tell, underWay, withoutCamera } = deps;
  const due = {
    objects: new Due(() => clock.monotonic()),
    identity: new Due(() => clock.monotonic()),
  };
  while (!signal.aborted) {
    if (!camera.isOpen) {
      if (withoutCamera()) {
        const step = judge({ type: 'no-frame', capturedAt: clock.now() });
        tell(step, undefined);
        await clock.sleep(NO_FRAME_MS, signal);
      } else await camera.pass(signal);
      continue;
    }
    const startedAt = clock.monotonic();
    const frame = await takeFrame(NO_FRAME_MS, signal);
    if (signal.aborted) {
      frame?.picture.release();
      return;
    }
    const rates = pace.rates();
    const busy = underWay();
    const observation: Observation =
      frame === undefined
        ? { type: 'no-frame', capturedAt: clock.now() }
        : await see(frame, {
            objects: !busy.objects && due.objects.take(rates.objects),
            identity: !busy.identity && due.identity.take(rates.identity),
            detectEveryMs: 1000 / rates.detector,
          });
    if (!camera.isOpen) {
      // Shut meanwhile: what it showed last is not judged.
      frame?.picture.release();
      continue;
    }
    const step = judge(observation);
    pace.note(observation, step);
    tell(step, frame, observation);
    // Asked again: what was seen may have ended a rest.
    await clock.sleep(Math.max(0, startedAt + 1000 / pace.rates().faces - clock.monotonic()), signal);
  }
}
