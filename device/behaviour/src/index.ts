export { Behaviour, type BehaviourOptions, type BehaviourStep, type SignalChange } from './behaviour.js';
export type {
  Box,
  Confident,
  FaceObservation,
  FaceQuality,
  Gaze,
  HeadPose,
  Likeness,
  ObjectLabel,
  ObjectObservation,
  Observation,
  Opening,
  PictureQuality,
} from './observation.js';
