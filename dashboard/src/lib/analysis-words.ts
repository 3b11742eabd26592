import type { DwellPlace, Measure } from '@invigil/contract';

/** Whether more or less of something was seen. */
type Than = 'more' | 'less';

/** The texts of the analysis by minute: a part of `words`. It says what was counted, never what it means. */
export const analysisWords = {
  analysis: 'Counted by minute: an analysis, not a verdict',
  analysisAbout:
    'What the camera saw, minute by minute. It adds nothing to the risk. Left and right are the candidate’s own. Blinks that fall between two frames are missed.',
  noMinutes: 'No minute of a session was seen in the last twelve hours.',
  analysisFailed: 'The analysis could not be loaded.',
  tooFew: 'too few minutes',
  stays: 'How long each stay lasted, in number of stays',
  place: 'Looking',
  measure: {
    'looks-left': 'Looks left',
    'looks-right': 'Looks right',
    'looks-up': 'Looks up',
    'looks-down': 'Looks down',
    'longest-look': 'Longest look',
    'time-away': 'Time looking away',
    blinks: 'Blinks',
    'eyes-closed': 'Eyes closed',
    speaking: 'Mouth moves as in speech',
  } satisfies Record<Measure, string>,
  unit: {
    'looks-left': 'a minute',
    'looks-right': 'a minute',
    'looks-up': 'a minute',
    'looks-down': 'a minute',
    'longest-look': 'seconds',
    'time-away': 'seconds a minute',
    blinks: 'a minute',
    'eyes-closed': 'seconds a minute',
    speaking: 'seconds a minute',
  } satisfies Record<Measure, string>,
  dwell: {
    screen: 'at the screen',
    left: 'left',
    right: 'right',
    up: 'up',
    down: 'down',
  } satisfies Record<DwellPlace, string>,
  session: 'Session',
  lastWindow: 'Last 3 min',
  ownBefore: 'Own before',
  room: 'Room',
  byMinute: 'By minute',
  trend: 'Trend',
  trends: {
    none: 'no clear trend',
    'rising-slowly': 'rising slowly',
    rising: 'rising',
    'rising-fast': 'rising fast',
    'falling-slowly': 'falling slowly',
    falling: 'falling',
    'falling-fast': 'falling fast',
  },
  stands: {
    usual: '',
    before: (than: Than): string => `last 3 min: ${than} than before`,
    room: (than: Than): string => `last 3 min: ${than} than the room`,
    'before-as-room': (than: Than): string => `last 3 min: ${than} than before, as the room`,
    both: (than: Than): string => `last 3 min: ${than} than before and than the room`,
  },
  windowsOf: (count: number): string => `${count} × 3 min`,
  seatsOf: (count: number): string => `${count} seats`,
  perTenMinutes: (change: string): string => `${change} in 10 min`,
  /** Text of a curve: what it shows, for who does not see it. */
  curve: (measure: string, minutes: number, least: string, most: string, last: string): string =>
    `${measure}, ${minutes} minutes: between ${least} and ${most}, last ${last}`,
  shorterThan: (seconds: number): string => `under ${seconds} s`,
  between: (from: number, to: number): string => `${from}–${to} s`,
  longerThan: (seconds: number): string => `${seconds} s or more`,
} as const;
