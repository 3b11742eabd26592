import type { Observation } from '@invigil/behaviour';
import type { Frame } from '../lib/frame.js';
import type { Log } from '../lib/log.js';
import type { Vision } from '../vision/vision.js';
import type { Ask } from './pipeline.js';

type SeeDeps = {
  vision: Pick<Vision, 'observe'>;
  timed: <T>(stage: string, run: () => Promise<T>) => Promise<T>;
  /** How often faces and objects were looked for, counted up here. */
  seen: { faces: number; objects: number };
  /** Keeps light and face size of what was seen, for the next report. */
  tally?: { note(observation: Observation): void };
  /** Whether the camera is a piece of software, as far as that is known now. */
  virtualCamera: () => boolean;
  /** Whether the machine misses a floor now. */
  tooSlow: () => boolean;
  log: Log;
};

/** Looks at frames. One that can't be seen is no frame. */
export function seeFrame(deps: SeeDeps): (frame: Frame, ask: Ask) => Promise<Observation> {
  const { log, seen, tally, timed, tooSlow, virtualCamera, vision } = deps;
  return async (frame, ask) => {
    try {
      const sight = await timed('frame', () => vision.observe(frame, ask));
      seen.faces++;
      if (sight.objects) seen.objects++;
      const observation = { ...sight, virtualCamera: virtualCamera(), tooSlow: tooSlow() };
      tally?.note(observation);
      return observation;
    } catch (err) {
      // A net that fails on a frame has not seen it: blind time, and the next frame gets its chance.
      log.error({ err }, 'frame not seen');
      return { type: 'no-frame', capturedAt: frame.capturedAt };
    }
  };
}
