export { type CanonicalFace, decodeCanonicalFace } from './canonical-face.js';
export {
  classNames,
  type Detector,
  type DetectorLabel,
  detectorLabels,
  type DetectorThreshold,
  labelOf,
  type SecondLookPassport,
  type ToldClass,
  toldClasses,
} from './detector.js';
export { forOpenCv } from './compile/for-opencv.js';
export { decodeDetections } from './heads/decode-detections.js';
export type { Detection, DetectionBox, DetectorNet, DetectorOutputs } from './heads/detection.js';
export { iou, suppressNonMaxima } from './heads/non-maximum-suppression.js';
export { compiledDir } from './locations.js';
export {
  type DetectorGraphNet,
  detectorsOf,
  findDetector,
  findGraphNet,
  findNet,
  type GraphNet,
  loadManifest,
  type Manifest,
  type Net,
  type PointSet,
  type SoundNet,
} from './manifest.js';
export { ModelsError, type ModelsErrorCode } from './models-error.js';
export { readTfjsModel, tfjsInput } from './tfjs-source.js';
export { type VerifiedNet, verifyNets } from './verify.js';
