import { msg, str } from '@lit/localize';
import type { HubTrouble, RoomRollup, Severity } from '@invigil/contract';
import { number, plural } from './numbers.js';
import { dayAndTime, timeOfDay } from './times.js';

const DAY_MS = 86_400_000;

/** The texts of the centre view. */
export const centreWords = {
  title: msg('Centre'),
  notes: msg(
    'How the rooms of every hub are, in figures. Nobody who sits there is in it, and nothing can be changed here.',
  ),
  loading: msg('Loading…'),
  failed: msg('The centre view could not be loaded. What is shown is of before.'),
  failedFirst: msg('The centre view could not be loaded.'),
  again: msg('Try again'),
  alone: msg(
    'This hub knows of no other. To see others here, name them under “centreView” in its configuration file, and give them “metrics”.',
  ),
  hubs: (count: number) =>
    plural(count, { one: msg(str`${number(count)} hub`), other: msg(str`${number(count)} hubs`) }),
  rooms: (count: number) =>
    plural(count, { one: msg(str`${number(count)} room`), other: msg(str`${number(count)} rooms`) }),
  unheard: (count: number) => msg(str`${number(count)} not heard`),
  own: msg('this hub'),
  version: (version: string) => msg(str`version ${version}`),
  now: msg('answers'),
  asked: msg('being asked for the first time'),
  old: (heardAt: number, now: number) => msg(str`not heard since ${moment(heardAt, now)}`),
  oldFigures: (heardAt: number, now: number) =>
    msg(str`These figures are of ${moment(heardAt, now)}. How it is there now is not known.`),
  storeAway: (since: number, now: number) => msg(str`database away since ${moment(since, now)}`),
  storeAwayToDo: msg(
    'It hears its seats and keeps what they say until its database is back. Nobody can log in or judge there now. Look at the database, and at the network between.',
  ),
  never: msg('not heard yet'),
  toDo: {
    unreachable: msg(
      'Nobody answers at its address. Look whether that hub runs, and whether the network leads there.',
    ),
    'too-late': msg('No whole answer comes in time. Look at how busy that hub is, and at the network.'),
    'not-trusted': msg(
      'Its certificate is not of the authority that is expected. Look at “url” and “ca” of this hub in the configuration.',
    ),
    refused: msg('It does not take the token. Give the one of its “metrics.tokenFile”.'),
    'not-understood': msg(
      'What answers there is not a hub’s figures. Look at “url”, and at the versions of both hubs.',
    ),
  } satisfies Record<HubTrouble, string>,
  open: msg('Open its dashboard'),
  noRooms: msg('No rooms are set up at this hub.'),
  room: msg('Room'),
  exam: msg('Exam'),
  examOpen: msg('open'),
  examNone: msg('not open'),
  seats: msg('Seats'),
  ready: msg('Ready'),
  incidents: msg('Open incidents'),
  watched: msg('Watched'),
  versions: msg('Versions of the seats'),
  ofPlaces: (count: number, places: number) => msg(str`${number(count)} of ${number(places)}`),
  online: (count: number, places: number) => msg(str`${number(count)} of ${number(places)} online`),
  state: {
    lost: (count: number) => msg(str`${number(count)} lost`),
    stopped: (count: number) => msg(str`${number(count)} stopped`),
    never: (count: number) => msg(str`${number(count)} not started`),
  } satisfies Record<Exclude<keyof RoomRollup['seats'], 'online'>, (count: number) => string>,
  blind: (count: number) => msg(str`${number(count)} can’t see`),
  severity: {
    alert: (count: number) =>
      plural(count, { one: msg(str`${number(count)} alert`), other: msg(str`${number(count)} alerts`) }),
    blind: (count: number) => msg(str`${number(count)} can’t see`),
    watch: (count: number) => msg(str`${number(count)} to watch`),
  } satisfies Record<Severity, (count: number) => string>,
  none: msg('nothing open'),
  notYet: msg('not yet'),
  seatsOfVersion: (version: string, seats: number) => msg(str`${version} (${number(seats)})`),
} as const;

/** The time of day, and the day too once it is another one. */
function moment(at: number, now: number): string {
  return now - at < DAY_MS / 2 ? timeOfDay(at) : dayAndTime(at, { seconds: false });
}
