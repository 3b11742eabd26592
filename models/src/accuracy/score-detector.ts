import { classNames, type Detector, type DetectorLabel, detectorLabels, labelOf } from '../detector.js';
import type { Detection, DetectionBox } from '../heads/detection.js';
import { averagePrecision, type Boxes, type Found } from './average-precision.js';

/** One picture: what is labelled in it, and what the detector told of it, in the same frame of reference. */
export type Sample = {
  labelled: readonly { className: string; box: DetectionBox }[];
  told: readonly Detection[];
};

/** How well a label is found at a least score. */
type AtThreshold = Found & { score: number };

/** How well a detector finds what is labelled. */
export type DetectorScore = {
  /** Mean of the average precision over the classes that are labelled and that the detector knows. */
  map50: number;
  classes: number;
  labels: readonly {
    label: DetectorLabel;
    uncut: Found;
    atPassport: AtThreshold | null;
    ladder: AtThreshold[];
  }[];
};

/** Least overlap of a hit: the "50" of AP50. */
const LEAST_IOU = 0.5;
/** Steps of the ladder at which precision and recall are told. */
const LADDER = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7] as const;

/**
 * Scores a detector: AP50 of every class, and precision and recall of each label at the passport's threshold and at a ladder
 * of others. Labels and detector are brought together by the names of their classes, or by the label that two names mean.
 */
export function scoreDetector(detector: Detector, samples: readonly Sample[]): DetectorScore {
  const names = classNames(detector).map(keyOf);
  const labelledNames = new Set(
    samples.flatMap((one) => one.labelled.map(({ className }) => keyOf(className))),
  );
  const known = [...new Set(names)].filter((name) => labelledNames.has(name));
  const found = new Map(known.map((name) => [name, boxesOf(name, names, samples)]));
  const uncut = new Map([...found].map(([name, boxes]) => [name, averagePrecision(boxes, LEAST_IOU)]));
  const sum = [...uncut.values()].reduce((total, one) => total + one.averagePrecision, 0);
  return {
    map50: sum / known.length,
    classes: known.length,
    labels: detectorLabels.flatMap((label) => {
      const [boxes, all] = [found.get(label), uncut.get(label)];
      if (boxes === undefined || all === undefined) return [];
      const at = (score: number) => ({ ...averagePrecision(cut(boxes, score), LEAST_IOU), score });
      const own = detector.thresholds[label]?.score;
      return [{ label, uncut: all, atPassport: own === undefined ? null : at(own), ladder: LADDER.map(at) }];
    }),
  };
}

// A label's name where there is one, so that "cell phone" and "mobile phone" meet.
function keyOf(className: string): string {
  return labelOf(className) ?? className.toLowerCase();
}

function boxesOf(name: string, names: readonly string[], samples: readonly Sample[]): Boxes[] {
  return samples.map(({ labelled, told }) => ({
    labelled: labelled.filter(({ className }) => keyOf(className) === name).map(({ box }) => box),
    told: told.filter(({ classId }) => names[classId] === name),
  }));
}

function cut(pictures: readonly Boxes[], score: number): Boxes[] {
  return pictures.map(({ labelled, told }) => ({ labelled, told: told.filter((one) => one.score >= score) }));
}
