import type { FaceObservation } from '@invigil/behaviour';
import type { Picture } from '../lib/opencv.js';
import { measureEyes } from './eyes.js';
import type { TrackedFace } from './face-tracker.js';
import type { HeadPoseFit } from './head-pose.js';
import type { LoadedNet } from './inference.js';

type DescribeDeps = {
  iris: LoadedNet;
  headPose: HeadPoseFit;
  /** Runs a stage and notes how long it took. */
  timed: <T>(stage: string, run: () => Promise<T>) => Promise<T>;
};

/** Reads what a followed face tells. Eyes are read of the nearest face only: nobody else's gaze is anybody's business. */
export async function describeFace(
  { headPose, iris, timed }: DescribeDeps,
  picture: Picture,
  { face, nearest }: { face: TrackedFace; nearest: boolean },
): Promise<Omit<FaceObservation, 'identity'>> {
  const { box, id, mesh } = face;
  const eyes = nearest
    ? await timed('iris', () => measureEyes(iris, picture, mesh))
    : { gaze: null, eyesOpen: null };
  const pose = headPose.fit(mesh.points);
  return {
    id,
    box,
    presence: mesh.presence,
    quality: { interOcularPx: null, sharpness: 0, brightness: 0, visible: 1 },
    headPose: pose && { ...pose, confidence: mesh.presence },
    gaze: eyes.gaze && { ...eyes.gaze, confidence: mesh.presence },
    eyes: eyes.eyesOpen === null ? null : { opening: eyes.eyesOpen, confidence: mesh.presence },
    mouth: null,
  };
}
