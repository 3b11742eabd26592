import type {
  Challenge,
  EvidencePicture,
  Health,
  LookDirection,
  RiskFactors,
  Severity,
  Signal,
} from '@invigil/contract';
import { accountWords } from './account-words.js';
import { analysisWords } from './analysis-words.js';
import { auditWords } from './audit-words.js';
import { checkWords } from './check-words.js';
import { judgeWords } from './judge-words.js';
import { kindWords } from './kind-words.js';
import { machineWords } from './machine-words.js';
import { roleWords } from './role-words.js';
import type { Theme } from './theme.js';

/** What is said of a place in the room, in one word. */
export type SeatLevel = 'alert' | 'blind' | 'watch' | 'calm' | 'unwatched' | 'lost' | 'stopped' | 'never';

/** Why the page hears nothing from the hub. */
export type LostReason = 'closed' | 'silent' | 'gap' | 'wrong-shape';

/** Every text of the app, so that another language is another file. It says what was seen, never what it means. */
export const words = {
  ...accountWords,
  ...analysisWords,
  ...auditWords,
  ...checkWords,
  ...judgeWords,
  ...kindWords,
  ...machineWords,
  ...roleWords,
  product: 'Invigil',
  level: {
    alert: 'Alert',
    blind: 'Can’t see',
    watch: 'Watch',
    calm: 'Calm',
    unwatched: 'Not watched',
    lost: 'Lost',
    stopped: 'Stopped',
    never: 'Not started',
  } satisfies Record<SeatLevel, string>,
  severity: { alert: 'Alert', blind: 'Can’t see', watch: 'Watch' } satisfies Record<Severity, string>,
  looks: { left: 'looks left', right: 'looks right', up: 'looks up', down: 'looks down' },
  glances: {
    left: 'eyes to the left',
    right: 'eyes to the right',
    up: 'eyes up',
    down: 'eyes down',
  } satisfies Record<LookDirection, string>,
  lost: {
    closed: 'the connection was closed',
    silent: 'the hub is silent',
    gap: 'a message was missed',
    'wrong-shape': 'the hub said something that this page does not understand; reload it',
  } satisfies Record<LostReason, string>,

  front: 'Front',
  seatMap: 'Seats',
  queue: 'Queue',
  ended: 'Ended in the last hour',
  nothingOpen: 'Nothing to look at.',
  heldBackItems: 'Held back',
  heldBackWhy:
    'Each comes up by itself once it rises to an alert, and the first in rank once there is room. Their seats are marked on the map all the same.',
  emptyRoom: 'No seats are set up in this room.',
  noRooms: 'No rooms are set up on this hub.',
  unknownRoom: 'There is no such room.',
  unknownSeat: 'There is no such seat.',
  unknownPage: 'There is no such page.',
  toTheRoom: 'To the room',
  rooms: 'Rooms',
  connecting: 'Connecting to the hub…',
  live: 'Live',
  late: 'Late',
  menu: 'Menu',
  theme: 'Appearance',
  themes: {
    auto: 'As the system',
    light: 'Light',
    dark: 'Dark',
    contrast: 'High contrast',
  } satisfies Record<Theme, string>,
  signOut: 'Sign out',
  signOutFailed: 'Signing out did not work: the hub gave no answer.',
  close: 'Close',
  previous: 'Previous',
  next: 'Next',
  risk: 'Risk',
  watched: 'watched',
  unwatched: 'not watched',
  byArrangement: 'by arrangement',
  unwatchedByArrangement: 'not watched, by arrangement',
  cameraShut: 'The camera is kept shut, by arrangement.',
  arrangement: 'Arrangement',
  noCandidate: 'No candidate',
  empty: 'empty',
  blind: 'can’t see',
  now: 'Now',
  sum: 'What the risk is made of',
  what: 'What',
  since: 'Since',
  points: 'Points',
  total: 'Total',
  noSum: 'Nothing was seen that adds to the risk.',
  noArithmetic: 'This seat does not tell how its points come about.',
  noPictureOfSignal: 'No picture was kept of this.',
  picture: 'Picture',
  noPicture: 'No picture yet.',
  timeline: 'The last minutes',
  range: 'Time shown',
  noSignals: 'No signals in this time.',
  pointInTime: 'Point in time',
  loading: 'Loading…',
  timelineFailed: 'The earlier minutes could not be loaded.',
  again: 'Try again',
  evidence: 'What was seen',
  noEvidence: 'Nothing in the last hour.',
  onItsWay: 'On its way…',
  notThere: 'Not there.',
  role: { before: 'Before', moment: 'Moment' } satisfies Record<EvidencePicture['role'], string>,
  facts: 'Seat',
  recently: 'under 10 s ago',
  noHealth: 'The seat has told nothing about itself.',

  /** `second person` → `Second person`. */
  sentence: (text: string): string => text.charAt(0).toUpperCase() + text.slice(1),
  /** What a signal says was seen. */
  signal: ({ direction, kind, toward }: Pick<Signal, 'kind' | 'direction' | 'toward'>): string => {
    if (toward !== undefined) return words.toward(words.kind[kind], toward);
    if (direction === undefined) return words.kind[kind];
    return (kind === 'gaze-off-screen' ? words.glances : words.looks)[direction];
  },
  toward: (text: string, seat: string): string => `${text}, seat ${seat}`,
  earlier: (text: string): string => `earlier: ${text}`,
  times: (text: string, count: number): string => (count > 1 ? `${text}, ${count}×` : text),
  heldBackCount: (count: number, perHour: number | null): string =>
    perHour === null
      ? `${count} held back`
      : `${count} held back: budget of ${perHour} ${perHour === 1 ? 'item' : 'items'} a seat-hour`,
  rank: (place: number): string => `Rank ${place}`,
  queueCount: (open: number): string => `${open} open`,
  counts: (count: number, word: string): string => `${count} ${word}`,
  percent: (share: number): string => `${Math.floor(share * 100)} %`,
  watchedShare: (share: string): string => `${share} seen`,
  lostSince: (time: string, reason: string): string =>
    `No connection since ${time}: ${reason}. Trying again…`,
  age: (seconds: number): string => `data ${seconds} s old`,
  fresh: 'data under 3 s old',
  notYetWatched: 'not watched yet',
  announce: (seat: string, what: string): string => `Alert at seat ${seat}: ${what}.`,
  seat: (label: string): string => `Seat ${label}`,
  at: (time: string): string => `At ${time}`,
  riskAt: (time: string, score: string): string => `${time}, risk ${score}`,
  /** How one term's amount comes about; factors that are 1 are left out. */
  arithmetic: ({
    amount,
    confidence,
    faded,
    grown,
    seenMs,
    shared,
    sinceEndMs,
    weight,
  }: RiskFactors): string =>
    [
      `weight ${weight}`,
      `confidence ${confidence.toFixed(2)}`,
      `${grown.toFixed(2)} for ${(seenMs / 1000).toFixed(1)} s seen`,
      ...(sinceEndMs > 0
        ? [`${faded.toFixed(2)} left ${Math.round(sinceEndMs / 1000)} s after its end`]
        : []),
      ...(shared < 1 ? [`${shared.toFixed(2)} because the room shared the cause`] : []),
    ].join(' × ') + ` = ${amount.toFixed(1)}`,
  scaled: (sum: number, score: number): string =>
    `Together ${sum.toFixed(1)}, which is ${score.toFixed(1)} on the scale from 0 to 100.`,
  /** The numbers on which an outcome rests. */
  measured: ({
    beganAfterMs,
    blinks,
    depthConsistency,
    largestTurnDeg,
    readableShare,
  }: Challenge['measured']): string[] => [
    ...(largestTurnDeg === null ? [] : [`furthest ${Math.max(0, Math.round(largestTurnDeg))}°`]),
    ...(beganAfterMs === null ? [] : [`began ${(beganAfterMs / 1000).toFixed(1)} s after the start`]),
    ...(depthConsistency === null ? [] : [`depth of a head ${depthConsistency.toFixed(2)} of 1`]),
    ...(blinks === null ? [] : [blinks === 1 ? '1 blink' : `${blinks} blinks`]),
    `face read for ${words.percent(readableShare)} of the time`,
  ],
  checkLine: ({ cue, issuer }: Pick<Challenge, 'cue' | 'issuer'>, time: string): string =>
    `${words.cue[cue]}, ${time}, by ${issuer}`,
  minutes: (count: number): string => `${count} min`,
  pictureAge: (time: string, seconds: number): string => (seconds > 4 ? `${time}, ${seconds} s ago` : time),
  pictureOf: (seat: string): string => `What the camera of seat ${seat} sees`,
  evidenceAlt: (role: string, seat: string, time: string): string => `${role}, seat ${seat}, ${time}`,
  lasted: (from: string, length: string): string => `${from}, ${length}`,
  fact: {
    state: 'State',
    session: 'Session',
    heard: 'Last heard',
    captured: 'Frames',
    faces: 'Faces looked for',
    objects: 'Objects looked for',
    dropped: 'Frames skipped',
    outbox: 'Waiting to be sent',
    memory: 'Memory',
    temperature: 'Temperature',
    policy: 'Policy',
    pace: 'How often it looks',
    processor: 'Processor used',
  },
  heldBack: {
    none: 'as wanted',
    cpu: 'less: the processor is busy',
    temperature: 'less: the machine is hot',
  } satisfies Record<NonNullable<Health['pace']>['budget'], string>,
  resting: 'less: nothing changes',
  tooSlow: 'too seldom: the machine is too slow',
  perSecond: (rate: number): string => `${rate.toFixed(1)} /s`,
  events: (count: number): string => (count === 1 ? '1 event' : `${count} events`),
  oldest: (events: string, length: string): string => `${events}, oldest ${length}`,
  mebibytes: (amount: number): string => `${Math.round(amount)} MiB`,
  celsius: (degrees: number): string => `${Math.round(degrees)} °C`,
  policyAsWanted: 'as wanted',
  policyOther: 'not yet the wanted one',
  policyPartly: (fields: number): string =>
    `as wanted, save ${fields === 1 ? 'one field' : `${fields} fields`} that this version does not know`,
  ago: (length: string): string => `${length} ago`,
  sinceTime: (text: string, time: string): string => `${text} since ${time}`,
} as const;
