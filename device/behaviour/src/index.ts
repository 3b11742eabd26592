export { Behaviour, type BehaviourOptions, type BehaviourStep, type SignalChange } from './behaviour.js';
export { type AxisCalibration, type AxisDot, calibrateAxis, fitAxis } from './gaze/calibrate-axis.js';
export {
  CALIBRATION_DOTS,
  calibrateGaze,
  type DotName,
  type GazeCalibration,
  type GazeSample,
  medianFeatures,
  type ScreenPoint,
} from './gaze/calibrate-gaze.js';
export { type GazeFeatures, gazeFeaturesOf } from './gaze/gaze-features.js';
export { riskOf, type RiskTerm, stillCounts, termsOf } from './risk-of.js';
export { placeOf, type ScreenMap, usualMap } from './gaze/screen-map.js';
export {
  type Looked,
  type ScreenColumn,
  type ScreenRegion,
  screenRegion,
  type ScreenRow,
} from './gaze/screen-region.js';
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
