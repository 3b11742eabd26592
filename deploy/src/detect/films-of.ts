import { calmFilms, calmSources } from './calm-film.js';
import { clipFilms } from './clip-films.js';
import { fairnessFilms } from './fairness-films.js';
import { type Film, filmOfScenario, openStudio } from './film.js';
import { type PhotoFilm, photoFilms } from './photo-films.js';
import { type Scenario, scenarioOf, type Split } from './scenario.js';
import { hasTurner } from './turner.js';

/** What is asked for. */
export type Plan = {
  /** Folder of labelled clips; undefined: only what npm packages bring. */
  data: string | undefined;
  scenarios: number;
  split: Split | 'all';
  calmHours: number;
  fairness: boolean;
};

/** Every film of a plan, in the order in which they are looked at. */
export type PlannedFilms = {
  scenarios: { scenario: Scenario; film: Film }[];
  clips: ReturnType<typeof clipFilms>;
  calm: ReturnType<typeof calmFilms>;
  fairness: ReturnType<typeof fairnessFilms>;
  photos: PhotoFilm[];
};

export async function planFilms({
  calmHours,
  data,
  fairness,
  scenarios,
  split,
}: Plan): Promise<PlannedFilms> {
  const studio = openStudio();
  const options = { hasTurner: hasTurner(data), studio };
  const wanted: Scenario[] = [];
  for (let index = 0; wanted.length < scenarios; index++) {
    const scenario = scenarioOf(index, options);
    if (scenario) wanted.push(scenario);
  }
  return {
    scenarios: wanted
      .filter((scenario) => split === 'all' || scenario.split === split)
      .map((scenario) => ({ scenario, film: filmOfScenario(scenario, data, studio) })),
    clips: clipFilms(data),
    calm: calmFilms(calmHours, calmSources(data), studio),
    fairness: fairness ? fairnessFilms(data, options) : [],
    photos: (await photoFilms(data, studio)).filter((photo) => split === 'all' || photo.split === split),
  };
}

export function allFilms({ calm, clips, fairness, photos, scenarios }: PlannedFilms): Film[] {
  return [...clips, ...photos, ...scenarios, ...fairness, ...calm].map(({ film }) => film);
}
