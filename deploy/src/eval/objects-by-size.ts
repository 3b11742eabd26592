import { classNames, labelOf, type Detector } from '@invigil/models';
import { matchBoxes, type Sample } from '@invigil/models/accuracy';

/** Bounds of an object's area, px² of the picture. */
type AreaRange = { least: number; most: number };

/** COCO's small, medium and large. Source: cocodataset.org, detection evaluation. */
export const SIZES: readonly (AreaRange & { name: string })[] = [
  { name: 'small objects (under 32² px)', least: 0, most: 32 ** 2 },
  { name: 'medium objects (to 96² px)', least: 32 ** 2, most: 96 ** 2 },
  { name: 'large objects', least: 96 ** 2, most: Infinity },
];

const LEAST_IOU = 0.5;

/**
 * A sample with only the labels of a size. What was told of another label's object is left out, and so is what matches none
 * and has another size: as COCO's evaluation ignores them, they are neither right nor wrong.
 */
export function bySize({ labelled, told }: Sample, detector: Detector, range: AreaRange): Sample {
  const names = classNames(detector);
  const isOfSize = ({ height, width }: { width: number; height: number }): boolean =>
    width * height >= range.least && width * height < range.most;
  return {
    labelled: labelled.filter(({ box }) => isOfSize(box)),
    told: names.flatMap((name, classId) => {
      const labels = labelled.filter(({ className }) => isSame(className, name)).map(({ box }) => box);
      const bestFirst = told.filter((one) => one.classId === classId).toSorted((a, b) => b.score - a.score);
      const matches = matchBoxes(
        bestFirst.map(({ box }) => box),
        labels,
        LEAST_IOU,
      );
      return bestFirst.filter(({ box }, i) => isOfSize(labels[matches[i] ?? -1] ?? box));
    }),
  };
}

function isSame(a: string, b: string): boolean {
  return (labelOf(a) ?? a.toLowerCase()) === (labelOf(b) ?? b.toLowerCase());
}
