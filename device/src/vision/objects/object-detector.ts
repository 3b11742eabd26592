import type { Box, ObjectLabel } from '@invigil/behaviour';
import {
  decodeDetections,
  type Detection,
  type DetectorGraphNet,
  toldClasses,
  type ToldClass,
} from '@invigil/models';
import { copyOf, type Picture, warp } from '../../lib/opencv.js';
import { type Crop, letterbox } from '../affine.js';
import type { LoadedNet } from '../nets/inference.js';
import type { SecondLook } from './second-look.js';

/** An object as one look found it. */
export type FoundObject = {
  label: ObjectLabel;
  /** Px of the picture; may reach beyond its edge. */
  box: Box;
  /** 0–1 */
  score: number;
};

/** What is looked at. The picture may be released as soon as the call has returned its promise. */
type View = {
  picture: Picture;
  /** The part of the picture that fills the net's input; all of it where it is left out. */
  region?: Box | undefined;
};

/** A detector, and what looks again at what it takes for a phone where it has such a net. */
export type ObjectNet = { readonly net: LoadedNet; readonly secondLook?: SecondLook | undefined };

/**
 * Finds what the detector's passport names, from the passport's own scores on. Throws an Error where the net is no
 * detector, ModelsError `wrong-output` where its outputs are not what its head gives.
 */
export async function findObjects(nets: ObjectNet, view: View): Promise<FoundObject[]> {
  const told = toldById(detectorOf(nets.net));
  const found = await detectClasses(nets, view, (classId) => told.get(classId)?.leastScore ?? Infinity);
  return found.flatMap(({ box, classId, score }) => {
    const label = told.get(classId)?.label;
    return label ? [{ label, box, score }] : [];
  });
}

/**
 * Finds objects of any class that the detector knows, each from its `leastScore` on (0–1; Infinity leaves a class out), after the second
 * look where there is one. Boxes are in px of the picture. Throws as `findObjects`.
 */
export async function detectClasses(
  { net, secondLook }: ObjectNet,
  { picture, region }: View,
  leastScore: (classId: number) => number,
): Promise<Detection[]> {
  const detector = detectorOf(net);
  const { width, height } = net.entry.input;
  const crop = cropTo(region ?? { x: 0, y: 0, width: picture.width, height: picture.height }, width, height);
  // Before the first await: afterwards the picture may be gone.
  const pixels = warp(picture, crop.toNet, width, height);
  const kept = secondLook && copyOf(picture);
  try {
    const least = (classId: number): number =>
      Math.min(leastScore(classId), secondLook?.leastScore(classId) ?? Infinity);
    const found = decodeDetections(detector, await net.run(pixels), least).map((one) => ({
      ...one,
      box: inPicture(one.box, crop),
    }));
    if (secondLook === undefined || kept === undefined) return found;
    const judged = await secondLook.judge(kept, found);
    return judged.filter(({ classId, score }) => score >= leastScore(classId));
  } finally {
    kept?.release();
  }
}

function detectorOf({ entry }: LoadedNet): DetectorGraphNet {
  const { detector } = entry;
  if (!detector) throw new Error(`net ${entry.name} is no detector: its manifest entry has no detector`);
  return { ...entry, detector };
}

function toldById({ detector }: DetectorGraphNet): ReadonlyMap<number, ToldClass> {
  return new Map(toldClasses(detector).map((one) => [one.classId, one]));
}

/** Fits a region of the picture into the net's input without squashing it. */
function cropTo(region: Box, width: number, height: number): Crop {
  const fit = letterbox(region, width, height);
  const [[, , left], [, , top]] = fit.toNet;
  const shrink = 1 / fit.scale;
  return {
    toNet: [
      [shrink, 0, left - region.x * shrink],
      [0, shrink, top - region.y * shrink],
    ],
    scale: fit.scale,
    toPicture(x, y) {
      const inRegion = fit.toPicture(x, y);
      return { x: inRegion.x + region.x, y: inRegion.y + region.y };
    },
  };
}

function inPicture(box: Box, crop: Crop): Box {
  return { ...crop.toPicture(box.x, box.y), width: box.width * crop.scale, height: box.height * crop.scale };
}
