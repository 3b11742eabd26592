import type { FaceObservation } from '@invigil/behaviour';
import type { Picture } from '../../lib/opencv.js';
import {
  confident,
  eyesConfidence,
  gazeConfidence,
  headPoseConfidence,
  mouthConfidence,
} from './confidence.js';
import { measureEyes } from './eyes.js';
import { measureFaceQuality } from './face-quality.js';
import type { TrackedFace } from './face-tracker.js';
import { type HeadPoseFit, headYawOf } from './head-pose.js';
import type { LoadedNet } from '../nets/inference.js';
import { mouthOpening } from './mouth.js';

type DescribeDeps = {
  iris: LoadedNet;
  headPose: HeadPoseFit;
  /** Runs a stage and notes how long it took. */
  timed: <T>(stage: string, run: () => Promise<T>) => Promise<T>;
};

const NOTHING = { headPose: null, gaze: null, eyes: null, mouth: null };

/** Reads what a followed face tells. Eyes are read of the nearest face only: nobody else's gaze is anybody's business. */
export async function describeFace(
  { headPose, iris, timed }: DescribeDeps,
  picture: Picture,
  { face, nearest }: { face: TrackedFace; nearest: boolean },
): Promise<Omit<FaceObservation, 'identity'>> {
  const { box, id, mesh, presence } = face;
  // The irises' net computes in another thread: the rest is read meanwhile.
  const reading = nearest && mesh ? timed('iris', () => measureEyes(iris, picture, mesh)) : null;
  const quality = measureFaceQuality(picture, face);
  const pose = mesh && headPose.fit(mesh.points);
  const eyes = await reading;
  const told = { id, box, presence, quality };
  if (mesh === null || pose === null || quality.interOcularPx === null) return { ...told, ...NOTHING };
  const yawDeg = headYawOf(pose.yawDeg);
  const conditions = { ...quality, interOcularPx: quality.interOcularPx, presence, yawDeg };
  return {
    ...told,
    headPose: confident({ ...pose, yawDeg }, headPoseConfidence(conditions)),
    gaze: eyes && confident({ x: eyes.gazeX }, gazeConfidence(conditions, eyes)),
    eyes: eyes && confident({ opening: eyes.opening }, eyesConfidence(conditions, eyes)),
    mouth: confident({ opening: mouthOpening(mesh) }, mouthConfidence(conditions)),
  };
}
