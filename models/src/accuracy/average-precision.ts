import type { DetectionBox as Box } from '../heads/detection.js';
import { matchBoxes } from './match-boxes.js';

/** One picture's boxes of one class: those that are labelled, and those that were told with their scores. */
export type Boxes = { labelled: readonly Box[]; told: readonly { box: Box; score: number }[] };

/** How well a class is found. All but the counts are 0–1, NaN where nothing is labelled. */
export type Found = {
  labelled: number;
  told: number;
  /** Area under precision over recall, precision being the best at that recall or beyond (as PASCAL VOC since 2010). */
  averagePrecision: number;
  precision: number;
  recall: number;
};

/** Average precision at an overlap. Only what was told counts: scores below the detector's threshold are unknown. */
export function averagePrecision(pictures: readonly Boxes[], leastIou: number): Found {
  const labelled = pictures.reduce((sum, picture) => sum + picture.labelled.length, 0);
  const hits = pictures
    .flatMap((picture) => {
      const bestFirst = picture.told.toSorted((a, b) => b.score - a.score);
      const matches = matchBoxes(
        bestFirst.map(({ box }) => box),
        picture.labelled,
        leastIou,
      );
      return bestFirst.map(({ score }, i) => ({ score, hit: matches[i] !== null }));
    })
    .toSorted((a, b) => b.score - a.score);
  let right = 0;
  const precisions = hits.map(({ hit }, i) => {
    if (hit) right += 1;
    return right / (i + 1);
  });
  let best = 0;
  let area = 0;
  for (let i = hits.length - 1; i >= 0; i--) {
    best = Math.max(best, precisions[i] ?? 0);
    if (hits[i]?.hit) area += best;
  }
  return {
    labelled,
    told: hits.length,
    averagePrecision: area / labelled,
    precision: right / hits.length,
    recall: right / labelled,
  };
}
