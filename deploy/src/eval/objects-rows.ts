import type { Detector, DetectorLabel } from '@invigil/models';
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

/** A detector with what it told of the labelled pictures. */
type Seen = { detector: Detector; samples: readonly Sample[] };

/** Labels of which a net that was trained on for phones must not forget anything, and what it may lose of an average precision. */
const KEPT: readonly DetectorLabel[] = ['person', 'laptop'];
const MOST_LOST = 0.01;

/** What the seat's net lost against another one of what it was not trained for. @param by what made one of the other, such as "training" */
export function keptRows(by: string, now: Seen, before: Seen): Row[] {
  const [is, was] = [now, before].map(({ detector, samples }) => scoreDetector(detector, samples));
  const lost = (name: string, before_: number, now_: number, n: number): Row =>
    row(`objects, coco128-train, fitting input: ${name} lost by ${by}`, before_ - now_, '', n, {
      most: MOST_LOST,
    });
  return [
    lost(`mAP50 of ${was.classes} classes`, was.map50, is.map50, now.samples.length),
    ...KEPT.flatMap((label) => {
      const [a, b] = [was, is].map(({ labels }) => labels.find((one) => one.label === label)?.uncut);
      return a && b ? [lost(`${label} AP50`, a.averagePrecision, b.averagePrecision, a.labelled)] : [];
    }),
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
