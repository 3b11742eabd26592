import { readLabelled } from '@invigil/models/accuracy';
import { join } from 'node:path';
import type { Measure } from './measure.js';
import { besideOf, type ObjectsEyes } from './objects.js';
import { listedFiles } from './phone-list.js';
import { type PhoneLooks, phoneNetRows } from './phone-net-rows.js';

/** Frames of a film that follow each other more closely than this say nearly the same. */
const EVERY_MS = 500;
/** So that no film outweighs all others. */
const MOST_FRAMES = 60;

/** The seat's object net and those that it is compared with on pictures of phones that none was trained on. @param open as `objectsMeasure` */
function phoneNetMeasure(open: () => Promise<readonly ObjectsEyes[]>): Measure {
  return {
    name: 'phone-net',
    about:
      'the object net beside itself as float and the one before on phones and calm frames of models/train/list.tsv that were kept apart to judge',
    async run({ data, progress }) {
      const files = await listedFiles(join(data, '..'), 'judge');
      if (files.every(({ hasPhones }) => !hasPhones)) {
        return { skipped: `${join(data, '..')} has no picture of models/train/list.tsv that is to judge` };
      }
      const all = await open();
      const rows = [];
      for (const [at, eyes] of all.entries()) {
        const looks = await lookAtAll(eyes, files, (done) =>
          progress(at * files.length + done, all.length * files.length),
        );
        await eyes.close();
        rows.push(...phoneNetRows({ ...looks, by: besideOf(eyes) }));
      }
      return {
        rows,
        notes: [
          `a seat runs ${all[0]?.seat ?? 'none'}; the alarms are those of one frame, without the votes of several; films give a frame each ${EVERY_MS} ms, at most ${MOST_FRAMES}`,
        ],
      };
    },
  };
}

/** As the product's own nets see them. */
export const phoneNet: Measure = phoneNetMeasure(async () => {
  // Loaded only here: it loads OpenCV.
  const { openObjectsEyes } = await import('./objects-eyes.js');
  return openObjectsEyes();
});

async function lookAtAll(
  eyes: ObjectsEyes,
  files: Awaited<ReturnType<typeof listedFiles>>,
  looked: (done: number) => void,
): Promise<Omit<PhoneLooks, 'by'>> {
  const pictures: PhoneLooks['pictures'][number][] = [];
  const calm: PhoneLooks['calm'][number][] = [];
  for (const [at, { file, hasPhones, isFilm, scene }] of files.entries()) {
    if (isFilm) {
      let frames = 0;
      for await (const told of eyes.watch(file, EVERY_MS)) {
        calm.push(told);
        if (++frames === MOST_FRAMES) break;
      }
    } else {
      const { height, told, width } = await eyes.look(file, () => [eyes.seat]);
      const found = told.get(eyes.seat) ?? [];
      if (hasPhones) {
        const { boxes } = await readLabelled(file, ['phone']);
        const labelled = boxes.map(({ box, className }) => ({
          className,
          box: { x: box.x * width, y: box.y * height, width: box.width * width, height: box.height * height },
        }));
        pictures.push({ scene, labelled, told: found });
      } else calm.push(found);
    }
    looked(at + 1);
  }
  return { detector: eyes.detector, pictures, calm };
}
