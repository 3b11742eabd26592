import type { Detection, Detector } from '@invigil/models';
import { readLabelledFolder, type LabelledFolder, type Sample } from '@invigil/models/accuracy';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../bench/rows.js';
import type { Measure } from './measure.js';
import { readCocoFolder } from './object-labels.js';
import { GOALS, keptRows, precisionRows, sizeRows, thresholdRows } from './objects-rows.js';

type Size = { width: number; height: number };

/** What a seat's net is compared with: itself with numbers that are not whole, where it is INT8, and the one that it was trained on from. */
type Beside = 'as float' | 'net before';

/** A seat's object net and its variants. */
export type ObjectsEyes = {
  /** Name of the net that the seat runs, or of one that it is compared with. */
  seat: string;
  /** What it is beside the seat's net; undefined: it is the seat's net itself. */
  beside?: Beside | undefined;
  /** What all of them tell, and from which scores on a seat does. */
  detector: Detector;
  /** The shape of what each takes. */
  inputs: readonly (Size & { name: string; sha256: string })[];
  /** Everything that the chosen nets see in a picture, by name, with scores that no threshold cuts. */
  look: (
    file: string,
    chosen: (picture: Size) => readonly string[],
  ) => Promise<Size & { told: ReadonlyMap<string, readonly Detection[]> }>;
  /** Everything that the seat's net sees in a film, one frame each `everyMs`. */
  watch: (file: string, everyMs: number) => AsyncIterable<readonly Detection[]>;
  close: () => Promise<void>;
};

/** A labelled picture as the seat's net sees it, and the one whose input shows it largest, named `fitting`. */
type LookedAt = {
  labelled: Sample['labelled'];
  told: ReadonlyMap<string, readonly Detection[]>;
  fitting: string;
};

/**
 * Objects on labelled pictures, by the seat's net and by those that it is compared with, on the same pictures.
 * @param open opens the nets, the seat's first, only where there is something to look at
 */
export function objectsMeasure(open: () => Promise<readonly ObjectsEyes[]>): Measure {
  return {
    name: 'objects',
    about:
      'average precision of all classes, and recall and precision of those that the seat tells, on objects/',
    async run({ data, progress }) {
      const folder = join(data, 'objects');
      const coco = join(folder, 'coco128-train');
      const labelled = {
        coco: existsSync(coco) ? await readLabelledFolder(coco) : undefined,
        desks: readCocoFolder(join(folder, 'desk_dali')),
      };
      const pictures = Object.values(labelled).reduce((sum, one) => sum + (one?.pictures.length ?? 0), 0);
      if (pictures === 0) return { skipped: `no labelled picture is in ${folder}` };
      const all = await open();
      let done = 0;
      const looked = (): void => progress(++done, pictures * all.length);
      const measured: Measured[] = [];
      for (const eyes of all) {
        measured.push(await measureOne(eyes, labelled, looked));
        await eyes.close();
      }
      const fittingOf = (wanted: Beside | undefined) =>
        measured.find(({ beside }) => beside === wanted)?.fitting;
      const seats = fittingOf(undefined);
      const lost = (by: string, from: Beside) => {
        const other = fittingOf(from);
        return seats && other ? keptRows(by, seats, other) : [];
      };
      return {
        rows: [
          ...measured.flatMap(({ rows }) => rows),
          ...lost('training', 'net before'),
          ...lost('INT8', 'as float'),
        ].filter(({ n }) => n > 0),
        notes: measured.flatMap(({ notes }) => notes),
      };
    },
  };
}

type Measured = {
  rows: Row[];
  beside: Beside | undefined;
  fitting: { detector: Detector; samples: readonly Sample[] };
  notes: string[];
};

type Labelled = { coco: LabelledFolder | undefined; desks: LabelledFolder | undefined };

async function measureOne(eyes: ObjectsEyes, labelled: Labelled, looked: () => void): Promise<Measured> {
  const ofCoco = await lookAtAll(eyes, labelled.coco?.pictures ?? [], looked);
  const ofDesks = await lookAtAll(eyes, labelled.desks?.pictures ?? [], looked);
  const { beside, detector, seat } = eyes;
  const by = besideOf(eyes);
  const fitting = ofCoco.map(({ fitting: name, labelled: boxes, told }) => ({
    labelled: boxes,
    told: told.get(name) ?? [],
  }));
  const [large, own] = [`coco128-train, fitting input${by}`, `coco128-train, the seat’s input${by}`];
  const ofSeat = seenBy(seat, ofCoco);
  const rows = [
    ...precisionRows(large, detector, fitting, beside === undefined ? GOALS : undefined),
    ...precisionRows(own, detector, ofSeat),
    ...thresholdRows(own, detector, ofSeat),
    ...sizeRows(own, detector, ofSeat),
  ];
  return {
    rows: [
      ...(ofCoco.length > 0 ? rows : []),
      ...(ofDesks.length > 0 ? thresholdRows(`desk_dali${by}`, detector, seenBy(seat, ofDesks)) : []),
    ],
    beside,
    fitting: { detector, samples: fitting },
    notes: [
      beside === undefined ? `scores are not cut; a seat runs ${seat}` : `${beside}: ${seat}`,
      ...eyes.inputs.map(
        ({ height, name, sha256, width }) => `${name}, ${width}×${height}, SHA-256 ${sha256}`,
      ),
      `fitting input: each picture by the net, of the same weights, whose input shows it largest: ${countsOf(ofCoco)}`,
    ],
  };
}

/** What sets the rows of a net apart from those of the seat's. */
export function besideOf({ beside, seat }: Pick<ObjectsEyes, 'beside' | 'seat'>): string {
  return beside === undefined ? '' : `, ${beside} (${seat})`;
}

/** Objects as the product's own nets see them. */
export const objects: Measure = objectsMeasure(async () => {
  // Loaded only here: it loads OpenCV.
  const { openObjectsEyes } = await import('./objects-eyes.js');
  return openObjectsEyes();
});

async function lookAtAll(
  eyes: ObjectsEyes,
  pictures: LabelledFolder['pictures'],
  looked: () => void,
): Promise<LookedAt[]> {
  const all: LookedAt[] = [];
  for (const { boxes, file } of pictures) {
    const { height, told, width } = await eyes.look(file, (picture) => [
      eyes.seat,
      fittingInput(eyes.inputs, picture),
    ]);
    const labelled = boxes.map(({ box, className }) => ({
      className,
      box: { x: box.x * width, y: box.y * height, width: box.width * width, height: box.height * height },
    }));
    all.push({ labelled, told, fitting: fittingInput(eyes.inputs, { width, height }) });
    looked();
  }
  return all;
}

/** The input that shows a picture largest. */
function fittingInput(inputs: ObjectsEyes['inputs'], picture: Size): string {
  const scaleOf = (input: Size) => Math.min(input.width / picture.width, input.height / picture.height);
  return inputs.toSorted((a, b) => scaleOf(b) - scaleOf(a))[0]?.name ?? 'none';
}

function seenBy(name: string, looks: readonly LookedAt[]): Sample[] {
  return looks.map(({ labelled, told }) => ({ labelled, told: told.get(name) ?? [] }));
}

/** How many pictures each net fits best. */
function countsOf(looks: readonly LookedAt[]): string {
  const names = [...new Set(looks.map(({ fitting }) => fitting))];
  return names
    .map((name) => `${name} ${looks.filter(({ fitting }) => fitting === name).length} ×`)
    .join(', ');
}
