import type { Row } from '../bench/rows.js';
import type { Bench, Measure } from './measure.js';

/** What all measures gave. */
export type Evaluation = {
  rows: Row[];
  notes: { measure: string; note: string }[];
  skipped: { measure: string; why: string }[];
};

/** Runs the measures one after the other. @param say takes a line about each as it begins and ends */
export async function runMeasures(
  measures: readonly Measure[],
  bench: Bench,
  say: (line: string) => void,
): Promise<Evaluation> {
  const all: Evaluation = { rows: [], notes: [], skipped: [] };
  for (const measure of measures) {
    say(`${measure.name}: ${measure.about} …`);
    const from = performance.now();
    const measured = await measure.run(bench);
    if ('skipped' in measured) {
      say(`${measure.name}: skipped, ${measured.skipped}`);
      all.skipped.push({ measure: measure.name, why: measured.skipped });
    } else {
      say(`${measure.name}: ${((performance.now() - from) / 1000).toFixed(1)} s`);
      all.rows.push(...measured.rows);
      all.notes.push(...measured.notes.map((note) => ({ measure: measure.name, note })));
    }
  }
  return all;
}
