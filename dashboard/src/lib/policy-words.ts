import { msg, str } from '@lit/localize';
import { kindWords } from './kind-words.js';
import { number, plural } from './numbers.js';
import { dayAndTime } from './times.js';

/** What is wrong with what was typed: no number, not whole, out of its range, watch not below alert, or a name that can be none. */
export type FieldFault = 'no-number' | 'not-whole' | 'out-of-range' | 'watch-below-alert' | 'wrong-names';

/** The texts of the pages of policies. */
export const policyWords = {
  title: msg('Policies'),
  notes: msg(
    'What seats watch for, and how it is weighed. A version is never changed: what you change becomes the next one, and rooms stay with theirs until you publish.',
  ),
  loading: msg('Loading…'),
  failed: msg('The policies could not be loaded.'),
  again: msg('Try again'),
  columns: {
    name: msg('Name'),
    version: msg('Version'),
    kept: msg('Kept'),
    differs: msg('Differs from the standard in'),
    rooms: msg('Rooms that have it'),
  },
  profile: msg('brought by the product'),
  keptBy: (at: number, by: string) => msg(str`${dayAndTime(at, { seconds: false })}, by ${by}`),
  fields: (count: number) =>
    count === 0
      ? msg('nothing')
      : plural(count, { one: msg(str`${number(count)} field`), other: msg(str`${number(count)} fields`) }),
  noOwn: msg(
    'Your centre has no policy of its own yet: open a profile, change it, and keep it under a new name.',
  ),
  unknown: msg('There is no policy of this name.'),
  toList: msg('All policies'),
  version: msg('Version'),
  versionOf: (version: number) => msg(str`Version ${number(version)}`),
  newest: (version: number) => msg(str`Version ${number(version)}, the newest`),
  tabs: { edit: msg('Fields'), compare: msg('Compare'), publish: msg('Publish') },
  search: msg('Find a field'),
  onlyChanged: msg('Only what differs from the standard'),
  noField: msg('No field is as asked for.'),
  standard: (value: string) => msg(str`standard: ${value}`),
  range: (range: string, unit: string) => (unit === '' ? range : msg(str`${range}, in ${unit}`)),
  names: msg('names, with commas between them'),
  none: msg('none'),
  on: msg('yes'),
  off: msg('no'),
  edited: msg('changed'),
  fault: (fault: FieldFault, range: string): string =>
    ({
      'no-number': msg('Write a number.'),
      'not-whole': msg('Write a whole number.'),
      'out-of-range': msg(str`Must be ${range}.`),
      'watch-below-alert': msg('Watch must be below alert.'),
      'wrong-names': msg('One of the names is not of the form that is asked for, or is too long.'),
    })[fault],
  faults: (count: number) =>
    plural(count, {
      one: msg(str`${number(count)} field is not as it should be.`),
      other: msg(str`${number(count)} fields are not as they should be.`),
    }),
  unsaved: (count: number) =>
    plural(count, {
      one: msg(str`${number(count)} field changed, not kept yet.`),
      other: msg(str`${number(count)} fields changed, not kept yet.`),
    }),
  keepNext: (version: number) => msg(str`Keep as version ${number(version)}`),
  keepAs: msg('Keep under a new name'),
  newName: msg('New name'),
  nameHelp: msg('1–32 characters of a–z, 0–9 and -'),
  nameWrong: msg('The name must be 1–32 characters of a–z, 0–9 and -, and not begin or end with -.'),
  discard: msg('Discard the changes'),
  leave: msg('Leave without keeping? Your changes to this policy would be gone.'),
  kept: (name: string, version: number) =>
    msg(str`${name} is kept as version ${number(version)}. No room has it yet: publish it.`),
  group: (group: string): string => {
    const [part = '', kind = ''] = group.split('.');
    const kinds: Readonly<Record<string, string>> = kindWords.kind;
    const groups: Readonly<Record<string, string>> = {
      general: msg('General'),
      lookingAway: msg('What counts as looking away'),
      gazeOffScreen: msg('What counts as eyes off the screen'),
      levels: msg('Levels of risk'),
      identity: msg('Likeness to who began'),
      liveness: msg('Asking for a movement'),
      alertBudget: msg('How many items ask for a look'),
      camera: msg('Camera'),
      parts: msg('Programs and devices of the seat'),
      evidence: msg('Pictures'),
      'room.sharedCause': msg('What many seats do at once'),
    };
    if (part === 'coverage') return msg(str`Cannot see: ${kinds[kind] ?? kind}`);
    return groups[group] ?? kinds[kind] ?? group;
  },
  compareWith: msg('Compare with'),
  sameFields: msg('They do not differ.'),
  field: msg('Field'),
  unit: msg('Unit'),
  named: (name: string, version: number) => msg(str`${name}, version ${number(version)}`),
  draftOf: (name: string, version: number) =>
    msg(str`${name}, version ${number(version)}, with your changes`),
  publishNotes: msg(
    'From then on the rooms work under it, and each seat is told at once. What is arranged with a candidate stays on top.',
  ),
  publishFirst: msg('Keep or discard the changes first: what is published is a version.'),
  rooms: msg('Rooms'),
  noRooms: msg('The hub has no room.'),
  has: (what: string) => msg(str`has ${what}`),
  hasThis: msg('has this version'),
  hasOther: msg('has a policy without a name, from the configuration'),
  publish: (version: number) => msg(str`Publish version ${number(version)}`),
  sure: (rooms: string) => msg(str`Change what ${rooms} watches for, now? Press once more.`),
  chooseRoom: msg('Choose a room.'),
  published: (rooms: string) => msg(str`Published to ${rooms}. The seats confirm it below.`),
  rollout: (room: string, confirmed: number, all: number) =>
    msg(str`${room}: ${number(confirmed)} of ${number(all)} seats work under it`),
  rolloutOf: (room: string) => msg(str`Seats of ${room} and what they confirmed`),
  rolloutColumns: {
    seat: msg('Seat'),
    step: msg('State'),
    wanted: msg('Hash that the hub wants'),
    applied: msg('Hash that the seat confirmed'),
  },
  allConfirmed: msg('Every seat has confirmed.'),
  step: {
    confirmed: msg('has confirmed'),
    waiting: msg('has not confirmed yet'),
    away: msg('is not online, and hears it when it is back'),
    deaf: msg('has confirmed, and does not know some of its fields: update the seat'),
  },
  arranged: msg('with an arrangement'),
  seat: (label: string) => msg(str`Seat ${label}`),
} as const;
