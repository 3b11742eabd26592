export { averagePrecision, type Boxes, type Found } from './accuracy/average-precision.js';
export {
  type LabelledFolder,
  type LabelledPicture,
  readLabelled,
  readLabelledFolder,
} from './accuracy/labelled-folder.js';
export { matchBoxes } from './accuracy/match-boxes.js';
export { type Sample, scoreDetector } from './accuracy/score-detector.js';
