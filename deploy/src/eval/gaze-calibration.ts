import { gazeFeaturesOf } from '@invigil/behaviour';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GazeMoment } from './gaze-calibration-film.js';
import { gazeCalibrationRows, type LookingFilm } from './gaze-calibration-rows.js';
import type { Measure } from './measure.js';
import { readSpans } from './spans.js';

/** Columns of the screen that eyes and heads look at in the films of clips/: uncalibrated, and with half of each span learnt. */
export const gazeCalibration: Measure = {
  name: 'gaze-calibration',
  about: 'columns of the screen looked at on clips/, with and without a calibration, by spans.tsv',
  async run({ data, progress, watch }) {
    const all = readSpans(data);
    if (!all) return { skipped: `${join(data, 'clips', 'spans.tsv')} is not there` };
    const spans = all.filter(({ file }) => existsSync(join(data, 'clips', file)));
    const names = [...new Set(spans.map(({ file }) => file))];
    if (names.length === 0) return { skipped: 'no film with spans of eyes or head is there' };
    const films: LookingFilm[] = [];
    for (const name of names) {
      const moments: GazeMoment[] = [];
      for await (const { capturedAt, faces } of watch(join(data, 'clips', name), { objects: 0 })) {
        const [face] = faces;
        moments.push({ atMs: capturedAt, features: face ? gazeFeaturesOf(face) : null });
      }
      films.push({ name, spans: spans.filter(({ file }) => file === name), moments });
      progress(films.length, names.length);
    }
    return gazeCalibrationRows(films);
  },
};
