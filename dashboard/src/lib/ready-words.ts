import { msg, str } from '@lit/localize';
import type { Limit } from '@invigil/contract';
import { number, percent, plural } from './numbers.js';
import { dayAndTime, timeOfDay } from './times.js';
import type { RuleId, Verdict } from './verdicts.js';

const MB_PER_GB = 1000;

/** What a rule is called, how its value is written, and what to do about it. */
type RuleWords = { what: string; value: (value: number) => string; todo: string };

const none = (): string => '';
const times = (value: number): string => msg(str`${number(value)} times`);
const perSecond = (value: number): string => msg(str`${number(value, 1)} pictures a second`);
const seconds = (value: number): string => msg(str`${number(Math.round(value))} s`);
const pixels = (value: number): string => msg(str`${number(Math.round(value))} px`);
const megabits = (value: number): string => msg(str`${number(value, 1)} Mbit/s`);
const ofOne = (value: number): string => msg(str`${number(value, 2)} of 1`);

/** Of each rule; the limits stand in `state/readiness-rules.ts`. */
const ruleWords: Record<RuleId, RuleWords> = {
  agent: {
    what: msg('The seat’s program is not there'),
    value: none,
    todo: msg('Start the machine, look at its network cable, then at its log.'),
  },
  untold: {
    what: msg('It has not told all of itself yet'),
    value: none,
    todo: msg('Wait for 10 s; then start the seat again.'),
  },
  silence: {
    what: msg('Nothing was heard for'),
    value: seconds,
    todo: msg('Look at the network; a seat speaks every 5 s.'),
  },
  camera: {
    what: msg('The camera can’t be opened'),
    value: none,
    todo: msg('Plug it in again, at another port; close every other program that uses it.'),
  },
  blind: {
    what: msg('The camera does not show the seat'),
    value: none,
    todo: msg('Take away what covers it, set light and focus, then look again.'),
  },
  height: {
    what: msg('Height of the picture'),
    value: pixels,
    todo: msg('Ask for a larger picture in the seat’s configuration, or put in another camera.'),
  },
  asked: {
    what: msg('Size of the picture, of what was asked for'),
    value: percent,
    todo: msg('The camera can’t give the asked size: change it in the seat’s configuration, or the camera.'),
  },
  rate: {
    what: msg('The camera gives only'),
    value: perSecond,
    todo: msg('Use a port of its own and MJPG; more light lets a camera give more pictures.'),
  },
  slow: {
    what: msg('The computer is too slow'),
    value: none,
    todo: msg('Close other programs; what happens may go unseen.'),
  },
  usb: {
    what: msg('The camera’s USB port is slow'),
    value: megabits,
    todo: msg('Use a USB 2 or USB 3 port, without an old hub between.'),
  },
  software: {
    what: msg('The camera is software'),
    value: none,
    todo: msg('Choose the real camera in the seat’s configuration.'),
  },
  moved: {
    what: msg('The camera was moved'),
    value: none,
    todo: msg('Set it right; the seat learns the new place by itself within a minute.'),
  },
  dark: {
    what: msg('It is dark at the seat, light'),
    value: ofOne,
    todo: msg('Turn on a light in front of the seat; open what shades it.'),
  },
  bright: {
    what: msg('It is too bright at the seat, light'),
    value: ofOne,
    todo: msg('Shade the window or lamp that the camera looks into.'),
  },
  glare: {
    what: msg('Part of the picture that is overexposed'),
    value: percent,
    todo: msg('Shade the window or lamp that the camera looks into.'),
  },
  far: {
    what: msg('The face is small'),
    value: pixels,
    todo: msg('Move the camera nearer to where the head will be.'),
  },
  near: {
    what: msg('The face fills the picture, in height'),
    value: percent,
    todo: msg('Move the camera away: a head that leans leaves the picture.'),
  },
  unmeasured: {
    what: msg('The clock was never compared with the hub’s'),
    value: none,
    todo: msg('Wait a minute; then look whether the seat’s version is older than the hub’s.'),
  },
  clock: {
    what: msg('The clock is off by'),
    value: (ms) => msg(str`${number(Math.round(ms))} ms`),
    todo: msg('Turn on time synchronisation (NTP) at the seat.'),
  },
  room: {
    what: msg('The disk is full, room below the least'),
    value: megabytes,
    todo: msg('Make room on the disk: pictures are being given up.'),
  },
  disk: {
    what: msg('The disk is nearly full'),
    value: none,
    todo: msg('Make room on the disk before the exam.'),
  },
  lost: {
    what: msg('Things were given up for want of room'),
    value: times,
    todo: msg('Make room on the disk and start the seat again.'),
  },
  outbox: {
    what: msg('Events that wait to be sent'),
    value: number,
    todo: msg('Look whether the network is slow; they are kept, and come late.'),
  },
  waiting: {
    what: msg('The oldest event waits for'),
    value: seconds,
    todo: msg('Look at the network and at the hub; nothing is lost, and the room is shown late.'),
  },
  version: {
    what: msg('Another version than most seats here'),
    value: none,
    todo: msg('Bring it to the room’s version.'),
  },
  nets: {
    what: msg('Other nets than most seats here'),
    value: none,
    todo: msg('Install the nets of the room’s version.'),
  },
  uncertified: {
    what: msg('It has no certificate that counts'),
    value: none,
    todo: msg('Make a token on the seat’s page and enrol it.'),
  },
  certificate: {
    what: msg('The certificate lasts for'),
    value: days,
    todo: msg('It should renew itself: look at the seat’s log, or enrol it anew.'),
  },
  policy: {
    what: msg('It works under another policy than the wanted one'),
    value: none,
    todo: msg('Wait for half a minute; then start the seat again.'),
  },
  ignored: {
    what: msg('Fields of the policy that it does not know'),
    value: number,
    todo: msg('Bring the seat to the hub’s version.'),
  },
  heat: {
    what: msg('The machine is hot'),
    value: (celsius) => msg(str`${number(Math.round(celsius))} °C`),
    todo: msg('Clean its fan, give it air.'),
  },
  errors: {
    what: msg('Errors in the last 10 minutes'),
    value: number,
    todo: msg('Read them on the seat’s page.'),
  },
};

