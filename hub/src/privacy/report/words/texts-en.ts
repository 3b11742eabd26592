import { type Markup, html } from '../markup.js';

/** The sentences of a report in English. Values come written as the reader's language writes them; a count comes bare as well, for its plural. */
export const TEXTS_EN = {
  title: (session: string, place: string): string => `Session ${session}, seat ${place}`,
  intro: (issued: string): string =>
    `Report of ${issued}. All times are UTC. The software watched and raised signals; it decided nothing, recorded no video and no sound, and read no emotion, age, gender or race.`,
  /** What stands before, between and behind the two numbers at the foot of a page. */
  pageOf: { before: 'Page ', between: ' of ', behind: '' },

  centre: 'Centre',
  roomAndSeat: 'Room and seat',
  seatIn: (room: string, seat: string): string => `${room}, seat ${seat}`,
  session: 'Session',
  fromTo: 'From, to',
  span: (from: string, to: string): string => `${from} to ${to}`,
  goesOn: 'it goes on',
  watched: 'Watched',
  notProved: 'not proved',
  shareOfTime: (share: string): string => `${share} of the time`,
  incidents: 'Incidents',
  incidentCounts: (conduct: string, waiting: string, blind: string): string =>
    `${conduct}, of which ${waiting} wait for a judgement; ${blind} more in which the camera could not see`,
  policy: 'Policy',
  notTold: 'not told',
  policyVersion: (id: string, version: string): string => `${id} version ${version}`,
  record: 'Record',
  noCertificate: 'There is no certificate of completeness.',
  complete:
    'The record is complete: nothing is missing, and each event carries the hash of the one before it.',
  notComplete: 'The record is not complete: parts are missing, or can’t be proved unchanged.',

  whatWasWatched: 'What was watched and what was not',
  laterNotHere: 'The session goes on: what comes later is not in this report.',
  noProof: 'There is no proof of what was watched: this is no exam session, or its events are erased.',
  nothingToWatch: 'No time passed in it, so there was nothing to watch.',
  blindCountsNot:
    'Times are by the seat’s clock. Time in which a camera could not see counts against nobody.',
  at: (when: string): string => `At ${when}.`,
  watchedFrom: (from: string, to: string, length: string, share: string): Markup =>
    html`From ${from} to ${to}, ${length}: <b>${share}</b> of it was watched.`,
  noBlind: 'There was no blind time.',
  blindStretches: (count: number, shown: string): string =>
    `Blind time: ${count === 1 ? 'one stretch' : `${shown} stretches`}, of different causes also at the same time`,
  axis: (share: string): string => `${share} watched; blind time is hatched`,
  axisKey: 'watched: grey; blind: hatched',
  from: 'from',
  to: 'to',
  length: 'length',
  why: 'why',
  notOver: 'not over',

  whatWasSeen: 'What was seen, and what people made of it',
  signalsAccuse:
    'Signals that belong together are one incident. A signal says what the camera seemed to see; it accuses nobody. Only people judge.',
  nothingSeen: 'Nothing was seen.',
  toward: (what: string, seat: string): string => `${what}, seat ${seat}`,
  endNotKnown: 'Its end is not known',
  atWorst: (length: string, severity: string): Markup => html`${length}, at worst <b>${severity}</b>`,
  toldLate: ', told late, after an outage',
  stands: (state: string): Markup => html`It stands: <b>${state}</b>`,
  grown: ', and more was seen since',
  what: 'what',
  seenFor: 'seen for',
  confidence: 'confidence',
  notKnown: 'not known',
  shared: (share: string): string => `its cause was shared, so ${share} of it counts`,
  heardElsewhere: (seats: string, share: string): string =>
    `also heard at ${seats} neighbouring seats: probably the room’s sound, so ${share} of it counts`,
  judgedThen: (severity: string, signals: string): string =>
    `judged as it was then: ${severity}, signals: ${signals}`,
  quoted: (words: string): string => `“${words}”`,
  incident: 'Incident',
  before: 'shortly before',
  moment: 'at the moment',
  pictureGone: (picture: Markup): Markup => html`A picture (${picture}) is not kept any more, or never came.`,
  pictureAlt: (when: string): string => `What the camera saw, ${when}`,
  /** The file README.txt of a bundle. */
  readMe: `One session of one seat of an Invigil hub.

report.html       the report, for reading and printing; its pictures are those in evidence/
report.json       the same as data
certificate.json  what of the record is stored and what is missing, with the heads of its chain of hashes
evidence/         the pictures, each named by its SHA-256
manifest.json     the SHA-256 of every file, signed by the hub (Ed25519)

Whether this is as the hub wrote it:   invigil-hub verify-bundle FILE.zip --signer KEY
KEY is the hub's public key, which \`invigil-hub receipts --config FILE\` prints there. Without it the bundle is checked only
against the key that it names itself.
`,
};
export type ReportTexts = typeof TEXTS_EN;
