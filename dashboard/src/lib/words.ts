import { msg, str } from '@lit/localize';
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
import { formatTag } from './locale.js';
import { number, percent, plural } from './numbers.js';
import { roleWords } from './role-words.js';
import type { Theme } from './theme.js';

/** What is said of a place in the room, in one word. */
export type SeatLevel = 'alert' | 'blind' | 'watch' | 'calm' | 'unwatched' | 'lost' | 'stopped' | 'never';

/** Why the page hears nothing from the hub. */
export type LostReason = 'closed' | 'silent' | 'gap' | 'wrong-shape';

/**
 * The texts of the room's pages. Each is read once, when its module is loaded: the language is set before (`main/main.ts`). It says what was seen, never what it means.
 */
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
    alert: msg('Alert'),
    blind: msg('Can’t see'),
    watch: msg('Watch'),
    calm: msg('Calm'),
    unwatched: msg('Not watched'),
    lost: msg('Lost'),
    stopped: msg('Stopped'),
    never: msg('Not started'),
  } satisfies Record<SeatLevel, string>,
  severity: { alert: msg('Alert'), blind: msg('Can’t see'), watch: msg('Watch') } satisfies Record<
    Severity,
    string
  >,
  looks: { left: msg('looks left'), right: msg('looks right'), up: msg('looks up'), down: msg('looks down') },
  glances: {
    left: msg('eyes to the left'),
    right: msg('eyes to the right'),
    up: msg('eyes up'),
    down: msg('eyes down'),
  } satisfies Record<LookDirection, string>,
  lost: {
    closed: msg('the connection was closed'),
    silent: msg('the hub is silent'),
    gap: msg('a message was missed'),
    'wrong-shape': msg('the hub said something that this page does not understand; reload it'),
  } satisfies Record<LostReason, string>,

  front: msg('Front'),
  seatMap: msg('Seats'),
  queue: msg('Queue'),
  ended: msg('Ended in the last hour'),
  nothingOpen: msg('Nothing to look at.'),
  heldBackItems: msg('Held back'),
  heldBackWhy: msg(
    'Each comes up by itself once it rises to an alert, and the first in rank once there is room. Their seats are marked on the map all the same.',
  ),
  emptyRoom: msg('No seats are set up in this room.'),
  noRooms: msg('No rooms are set up on this hub.'),
  unknownRoom: msg('There is no such room.'),
  unknownSeat: msg('There is no such seat.'),
  unknownPage: msg('There is no such page.'),
  toTheRoom: msg('To the room'),
  rooms: msg('Rooms'),
  connecting: msg('Connecting to the hub…'),
  live: msg('Live'),
  late: msg('Late'),
  menu: msg('Menu'),
  theme: msg('Appearance'),
  themes: {
    auto: msg('As the system'),
    light: msg('Light'),
    dark: msg('Dark'),
    contrast: msg('High contrast'),
  } satisfies Record<Theme, string>,
  language: msg('Language'),
  asTheBrowser: msg('As the browser'),
  signOut: msg('Sign out'),
  signOutFailed: msg('Signing out did not work: the hub gave no answer.'),
  close: msg('Close'),
  previous: msg('Previous'),
  next: msg('Next'),
  risk: msg('Risk'),
  watched: msg('watched'),
  unwatched: msg('not watched'),
  byArrangement: msg('by arrangement'),
  unwatchedByArrangement: msg('not watched, by arrangement'),
  cameraShut: msg('The camera is kept shut, by arrangement.'),
  arrangement: msg('Arrangement'),
  noCandidate: msg('No candidate'),
  empty: msg('empty'),
  blind: msg('can’t see'),
  now: msg('Now'),
  sum: msg('What the risk is made of'),
  what: msg('What'),
  since: msg('Since'),
  points: msg('Points'),
  total: msg('Total'),
  noSum: msg('Nothing was seen that adds to the risk.'),
  noArithmetic: msg('This seat does not tell how its points come about.'),
  noPictureOfSignal: msg('No picture was kept of this.'),
  picture: msg('Picture'),
  noPicture: msg('No picture yet.'),
  timeline: msg('The last minutes'),
  range: msg('Time shown'),
  noSignals: msg('No signals in this time.'),
  pointInTime: msg('Point in time'),
  loading: msg('Loading…'),
  timelineFailed: msg('The earlier minutes could not be loaded.'),
  again: msg('Try again'),
  evidence: msg('What was seen'),
  noEvidence: msg('Nothing in the last hour.'),
  onItsWay: msg('On its way…'),
  notThere: msg('Not there.'),
  role: { before: msg('Before'), moment: msg('Moment') } satisfies Record<EvidencePicture['role'], string>,
  facts: msg('Seat'),
  recently: msg('under 10 s ago'),
  noHealth: msg('The seat has told nothing about itself.'),

  /** `second person` → `Second person`. */
  sentence: (text: string): string => text.charAt(0).toLocaleUpperCase(formatTag()) + text.slice(1),
  /** What a signal says was seen. */
  signal: ({
    detail,
    direction,
    kind,
    toward,
  }: Pick<Signal, 'detail' | 'direction' | 'kind' | 'toward'>): string => {
    if (toward !== undefined) return words.toward(words.kind[kind], toward);
    if (detail?.what !== undefined) return words.named(words.kind[kind], detail.what.join(', '));
    if (direction === undefined) return words.kind[kind];
    return (kind === 'gaze-off-screen' ? words.glances : words.looks)[direction];
  },
  named: (text: string, names: string): string => msg(str`${text}: ${names}`),
  toward: (text: string, seat: string): string => msg(str`${text}, seat ${seat}`),
  earlier: (text: string): string => msg(str`earlier: ${text}`),
  times: (text: string, count: number): string => (count > 1 ? msg(str`${text}, ${count}×`) : text),
  heldBackCount: (count: number, perHour: number | null): string =>
    perHour === null
      ? msg(str`${count} held back`)
      : plural(perHour, {
          one: msg(str`${count} held back: budget of 1 item a seat-hour`),
          other: msg(str`${count} held back: budget of ${number(perHour)} items a seat-hour`),
        }),
  rank: (place: number): string => msg(str`Rank ${place}`),
  queueCount: (open: number): string => msg(str`${open} open`),
  counts: (count: number, word: string): string => msg(str`${count} ${word}`),
  percent,
  watchedShare: (share: string): string => msg(str`${share} seen`),
  lostSince: (time: string, reason: string): string =>
    msg(str`No connection since ${time}: ${reason}. Trying again…`),
  age: (seconds: number): string => msg(str`data ${seconds} s old`),
  fresh: msg('data under 3 s old'),
  notYetWatched: msg('not watched yet'),
  announce: (seat: string, what: string): string => msg(str`Alert at seat ${seat}: ${what}.`),
  seat: (label: string): string => msg(str`Seat ${label}`),
  at: (time: string): string => msg(str`At ${time}`),
  riskAt: (time: string, score: string): string => msg(str`${time}, risk ${score}`),
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
      msg(str`weight ${weight}`),
      msg(str`confidence ${number(confidence, 2)}`),
      msg(str`${number(grown, 2)} for ${number(seenMs / 1000, 1)} s seen`),
      ...(sinceEndMs > 0
        ? [msg(str`${number(faded, 2)} left ${Math.round(sinceEndMs / 1000)} s after its end`)]
        : []),
      ...(shared < 1 ? [msg(str`${number(shared, 2)} because the room shared the cause`)] : []),
    ].join(' × ') + ` = ${number(amount, 1)}`,
  scaled: (sum: number, score: number): string =>
    msg(str`Together ${number(sum, 1)}, which is ${number(score, 1)} on the scale from 0 to 100.`),
  /** The numbers on which an outcome rests. */
  measured: ({
    beganAfterMs,
    blinks,
    depthConsistency,
    largestTurnDeg,
    readableShare,
  }: Challenge['measured']): string[] => [
    ...(largestTurnDeg === null ? [] : [msg(str`furthest ${Math.max(0, Math.round(largestTurnDeg))}°`)]),
    ...(beganAfterMs === null ? [] : [msg(str`began ${number(beganAfterMs / 1000, 1)} s after the start`)]),
    ...(depthConsistency === null ? [] : [msg(str`depth of a head ${number(depthConsistency, 2)} of 1`)]),
    ...(blinks === null ? [] : [plural(blinks, { one: msg('1 blink'), other: msg(str`${blinks} blinks`) })]),
    msg(str`face read for ${words.percent(readableShare)} of the time`),
  ],
  checkLine: ({ cue, issuer }: Pick<Challenge, 'cue' | 'issuer'>, time: string): string =>
    msg(str`${words.cue[cue]}, ${time}, by ${issuer}`),
  minutes: (count: number): string => msg(str`${count} min`),
  pictureAge: (time: string, seconds: number): string =>
    seconds > 4 ? msg(str`${time}, ${seconds} s ago`) : time,
  pictureOf: (seat: string): string => msg(str`What the camera of seat ${seat} sees`),
  evidenceAlt: (role: string, seat: string, time: string): string => msg(str`${role}, seat ${seat}, ${time}`),
  lasted: (from: string, length: string): string => msg(str`${from}, ${length}`),
  fact: {
    state: msg('State'),
    session: msg('Session'),
    heard: msg('Last heard'),
    captured: msg('Frames'),
    faces: msg('Faces looked for'),
    objects: msg('Objects looked for'),
    dropped: msg('Frames skipped'),
    outbox: msg('Waiting to be sent'),
    memory: msg('Memory'),
    temperature: msg('Temperature'),
    policy: msg('Policy'),
    pace: msg('How often it looks'),
    processor: msg('Processor used'),
  },
  heldBack: {
    none: msg('as wanted'),
    cpu: msg('less: the processor is busy'),
    temperature: msg('less: the machine is hot'),
  } satisfies Record<NonNullable<Health['pace']>['budget'], string>,
  resting: msg('less: nothing changes'),
  tooSlow: msg('too seldom: the machine is too slow'),
  perSecond: (rate: number): string => msg(str`${number(rate, 1)} /s`),
  events: (count: number): string =>
    plural(count, { one: msg('1 event'), other: msg(str`${number(count)} events`) }),
  oldest: (events: string, length: string): string => msg(str`${events}, oldest ${length}`),
  mebibytes: (amount: number): string => msg(str`${Math.round(amount)} MiB`),
  celsius: (degrees: number): string => msg(str`${Math.round(degrees)} °C`),
  policyAsWanted: msg('as wanted'),
  policyOther: msg('not yet the wanted one'),
  policyPartly: (fields: number): string =>
    plural(fields, {
      one: msg('as wanted, save one field that this version does not know'),
      other: msg(str`as wanted, save ${fields} fields that this version does not know`),
    }),
  ago: (length: string): string => msg(str`${length} ago`),
  sinceTime: (text: string, time: string): string => msg(str`${text} since ${time}`),
} as const;