/** The texts of the board on which a room is found ready or not. */
export const readyWords = {
  title: msg('Go or no-go'),
  verdict: {
    ready: msg('Ready'),
    warning: msg('Warning'),
    'not-ready': msg('Not ready'),
  } satisfies Record<Verdict, string>,
  roomVerdict: {
    ready: msg('The room is ready.'),
    warning: msg('The room can start; some seats want a look.'),
    'not-ready': msg('The room is not ready.'),
  } satisfies Record<Verdict, string>,
  lost: (at: number) =>
    msg(str`No connection to the hub: this is how it was at ${timeOfDay(at)}. Look again before you decide.`),
  noSeats: msg('No seats are set up in this room: add them to the hub’s configuration.'),
  noneOfThese: msg('No seat is so now.'),
  loading: msg('Asking the hub what the machines are…'),
  failed: msg(
    'What the machines are could not be loaded; versions, cameras and certificates are not judged.',
  ),
  again: msg('Try again'),
  print: msg('Print'),
  filter: msg('Seats shown'),
  all: msg('All'),
  count: (verdict: string, count: number) => msg(str`${verdict}: ${number(count)}`),
  seats: (count: number) =>
    plural(count, { one: msg(str`${number(count)} seat`), other: msg(str`${number(count)} seats`) }),
  columns: {
    seat: msg('Seat'),
    verdict: msg('Verdict'),
    findings: msg('What to see to'),
    told: msg('What it tells'),
  },
  nothing: msg('Nothing to see to.'),
  printedAt: (at: number) => msg(str`As of ${dayAndTime(at)}`),
  limit: (limit: Limit, id: RuleId) => {
    const { value } = ruleWords[id];
    return 'above' in limit
      ? msg(str`at most ${value(limit.above)}`)
      : msg(str`at least ${value(limit.below)}`);
  },
  rule: ruleWords,
  told: {
    camera: (width: number, height: number, rate: number) =>
      msg(str`${number(width)}×${number(height)}, ${number(rate, 1)} a second`),
    light: (brightness: number) => msg(str`light ${ofOne(brightness)}`),
    face: (px: number) => msg(str`face ${number(px)} px`),
    noFace: msg('no face now'),
    clock: (ms: number) => msg(str`clock ${number(ms)} ms`),
    disk: (mb: number) => msg(str`${megabytes(mb)} free`),
    outbox: (count: number) => msg(str`${number(count)} waiting`),
    version: (version: string) => msg(str`version ${version}`),
    certificate: (left: number) => msg(str`certificate ${days(left)}`),
    policy: msg('policy as wanted'),
    shut: msg('camera kept shut, as its policy says'),
    nothing: msg('nothing'),
  },
} as const;

function days(value: number): string {
  const whole = Math.floor(value);
  if (whole < 0) return msg('no longer');
  return plural(whole, { one: msg(str`${number(whole)} day`), other: msg(str`${number(whole)} days`) });
}

function megabytes(mb: number): string {
  return Math.abs(mb) < MB_PER_GB
    ? msg(str`${number(Math.round(mb))} MB`)
    : msg(str`${number(mb / MB_PER_GB, 1)} GB`);
}
