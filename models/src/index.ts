export { type CanonicalFace, decodeCanonicalFace } from './canonical-face.js';
export { compiledDir } from './locations.js';
export {
  findGraphNet,
  findNet,
  type GraphNet,
  loadManifest,
  type Manifest,
  type Net,
  type PointSet,
} from './manifest.js';
export { ModelsError, type ModelsErrorCode } from './models-error.js';
export { readTfjsModel, tfjsInput } from './tfjs-source.js';
export { type VerifiedNet, verifyNets } from './verify.js';
