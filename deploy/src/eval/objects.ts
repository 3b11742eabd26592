import type { Detection, Detector } from '@invigil/models';
import { readLabelledFolder, type LabelledFolder, type Sample } from '@invigil/models/accuracy';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure } from './measure.js';
import { readCocoFolder } from './object-labels.js';
import { GOALS, precisionRows, sizeRows, thresholdRows } from './objects-rows.js';

type Size = { width: number; height: number };

/** The seat's object net and its variants. */
export type ObjectsEyes = {
  /** Name of the net that a seat runs. */
  seat: string;
  /** What all of them tell, and from which scores on a seat does. */
  detector: Detector;
  /** The shape of what each takes. */
  inputs: readonly (Size & { name: string; sha256: string })[];
  /** Everything that the chosen nets see in a picture, by name, with scores that no threshold cuts. */
  look: (
    file: string,
    chosen: (picture: Size) => readonly string[],
  ) => Promise<Size & { told: ReadonlyMap<string, readonly Detection[]> }>;
  close: () => Promise<void>;
};

/** A labelled picture as the seat's net sees it, and the one whose input shows it largest, named `fitting`. */
type LookedAt = {
  labelled: Sample['labelled'];
  told: ReadonlyMap<string, readonly Detection[]>;
  fitting: string;
};

/** Objects on labelled pictures. @param open opens the nets, only where there is something to look at */
export function objectsMeasure(open: () => Promise<ObjectsEyes>): Measure {
  return {
    name: 'objects',
    about:
      'average precision of all classes, and recall and precision of those that the seat tells, on objects/',
    async run({ data, progress }) {
      const folder = join(data, 'objects');
      const coco = join(folder, 'coco128-train');
      const labelled = {
        'coco128-train': existsSync(coco) ? await readLabelledFolder(coco) : undefined,
        desk_dali: readCocoFolder(join(folder, 'desk_dali')),
      };
      const total = Object.values(labelled).reduce((sum, one) => sum + (one?.pictures.length ?? 0), 0);
      if (total === 0) return { skipped: `no labelled picture is in ${folder}` };
      const eyes = await open();
      let done = 0;
      const look = (set: LabelledFolder | undefined): Promise<LookedAt[]> =>
        lookAtAll(eyes, set?.pictures ?? [], () => progress(++done, total));
      const ofCoco = await look(labelled['coco128-train']);
      const ofDesks = await look(labelled.desk_dali);
      await eyes.close();
      const { detector, seat } = eyes;
      const fitting = ofCoco.map(({ fitting: name, labelled: boxes, told }) => ({
        labelled: boxes,
        told: told.get(name) ?? [],
      }));
      return {
        rows: [
          ...(ofCoco.length > 0
            ? [
                ...precisionRows('coco128-train, fitting input', detector, fitting, GOALS),
                ...precisionRows('coco128-train, the seat’s input', detector, seenBy(seat, ofCoco)),
                ...thresholdRows('coco128-train, the seat’s input', detector, seenBy(seat, ofCoco)),
                ...sizeRows('coco128-train, the seat’s input', detector, seenBy(seat, ofCoco)),
              ]
            : []),
          ...(ofDesks.length > 0 ? thresholdRows('desk_dali', detector, seenBy(seat, ofDesks)) : []),
        ].filter(({ n }) => n > 0),
        notes: [
          `scores are not cut; a seat runs ${seat}`,
          ...eyes.inputs.map(
            ({ height, name, sha256, width }) => `${name}, ${width}×${height}, SHA-256 ${sha256}`,
          ),
          `fitting input: each picture by the net, of the same weights, whose input shows it largest: ${countsOf(ofCoco)}`,
        ],
      };
    },
  };
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
