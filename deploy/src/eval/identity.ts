import { Policy } from '@invigil/contract';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { row, type Row } from '../bench/rows.js';
import { errorsAt, type Likenesses, pairsOf, type Print, trueAccepts, votesOf } from './identity-scores.js';
import { picturesIn } from './labels.js';
import type { Measure } from './measure.js';

const FAR = 0.01;
/** As many as every person of the data has, with some left to compare. */
const ENROLLED = 3;

/** True accepts at FAR 1 % and the errors at the policy's standard threshold. */
function conditionRows(name: string, pairs: Likenesses, threshold: number, goal?: { least: number }): Row[] {
  const { different, same } = pairs;
  if (same.length === 0 || different.length === 0) return [];
  const { above, rate } = trueAccepts(pairs, FAR);
  const { falseMatch, falseNonMatch } = errorsAt(pairs, threshold);
  return [
    row(`identity, ${name}: TAR at FAR 1 %`, rate, '', same.length, goal),
    row(`identity, ${name}: likeness at FAR 1 %`, above, '', different.length),
    row(`identity, ${name}: false matches at ${threshold}`, falseMatch * 100, '%', different.length),
    row(`identity, ${name}: false non-matches at ${threshold}`, falseNonMatch * 100, '%', same.length),
  ];
}

/** Whether two pictures show one person. */
export const identity: Measure = {
  name: 'identity',
  about: 'whether two pictures show one person, on identity/',
  async run({ data, lookAt, progress }) {
    const folders = await peopleIn(join(data, 'identity'));
    if (folders.length < 2) return { skipped: `${join(data, 'identity')} has no folders of two people` };
    // Loaded only here: they load OpenCV.
    const { isComparable, similarityTo, voteOf, VOTERS } = await import('@invigil/device');
    const { openIdentityEye } = await import('./identity-eye.js');
    const eye = await openIdentityEye();
    const prints: Print[] = [];
    const faceless: string[] = [];
    const files = folders.flatMap(({ person, pictures }) => pictures.map((file) => ({ person, file })));
    for (const [i, { file, person }] of files.entries()) {
      const [face] = (await lookAt(file, { objects: false })).faces;
      if (face?.headPose) {
        prints.push({ person, embedding: await eye.read(file, face), comparable: isComparable(face) });
      } else faceless.push(basename(file));
      progress(i + 1, files.length);
    }
    await eye.close();

    const frontalCount = prints.filter(({ comparable }) => comparable).length;
    const { minSimilarity } = Policy.parse({}).identity;
    const likeness = (a: Print, b: Print): number => similarityTo([a.embedding], b.embedding);
    const frontal = pairsOf(prints, likeness, (a, b) => a.comparable && b.comparable);
    const others = pairsOf(prints, likeness, (a, b) => !a.comparable || !b.comparable);
    const votes = votesOf(prints, { enrolled: ENROLLED, voters: VOTERS }, { similarityTo, voteOf });
    return {
      rows: [
        ...conditionRows('near-frontal', frontal, minSimilarity, { least: 0.99 }),
        ...conditionRows('turned or unclear', others, minSimilarity),
        ...conditionRows(`vote of ${VOTERS} against ${ENROLLED} enrolled`, votes, minSimilarity),
      ],
      notes: [
        `${folders.length} people, ${files.length} pictures, of which ${frontalCount} near-frontal and clear, ${prints.length - frontalCount} turned or unclear`,
        `no readable face: ${faceless.join(', ') || 'in none'}`,
        `faceres ${eye.sha256}`,
      ],
    };
  },
};

/** The folders without folders in them: each holds the pictures of one person. */
async function peopleIn(root: string): Promise<{ person: string; pictures: string[] }[]> {
  if (!existsSync(root)) return [];
  const inside = await readdir(root, { withFileTypes: true });
  const folders = inside.filter((entry) => entry.isDirectory()).map((entry) => join(root, entry.name));
  if (folders.length > 0) return (await Promise.all(folders.toSorted().map(peopleIn))).flat();
  return [{ person: root, pictures: await picturesIn(root) }].filter(({ pictures }) => pictures.length > 1);
}
