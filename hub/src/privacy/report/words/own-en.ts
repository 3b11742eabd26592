/** What the candidate's copy says in English. Values come written as the reader's language writes them. */
export const OWN_EN = {
  title: (session: string, place: string): string => `Record of ${session}, ${place}`,
  heading: 'What was kept of your exam',
  intro: (centre: string, room: string, seat: string, session: string, issued: string): string =>
    `Centre ${centre}, room ${room}, seat ${seat}, session ${session}. Written on ${issued}. All times are UTC. The same in full, for programs, is in data.json beside this page.`,
  whatItIs:
    'The software watched and raised signals. It decided nothing: people judged. It read no emotion, age, gender or race, and recorded no video and no sound.',
  entered: (name: string, number: string, arranged: string): string =>
    `The centre entered you as ${name}, number ${number}. Arranged with you: ${arranged}.`,
  nothingArranged: 'nothing',
  whatWasWatched: 'What was watched',
  stored: (events: string): string => `Events stored: ${events}.`,
  noTime: (sensor: string, at: string): string =>
    `${sensor}: ${at}. No time passed, so there was nothing to watch.`,
  watched: (sensor: string, from: string, to: string, share: string): string =>
    `${sensor}: ${from} to ${to}, ${share} of it watched.`,
  noBlind: 'No blind time.',
  blind: (stretches: string, causes: string): string =>
    `Blind time, in stretches: ${stretches} (${causes}). Blind time counts against nobody.`,
  track: (readings: string, bytes: string): string =>
    `Readings of the camera as numbers, without pictures: ${readings}, in ${bytes} bytes`,
  incidents: 'Incidents',
  incidentsAre:
    'Signals that belong together. A signal is no accusation: it says what the camera or the seat’s software seemed to see.',
  none: 'None.',
  couldNotSee: 'the camera could not see well',
  before: (at: string): string => `shortly before, ${at}`,
  moment: (at: string): string => `at the moment, ${at}`,
  gone: (when: string): string => `A picture (${when}) is not kept any more, or never came.`,
  signal: (what: string, from: string, length: string, confidence: string): string =>
    `${what}, from ${from}, ${length}, confidence ${confidence}`,
  endUnknown: 'end unknown',
  notJudged: 'Nobody has judged it.',
  judged: 'What people made of it:',
  otherPictures: 'Other pictures',
  otherPicture: 'a picture that no incident names',
  talk: 'What was said at your seat',
  notes: 'Notes of staff',
  struck: (at: string, reason: string): string => ` (struck through ${at}: ${reason})`,
  messages: 'Messages to you',
  hands: 'Your raised hand',
  notAnswered: 'not answered',
  answered: (at: string): string => `answered ${at}`,
  lowered: (at: string): string => `taken down ${at}`,
  told: 'What you were told',
  noNotice: 'The centre wrote no notice into the software.',
  version: (hash: string, when: string): string => `Version ${hash}, ${when}.`,
  inForce: (at: string): string => `in force since ${at}; the seat did not tell that it was shown`,
  shown: (at: string): string => `shown ${at}`,
  controller: 'Responsible',
  contact: 'Contact',
  legalBasis: 'Legal basis',
  howToObject: 'How to object',
  whoLooked: 'Who looked',
  looksAre:
    'Looks at this seat’s page, record and pictures since the session began, also such as concern later sessions at this seat. The same look within ten minutes is one line.',
  columns: ['when', 'role', 'what'],
  console: 'staff at the console',
};
/** What the candidate's copy says in some language. */
export type OwnTexts = typeof OWN_EN;
