import { row, type Row } from '../bench/rows.js';
import { ACCEPTED } from './boundary.js';
import { type Tried, refused } from './campaign.js';

const MIB = 2 ** 20;
/** By so much the heap may be larger at the end of a boundary than after its first inputs: what is kept on purpose is bounded. */
export const MOST_GROWTH_MIB = 16;

/** What came of a boundary as figures. */
export function rowsOf(tried: Tried): Row[] {
  const { boundary, failed, figures, heapAfter, heapBefore, inputs, outcomes, seconds, slowestMs } = tried;
  const name = (what: string): string => `${boundary}: ${what}`;
  return [
    row(name('inputs'), inputs, '', inputs),
    row(name('accepted'), outcomes.get(ACCEPTED) ?? 0, '', inputs),
    row(name('refused with a code'), refused(tried), '', inputs),
    row(name('crashes, and answers without a code'), failed, '', inputs, { most: 0 }),
    row(name('heap before'), heapBefore / MIB, 'MiB', 1),
    row(name('heap growth'), (heapAfter - heapBefore) / MIB, 'MiB', 1, { most: MOST_GROWTH_MIB }),
    row(name('slowest'), slowestMs, 'ms', inputs),
    row(name('time'), seconds, 's', 1),
    ...figures.map((figure) => ({ ...figure, name: name(figure.name) })),
  ];
}

/** Prints what came of a boundary: its codes, and each finding with what repeats it. */
export function tell({ boundary, failed, findings, outcomes }: Tried): void {
  const codes = [...outcomes].toSorted(([, a], [, b]) => b - a).map(([code, times]) => `${code} ${times}`);
  console.log(`  ${codes.join(' · ')}`);
  if (failed > 0) console.log(`  FOUND: ${failed}`);
  for (const { count, index, input, reason, seed } of findings) {
    console.log(
      `  repeat: npm run fuzz -- --only '${boundary}' --seed ${seed} --count ${count}   (input ${index})`,
    );
    console.log(`  ${input}\n  ${reason.replaceAll('\n', '\n  ')}`);
  }
}
