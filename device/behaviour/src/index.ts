export { Behaviour, type BehaviourOptions, type BehaviourStep, type SignalChange } from './behaviour.js';
export type {
  Box,
  FaceObservation,
  Gaze,
  HeadPose,
  ObjectLabel,
  ObjectObservation,
  Observation,
  PictureQuality,
} from './observation.js';
