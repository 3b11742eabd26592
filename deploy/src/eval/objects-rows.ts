import type { Detector } from '@invigil/models';
import { scoreDetector, type Sample } from '@invigil/models/accuracy';
import { row, type Row } from '../bench/rows.js';
import { bySize, SIZES } from './objects-by-size.js';

/** What is to be reached: the mean over all classes, and persons. */
export const GOALS = { mean: { least: 0.46 }, person: { least: 0.66 } };

/** Average precision at IoU 0.5 of all classes that are labelled and known, and of each label. */
export function precisionRows(
  set: string,
  detector: Detector,
  samples: readonly Sample[],
  goals?: typeof GOALS,
): Row[] {
  const { classes, labels, map50 } = scoreDetector(detector, samples);
  return [
    row(`objects, ${set}: mAP50 of ${classes} classes`, map50, '', samples.length, goals?.mean),
    ...labels.map(({ label, uncut }) =>
      row(
        `objects, ${set}, ${label}: AP50`,
        uncut.averagePrecision,
        '',
        uncut.labelled,
        label === 'person' ? goals?.person : undefined,
      ),
    ),
  ];
}

/** Recall and precision of each label from the passport's score on. */
export function thresholdRows(set: string, detector: Detector, samples: readonly Sample[]): Row[] {
  return scoreDetector(detector, samples).labels.flatMap(({ atPassport, label }) => {
    if (!atPassport) return [];
    const { labelled, precision, recall, score, told } = atPassport;
    return [
      row(`objects, ${set}, ${label} from ${score}: recall`, recall, '', labelled),
      row(`objects, ${set}, ${label} from ${score}: precision`, precision, '', told),
    ];
  });
}

/** Average precision of all classes by the size of the objects. */
export function sizeRows(set: string, detector: Detector, samples: readonly Sample[]): Row[] {
  return SIZES.map(({ name, ...range }) => {
    const sized = samples.map((sample) => bySize(sample, detector, range));
    const labelled = sized.reduce((sum, sample) => sum + sample.labelled.length, 0);
    return row(`objects, ${set}, ${name}: mAP50`, scoreDetector(detector, sized).map50, '', labelled);
  });
}
