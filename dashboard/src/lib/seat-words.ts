import { msg, str } from '@lit/localize';
import { number, plural } from './numbers.js';

/** The texts of a seat's page. */
export const seatWords = {
  group: {
    camera: msg('Camera'),
    browser: msg('Browser'),
    editor: msg('Editor'),
    machine: msg('Machine'),
  },
  overTime: msg('Over time'),
  nothingReported: msg('nothing reported'),
  notSeenFor: (length: string, gaps: number): string =>
    plural(gaps, {
      one: msg(str`Not seen for ${length} of this time, in one stretch.`),
      other: msg(str`Not seen for ${length} of this time, in ${gaps} stretches.`),
    }),
  seenThroughout: msg('Nothing kept the camera from seeing in this time, as far as was told.'),
  /** @param zoom minutes; null: all of the session */
  zoom: (zoom: number | null): string => (zoom === null ? msg('Session') : msg(str`${zoom} min`)),
  earlier: msg('Earlier'),
  later: msg('Later'),
  toNow: msg('Back to now'),
  axisKeys: msg(
    'Arrow keys move the point, Page Up and Page Down the time shown, + and − zoom, Esc goes back to now.',
  ),
  cues: msg('Asked movements'),
  messages: msg('Messages'),
  hands: msg('Raised hand'),
  notesRow: msg('Notes'),
  poseStrip: msg('Head and gaze'),
  poseAbout: msg(
    'By the minute, as the seat counted it: how much of the watched time head or eyes were elsewhere. Finer readings are only in the seat’s track.',
  ),
  noMinutes: msg('No minute of this time was counted yet.'),
  away: { left: msg('left'), right: msg('right'), up: msg('up'), down: msg('down') },
  minuteSaid: (
    time: string,
    watched: string,
    left: string,
    right: string,
    up: string,
    down: string,
  ): string =>
    msg(str`${time}: watched ${watched} s; left ${left} s, right ${right} s, up ${up} s, down ${down} s`),
  askTrack: msg('Ask the seat for its track'),
  trackAsked: msg('The seat was asked for its track. It can be replayed once it is here.'),
  trackFailed: msg('The seat could not be asked for its track.'),

  keptPicture: (time: string, distance: string, isBefore: boolean): string =>
    isBefore
      ? msg(str`Kept picture of ${time}, ${distance} s before this point`)
      : msg(str`Kept picture of ${time}, ${distance} s after this point`),
  noKeptPicture: msg('No picture was kept within a minute of this point.'),
  pointForPicture: msg('Point at a moment on the time axis: the kept picture nearest to it is shown here.'),
  lookIsKept: msg(
    'That you look is kept in the audit log. The candidate sees it where the seat’s own page is open.',
  ),

  flipBook: msg('Flip book'),
  flipKeys: msg('Space plays and pauses, arrow keys step, Home and End go to the ends.'),
  noPictures: msg('No picture was kept of this incident.'),
  play: msg('Play'),
  pause: msg('Pause'),
  previous: msg('Previous picture'),
  next: msg('Next picture'),
  speed: msg('Speed'),
  times: (factor: number): string => msg(str`${number(factor)}×`),
  pictureOf: (n: number, of: number): string => msg(str`Picture ${n} of ${of}`),
  fromOnset: (ms: number): string => {
    const seconds = number(Math.abs(ms) / 1000, 1);
    if (Math.abs(ms) < 50) return msg('as it began');
    return ms < 0 ? msg(str`${seconds} s before it began`) : msg(str`${seconds} s after it began`);
  },
  pictureRefused: msg('Not for you: the hub did not give out this picture.'),
  unknownIncident: msg(
    'The incident in this address is not here: it may have become part of another one, or have been erased.',
  ),

  notes: msg('Notes'),
  noNotes: msg('Nobody has written a note on this seat.'),
  newNote: msg('New note'),
  noteOn: msg('About'),
  theSeat: msg('the seat'),
  writeNote: msg('Write'),
  noteFailed: msg('The note was not kept: the hub gave no answer.'),
  noteRefused: (reason: string): string => msg(str`The note was not kept: ${reason}.`),
  noteEmpty: msg('Write something first.'),
  strike: msg('Strike through'),
  strikeReason: msg('Why, at least 3 characters'),
  strikeNote: (words: string): string => msg(str`Strike through: ${words}`),
  struck: (time: string, reason: string): string => msg(str`Struck through ${time}: ${reason}`),
  cancel: msg('Cancel'),
  by: (who: string, time: string): string => msg(str`${who}, ${time}`),

  messageTo: msg('Message to the candidate'),
  canned: [
    msg('Please wait, somebody is coming to you.'),
    msg('Please sit so that the camera sees your face.'),
    msg('Please put away what is not allowed on the desk.'),
    msg('You may go on.'),
  ],
  ownWords: msg('Own words, at most 200 characters'),
  charactersLeft: (count: number): string =>
    plural(count, { one: msg('1 character left'), other: msg(str`${count} characters left`) }),
  send: msg('Send'),
  messageEmpty: msg('Choose or write something first.'),
  messageFailed: msg('The message was not sent: the hub gave no answer.'),
  messageRefused: (reason: string): string => msg(str`The message was not sent: ${reason}.`),
  messageOffline: msg('The seat is not connected: nobody would read it.'),
  state: {
    sent: msg('sent, the seat has not answered yet'),
    silent: msg('sent, and the seat gave no answer'),
    shown: msg('shown'),
    'not-shown': msg('not shown'),
  },
  because: (state: string, reason: string): string => msg(str`${state}: ${reason}`),
  /** What seats and the hub give as reasons. */
  reasons: {
    'there is nothing here that shows messages': msg(
      'the seat has nothing that shows messages; tell it in person',
    ),
    'the command has expired': msg('it came too late'),
    'the seat is not connected': msg('the seat is not connected; tell it in person'),
  },
  handUp: (time: string): string => msg(str`Hand raised at ${time}`),
  handSaid: (seat: string): string => msg(str`Seat ${seat}: hand raised.`),
  answerHand: msg('Answer'),
  answerWords: msg('Somebody is coming to you.'),
} as const;
