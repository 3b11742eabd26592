import type { Happening } from './envelope.js';
import { framesOf } from './film-format.js';
import { FilmsError } from './films-error.js';
import type { Candidate } from './people.js';
import type { TruthKind } from './truth.js';

/** All from which a film is made; two equal recipes make the same bytes. */
export type Recipe = {
  candidate: Candidate;
  /** Length of the film: a whole number of turns of the candidate's to and fro, so that the film loops without a jump. */
  frames: number;
  happening?: (Happening & { kind: TruthKind }) | undefined;
  seed: number;
  /** Deviation of the sensor noise in grey levels of 255. */
  noise: number;
};

/** A demo film and what it shows. */
export type Scenario = { name: string; description: string; recipe: Recipe };

const COMMON = { frames: framesOf(72), noise: 2 } as const;
const SHORT = { from: framesOf(24), to: framesOf(32) } as const;
const LONG = { from: framesOf(22), to: framesOf(32) } as const;

/** The six films, in stretches in which the men keep their mouths still; the demo's four seats play the first four. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'calm',
    description: 'a candidate who faces the camera from end to end',
    recipe: { ...COMMON, candidate: { man: 'b', from: 1990, to: 2290 }, seed: 11 },
  },
  {
    name: 'leaves',
    description: 'a candidate who is away for 8 s',
    recipe: {
      ...COMMON,
      candidate: { man: 'a', from: 1000, to: 1300 },
      happening: { kind: 'face-absent', ...SHORT },
      seed: 12,
    },
  },
  {
    name: 'second-person',
    description: 'a second person comes in behind the candidate for 10 s',
    recipe: {
      ...COMMON,
      candidate: { man: 'a-second-take', from: 490, to: 640 },
      happening: { kind: 'extra-person', ...LONG },
      seed: 13,
    },
  },
  {
    name: 'phone',
    description: 'a phone is held up before the candidate for 10 s',
    recipe: {
      ...COMMON,
      candidate: { man: 'b', from: 1440, to: 1740 },
      happening: { kind: 'phone', ...LONG },
      seed: 14,
    },
  },
  {
    name: 'covered',
    description: 'the camera is covered for 8 s',
    recipe: {
      ...COMMON,
      candidate: { man: 'a-second-take', from: 480, to: 630 },
      happening: { kind: 'covered', ...SHORT },
      seed: 15,
    },
  },
  {
    name: 'freezes',
    description: 'the picture stands still for 8 s',
    recipe: {
      ...COMMON,
      candidate: { man: 'a', from: 1040, to: 1265 },
      happening: { kind: 'frozen', ...SHORT },
      seed: 16,
    },
  },
];

/** The scenarios of these names. Throws `unknown-film`. */
export function scenariosNamed(names: readonly string[]): readonly Scenario[] {
  return names.map((name) => {
    const scenario = SCENARIOS.find((known) => known.name === name);
    if (scenario) return scenario;
    const known = SCENARIOS.map((one) => one.name).join(', ');
    throw new FilmsError('unknown-film', `there is no film "${name}"; there are: ${known}`);
  });
}
