export { Behaviour, type BehaviourOptions, type BehaviourStep, type SignalChange } from './behaviour.js';
export { Bystanders } from './bystanders.js';
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
export { type Guidance, guidanceOf } from './guidance.js';
export { Judge, type JudgeOptions } from './judge.js';
export { median, spreadOf, type Spread } from './median.js';
export { levelOf } from './level.js';
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
export { isAskedFor, isHeard } from './software/software-reader.js';
export { readableFace } from './readable-face.js';
export { StepEvents } from './step-events.js';
export { replay, type ReplayedEvent } from './track/replay.js';
export { TrackError, type TrackErrorCode } from './track/track-error.js';
export {
  frameChunk,
  type Inflate,
  MAX_CHUNK_BYTES,
  readTrack,
  TRACK_HEAD,
  wholeChunks,
} from './track/track-file.js';
export type { TrackRecord } from './track/track-record.js';
export { TrackWriter } from './track/track-writer.js';
