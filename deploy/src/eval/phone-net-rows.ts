import type { Detection, Detector } from '@invigil/models';
import { labelOf, classNames } from '@invigil/models';
import { averagePrecision, type Boxes, type Sample } from '@invigil/models/accuracy';
import { row, type Row } from '../bench/rows.js';

/** What a net told of the pictures that were kept apart: those with phones by scene, and frames without one. */
export type PhoneLooks = {
  /** What sets the rows apart from those of the seat's net: empty for itself. */
  by: string;
  detector: Detector;
  pictures: readonly (Sample & { scene: string })[];
  calm: readonly (readonly Detection[])[];
};

/** Alarms at which nets are compared, as a share of the calm frames. */
const ALARMS = 0.005;
const LEAST_IOU = 0.5;
/** What is to be reached on scenes that were never trained on. */
const GOALS = {
  rooms: { precision: { least: 0.9 }, recall: { least: 0.85 } },
  all: { precision: undefined, recall: { least: 0.75 } },
  calm: { most: ALARMS },
};

/** Average precision, recall at equal alarms, and what the passport's score makes of both. */
export function phoneNetRows({ by, calm, detector, pictures }: PhoneLooks): Row[] {
  const isPhone = phonesOf(detector);
  const surest = calm.map((told) => Math.max(0, ...told.filter(isPhone).map(({ score }) => score)));
  const equal = scoreAt(surest, ALARMS);
  const passport = detector.thresholds.phone?.score;
  const goals = by === '' ? GOALS : undefined;
  const of = (name: string, some: PhoneLooks['pictures'], goal?: (typeof GOALS)['rooms' | 'all']): Row[] => {
    const boxes = some.map((sample) => boxesOf(sample, isPhone));
    const all = averagePrecision(boxes, LEAST_IOU);
    const at = (score: number) => averagePrecision(boxes.map(cut(score)), LEAST_IOU);
    const set = `phone net, ${name}${by}`;
    return [
      row(`${set}: AP50`, all.averagePrecision, '', all.labelled, goal?.precision),
      row(`${set}: recall at 1 alarm in 200 calm frames`, at(equal).recall, '', all.labelled, goal?.recall),
      ...(passport === undefined
        ? []
        : [
            row(`${set}: recall from ${passport}`, at(passport).recall, '', all.labelled),
            row(`${set}: precision from ${passport}`, at(passport).precision, '', at(passport).told),
          ]),
    ];
  };
  const alarms = surest.filter((score) => score >= (passport ?? Infinity)).length;
  return [
    ...of('webcam rooms never trained on', pictures.filter(isRoom), goals?.rooms),
    ...of('all scenes never trained on', pictures, goals?.all),
    ...(passport === undefined
      ? []
      : [
          row(
            `phone net, calm frames${by}: share with an alarm from ${passport}`,
            alarms / surest.length,
            '',
            surest.length,
            goals?.calm,
          ),
        ]),
  ].filter(({ n }) => n > 0);
}

/** The least score from which no more than a share of the frames raises an alarm; just above the surest of the others. */
export function scoreAt(surest: readonly number[], share: number): number {
  const ordered = surest.toSorted((a, b) => b - a);
  return (ordered[Math.floor(ordered.length * share)] ?? 0) + 1e-4;
}

function isRoom({ scene }: { scene: string }): boolean {
  return scene.startsWith('room-');
}

function phonesOf(detector: Detector): (one: Detection) => boolean {
  const names = classNames(detector);
  return ({ classId }) => labelOf(names[classId] ?? '') === 'phone';
}

function boxesOf({ labelled, told }: Sample, isPhone: (one: Detection) => boolean): Boxes {
  const phones = labelled.filter(({ className }) => labelOf(className) === 'phone');
  return { labelled: phones.map(({ box }) => box), told: told.filter(isPhone) };
}

function cut(score: number): (boxes: Boxes) => Boxes {
  return ({ labelled, told }) => ({ labelled, told: told.filter((one) => one.score >= score) });
}
