import { type Film, filmOfScenario, type Studio } from './film.js';
import { type Scenario, scenarioOf, SUBJECTS } from './scenario.js';
import { PLAIN_VIEW, type View } from './view.js';

/** The same film in another light, or with skin of another luminance. */
export const VARIANTS: Readonly<Record<string, Partial<View>>> = {
  'as it is': {},
  'light × ½': { gain: 0.5 },
  'light × ¼': { gain: 0.25 },
  'light × 1.5': { gain: 1.5 },
  'light × 2': { gain: 2 },
  'skin’s luminance × 0.5': { skinGain: 0.5 },
  'skin’s luminance × 0.7': { skinGain: 0.7 },
  'skin’s luminance × 1.3': { skinGain: 1.3 },
};

/** What happens in them: a calm film, and each kind of conduct that can be composed. */
const ABOUT = ['calm', 'face-absent', 'extra-person', 'looking-away', 'phone'] as const;
const ROUNDS = 4;

/** Each film once in each variant. */
export function fairnessFilms(
  data: string | undefined,
  options: { hasTurner: boolean; studio: Studio },
): { variant: string; scenario: Scenario; film: Film }[] {
  const scenarios = Array.from({ length: ROUNDS }, (_, round) =>
    ABOUT.flatMap((subject) => {
      const scenario = scenarioOf(round * SUBJECTS.length + SUBJECTS.indexOf(subject), options);
      return scenario ? [scenario] : [];
    }),
  ).flat();
  return Object.entries(VARIANTS).flatMap(([variant, change], i) =>
    scenarios.map((scenario) => {
      const shown = {
        ...scenario,
        name: `fair-${i}-${scenario.name}`,
        view: { ...PLAIN_VIEW, mirrored: scenario.view.mirrored, ...change },
      };
      return { variant, scenario: shown, film: filmOfScenario(shown, data, options.studio) };
    }),
  );
}
