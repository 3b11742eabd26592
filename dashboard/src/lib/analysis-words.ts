import { msg, str } from '@lit/localize';
import type { DwellPlace, Measure } from '@invigil/contract';

/** Whether more or less of something was seen. */
type Than = 'more' | 'less';

const thanWord = { more: msg('more'), less: msg('less') } satisfies Record<Than, string>;

/** The texts of the analysis by minute: a part of `words`. It says what was counted, never what it means. */
export const analysisWords = {
  analysis: msg('Counted by minute: an analysis, not a verdict'),
  analysisAbout: msg(
    'What the camera saw, minute by minute. It adds nothing to the risk. Left and right are the candidate’s own. Blinks that fall between two frames are missed.',
  ),
  noMinutes: msg('No minute of a session was seen in the last twelve hours.'),
  analysisFailed: msg('The analysis could not be loaded.'),
  tooFew: msg('too few minutes'),
  stays: msg('How long each stay lasted, in number of stays'),
  place: msg('Looking'),
  measure: {
    'looks-left': msg('Looks left'),
    'looks-right': msg('Looks right'),
    'looks-up': msg('Looks up'),
    'looks-down': msg('Looks down'),
    'longest-look': msg('Longest look'),
    'time-away': msg('Time looking away'),
    blinks: msg('Blinks'),
    'eyes-closed': msg('Eyes closed'),
    speaking: msg('Mouth moves as in speech'),
  } satisfies Record<Measure, string>,
  unit: {
    'looks-left': msg('a minute'),
    'looks-right': msg('a minute'),
    'looks-up': msg('a minute'),
    'looks-down': msg('a minute'),
    'longest-look': msg('seconds'),
    'time-away': msg('seconds a minute'),
    blinks: msg('a minute'),
    'eyes-closed': msg('seconds a minute'),
    speaking: msg('seconds a minute'),
  } satisfies Record<Measure, string>,
  dwell: {
    screen: msg('at the screen'),
    left: msg('left'),
    right: msg('right'),
    up: msg('up'),
    down: msg('down'),
  } satisfies Record<DwellPlace, string>,
  session: msg('Session'),
  lastWindow: msg('Last 3 min'),
  ownBefore: msg('Own before'),
  room: msg('Room'),
  byMinute: msg('By minute'),
  trend: msg('Trend'),
  trends: {
    none: msg('no clear trend'),
    'rising-slowly': msg('rising slowly'),
    rising: msg('rising'),
    'rising-fast': msg('rising fast'),
    'falling-slowly': msg('falling slowly'),
    falling: msg('falling'),
    'falling-fast': msg('falling fast'),
  },
  stands: {
    usual: '',
    before: (than: Than): string => msg(str`last 3 min: ${thanWord[than]} than before`),
    room: (than: Than): string => msg(str`last 3 min: ${thanWord[than]} than the room`),
    'before-as-room': (than: Than): string =>
      msg(str`last 3 min: ${thanWord[than]} than before, as the room`),
    both: (than: Than): string => msg(str`last 3 min: ${thanWord[than]} than before and than the room`),
  },
  windowsOf: (count: number): string => msg(str`${count} × 3 min`),
  seatsOf: (count: number): string => msg(str`${count} seats`),
  perTenMinutes: (change: string): string => msg(str`${change} in 10 min`),
  /** Text of a curve: what it shows, for who does not see it. */
  curve: (measure: string, minutes: number, least: string, most: string, last: string): string =>
    msg(str`${measure}, ${minutes} minutes: between ${least} and ${most}, last ${last}`),
  shorterThan: (seconds: number): string => msg(str`under ${seconds} s`),
  between: (from: number, to: number): string => msg(str`${from}–${to} s`),
  longerThan: (seconds: number): string => msg(str`${seconds} s or more`),
} as const;
