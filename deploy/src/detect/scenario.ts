import type { LookDirection } from '@invigil/contract';
import { type Random, seededRandom } from '../films/random.js';
import type { View } from './view.js';

/** Who sits at the seat: men of the films that come with npm packages, or whoever turns their head in a labelled clip. */
const PERSONS = ['man-a', 'man-a-second-take', 'man-b', 'turner'] as const;
export type Person = (typeof PERSONS)[number];

/** What a scenario is about. `passage`: somebody walks by behind the candidate, which is nothing to report. */
export const SUBJECTS = [
  'calm',
  'face-absent',
  'extra-person',
  'covered',
  'frozen',
  'looking-away',
  'phone',
  'passage',
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** A thing that happens. */
export type Happening = {
  subject: Exclude<Subject, 'calm'>;
  /** First and last moment at which it is wholly so, ms of film time. */
  startMs: number;
  endMs: number;
  /** For `looking-away`, as the candidate would say it, after the picture was mirrored. */
  direction?: LookDirection;
  /** How large it is in the picture: a phone, a guest. A share of the usual size. */
  size: number;
  /** Which of several forms it has: what covers the lens, the guest's side, where the phone is. 0–1. */
  form: number;
};

export type Split = 'dev' | 'test';

/** All from which a scenario's pictures follow; two equal ones give the same pictures. */
export type Scenario = {
  name: string;
  seed: number;
  /** Thresholds may be chosen on one half and are reported on the other. */
  split: Split;
  person: Person;
  lengthMs: number;
  happenings: readonly Happening[];
  view: View;
};

const LENGTH_MS = 60_000;
/** A calm beginning: the baseline is learnt in it. */
const CALM_MS = 12_000;
const DIRECTIONS: readonly LookDirection[] = ['left', 'right', 'up', 'down'];
/** Longer than every onset. */
const SHORTEST_MS = 7500;

/** Scenario number `index`. @param hasTurner whether there is a clip of somebody who turns their head */
export function scenarioOf(index: number, { hasTurner }: { hasTurner: boolean }): Scenario | undefined {
  const subject = SUBJECTS[index % SUBJECTS.length] ?? 'calm';
  if (subject === 'looking-away' && !hasTurner) return undefined;
  const random = seededRandom(0x5eed + index);
  const person = personFor(subject, hasTurner, random);
  const view = viewOf(random);
  const round = Math.floor(index / SUBJECTS.length);
  return {
    name: `${subject}-${String(round + 1).padStart(3, '0')}`,
    seed: index + 1,
    split: round % 2 === 0 ? 'dev' : 'test',
    person,
    lengthMs: LENGTH_MS,
    happenings: subject === 'calm' ? [] : happeningsOf(subject, random, round),
    view,
  };
}

function personFor(subject: Subject, hasTurner: boolean, random: Random): Person {
  if (subject === 'looking-away') return 'turner';
  // Only man B can be walked behind; and without him his wall, which is out of focus, is a blurred picture and no empty seat.
  if (subject === 'passage') return 'man-b';
  const men = PERSONS.filter((person) => person !== 'turner');
  if (subject === 'face-absent')
    return pick(
      men.filter((person) => person !== 'man-b'),
      random,
    );
  return pick(subject === 'extra-person' || !hasTurner ? men : PERSONS, random);
}

function happeningsOf(subject: Happening['subject'], random: Random, round: number): Happening[] {
  const happenings: Happening[] = [];
  let from = CALM_MS + 8000 * random();
  while (happenings.length < 2) {
    const lasts = subject === 'passage' ? between(random, 2000, 3500) : between(random, SHORTEST_MS, 13_000);
    const endMs = from + lasts;
    if (endMs > LENGTH_MS - 3000) break;
    const direction = DIRECTIONS[(round + happenings.length) % DIRECTIONS.length];
    happenings.push({
      subject,
      startMs: Math.round(from),
      endMs: Math.round(endMs),
      ...(subject === 'looking-away' && direction && { direction }),
      size: pick([0.5, 0.75, 1], random),
      form: random(),
    });
    from = endMs + between(random, 9000, 14_000);
  }
  return happenings;
}

/** A picture as one of many cameras would give it. */
function viewOf(random: Random): View {
  return {
    mirrored: random() < 0.5,
    zoom: between(random, 0.7, 1.25),
    shift: between(random, -0.08, 0.08),
    gain: 2 ** between(random, -1.2, 0.5),
    cast: [between(random, -10, 10), 0, between(random, -10, 10)],
    blurPx: random() < 0.5 ? 0 : between(random, 0.5, 1.4),
    noise: pick([1, 2, 3, 4], random),
    jpegQuality: random() < 0.3 ? Math.round(between(random, 55, 90)) : null,
    skinGain: 1,
  };
}

function between(random: Random, least: number, most: number): number {
  return least + (most - least) * random();
}

function pick<T>(from: readonly T[], random: Random): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new RangeError('nothing to pick from');
  return chosen;
}
