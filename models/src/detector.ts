import * as z from 'zod';
import { cocoClasses } from './coco-classes.js';

const share = z.number().min(0).max(1);

/** What the seat tells of all that a detector knows. */
const labelSchema = z.enum(['person', 'laptop', 'screen', 'phone', 'book']);

/** From which score on a label is told, and what was measured when that was chosen. */
const thresholdSchema = z.strictObject({
  /** Least score, 0–1. */
  score: share,
  /** Absent where the score was given and not measured. */
  measured: z
    .strictObject({
      /** Share of what was told that was there, and share of what was there that was told, at IoU 0.5. */
      precision: share,
      recall: share,
      /** How many objects were labelled and how many were told: what recall and precision are shares of. */
      labelled: z.int().min(0),
      told: z.int().min(0),
      /** The pictures. */
      on: z.string(),
    })
    .optional(),
});

/**
 * A net that looks again at what the detector takes for a phone, in a square cut out of the picture at the camera's own size.
 * The score is then sigmoid(detector · logit(score) + look · logit of the look + shift).
 */
const secondLookSchema = z.strictObject({
  /** Name of the net: one logit for each crop of its batch. */
  net: z.string(),
  /** Detections below this score, 0–1, are not looked at again, and stay what they are. */
  from: share,
  /** Side of the crop, as a multiple of the box's longer side. */
  room: z.number().min(1).max(4),
  detector: z.number(),
  look: z.number(),
  shift: z.number(),
});

const common = {
  /** Only of a detector that was trained with one. */
  secondLook: secondLookSchema.optional(),
  /** Names of the classes in the net's own order: COCO's 80, or the names themselves. */
  classes: z.union([z.literal('coco'), z.array(z.string().min(1)).min(1)]),
  /** Labels that are told; one without a threshold is not. */
  thresholds: z.partialRecord(labelSchema, thresholdSchema),
};

/** What makes a net a detector of objects: what its outputs mean, which classes it knows and what of them is told. */
export const detectorSchema = z.discriminatedUnion('head', [
  z.strictObject({ head: z.literal('nanodet'), ...common }),
  z.strictObject({ head: z.literal('centernet'), ...common }),
  /** `decoded`: boxes come in px; else as offsets and logarithms of each cell. */
  z.strictObject({ head: z.literal('yolox'), decoded: z.boolean(), ...common }),
  z.strictObject({ head: z.literal('detr'), ...common }),
]);

export type SecondLookPassport = z.infer<typeof secondLookSchema>;
export type Detector = z.infer<typeof detectorSchema>;
export type DetectorLabel = z.infer<typeof labelSchema>;
export type DetectorThreshold = z.infer<typeof thresholdSchema>;

/** The labels in the order in which they are shown. */
export const detectorLabels: readonly DetectorLabel[] = labelSchema.options;

/** The detector's class names, in its own order. */
export function classNames({ classes }: Pick<Detector, 'classes'>): readonly string[] {
  return classes === 'coco' ? cocoClasses : classes;
}

/** What detectors call the labels; case does not matter. */
const LABELS: ReadonlyMap<string, DetectorLabel> = new Map([
  ['person', 'person'],
  ['laptop', 'laptop'],
  ['tv', 'screen'],
  ['monitor', 'screen'],
  ['screen', 'screen'],
  ['cell phone', 'phone'],
  ['mobile phone', 'phone'],
  ['phone', 'phone'],
  ['book', 'book'],
]);

/** The label of a class name; undefined where the seat does not tell that class. */
export function labelOf(className: string): DetectorLabel | undefined {
  return LABELS.get(className.toLowerCase());
}

/** A class that is told: its number, its label and the passport's least score. */
export type ToldClass = { classId: number; label: DetectorLabel; leastScore: number };

/** The classes that a detector tells by its own passport. */
export function toldClasses(detector: Pick<Detector, 'classes' | 'thresholds'>): ToldClass[] {
  return classNames(detector).flatMap((name, classId) => {
    const label = labelOf(name);
    const threshold = label && detector.thresholds[label];
    return label && threshold ? [{ classId, label, leastScore: threshold.score }] : [];
  });
}
