import { area, intersection } from './boxes.js';
import type { Box, ObjectLabel, ObjectObservation } from './observation.js';

/** Which objects count. */
export type WantedObject = {
  label: ObjectLabel;
  /** 0–1 */
  leastScore: number;
  /** Bounds of its share of the picture, 0–1. */
  area: { least: number; most: number };
};

/** The wanted objects that touch one of the regions that a person reaches. */
export function objectsInReach(
  seen: { objects: readonly ObjectObservation[]; width: number; height: number },
  regions: readonly Box[],
  wanted: WantedObject,
): ObjectObservation[] {
  const picture = seen.width * seen.height;
  return seen.objects.filter(({ box, label, score }) => {
    if (label !== wanted.label || score < wanted.leastScore) return false;
    const share = area(box) / picture;
    if (share < wanted.area.least || share > wanted.area.most) return false;
    return regions.some((region) => intersection(region, box) > 0);
  });
}
