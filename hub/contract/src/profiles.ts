import * as z from 'zod';
import { Policy } from './policy.js';
import { CONDUCT_KINDS } from './signal.js';
import { SOFTWARE_KINDS } from './software.js';

/** Names of the kinds of exam that have a policy of their own. */
export const ProfileName = z.enum(['standard', 'closed-book', 'open-book', 'coding', 'oral', 'low-stakes']);
export type ProfileName = z.infer<typeof ProfileName>;

/** A kind of exam: what it changes of the standard policy, and why. */
export type Profile = { why: string; policy: z.input<typeof Policy> };

/** Fields of a profile that are not written have the default of the schema. `version` counts up with each change of a profile. */
export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  standard: { why: 'Everything as it is by default.', policy: { version: 1 } },
  'closed-book': {
    why: 'Nothing may be consulted: a book or a second screen weighs more than where it may only be out of place.',
    policy: { version: 1, conduct: { book: { weight: 70 }, 'second-screen': { weight: 45 } } },
  },
  'open-book': {
    why: 'Books and notes are allowed: a book is nothing, and whoever reads on the desk looks down for minutes.',
    policy: { version: 1, conduct: { book: { enabled: false } }, lookingAway: { pitchDownDeg: 80 } },
  },
  coding: {
    why: 'Answers come from another screen or a phone, so those weigh more; eyes go to the keyboard, over a wide screen and to notes, and people mutter while they think.',
    policy: {
      version: 1,
      conduct: {
        phone: { weight: 120 },
        'second-screen': { weight: 50 },
        'gaze-off-screen': { onsetMs: 6000 },
        speaking: { weight: 5 },
      },
      lookingAway: { pitchDownDeg: 50 },
    },
  },
  oral: {
    why: 'The candidate talks, and looks away to think or at who asks; eyes alone say nothing.',
    policy: {
      version: 1,
      conduct: {
        speaking: { enabled: false },
        'gaze-off-screen': { enabled: false },
        'looking-away': { onsetMs: 8000, weight: 20 },
      },
    },
  },
  'low-stakes': {
    why: 'Little depends on it: what the camera sees must last twice as long, everything weighs half, and fewer items ask for a look.',
    policy: { version: 2, ...eased(2, 0.5), alertBudget: { itemsPerSeatHour: 1 } },
  },
};

function eased(onsetFactor: number, weightFactor: number): Pick<Profile['policy'], 'conduct' | 'software'> {
  const { conduct, software } = Policy.parse({});
  return {
    conduct: Object.fromEntries(
      CONDUCT_KINDS.map((kind) => [
        kind,
        { onsetMs: conduct[kind].onsetMs * onsetFactor, weight: conduct[kind].weight * weightFactor },
      ]),
    ),
    software: Object.fromEntries(
      SOFTWARE_KINDS.map((kind) => [kind, { weight: software[kind].weight * weightFactor }]),
    ),
  };
}
