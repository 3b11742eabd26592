import { msg, str } from '@lit/localize';
import { number, plural } from './numbers.js';
import { dayAndTime, timeOfDay } from './times.js';

/** The texts of the page that says which machines may be updated. */
export const freezeWords = {
  title: msg('Updates'),
  notes: msg(
    'No machine is updated while a session is open at it. Two administrators together can lift that for half an hour; the audit log is told of both.',
  ),
  loading: msg('Loading…'),
  failed: msg('What may be updated could not be loaded.'),
  again: msg('Try again'),
  hub: msg('The hub'),
  free: msg('May be updated'),
  frozen: {
    exam: (since: number) =>
      msg(str`Frozen since ${dayAndTime(since, { seconds: false })}: an exam is open in this room`),
    session: (since: number) =>
      msg(str`Frozen since ${dayAndTime(since, { seconds: false })}: the seat is in a session`),
    unheard: (since: number) =>
      msg(
        str`Frozen: the seat was in a session and has not been heard since ${dayAndTime(since, { seconds: false })}`,
      ),
  },
  hubFrozen: (since: number) =>
    msg(str`Frozen since ${dayAndTime(since, { seconds: false })}: a session is open at one of its seats`),
  lifted: (until: number) =>
    msg(str`Lifted by two administrators until ${timeOfDay(until, { seconds: false })}`),
  countFree: (free: number, all: number) =>
    plural(all, {
      one: msg(str`${number(free)} of ${number(all)} seat may be updated`),
      other: msg(str`${number(free)} of ${number(all)} seats may be updated`),
    }),
  seat: msg('Seat'),
  state: msg('State'),
  lifting: msg('Lifting a freeze'),
  none: msg('Nothing is lifted, and nobody has asked for it.'),
  of: msg('For'),
  askedBy: msg('Asked by'),
  reason: msg('Reason'),
  act: msg('Do'),
  allOf: (room: string) => msg(str`all of ${room}`),
  seatsOf: (room: string, seats: string) => msg(str`${room}: ${seats}`),
  waits: (until: number) =>
    msg(str`waits for another administrator until ${timeOfDay(until, { seconds: false })}`),
  granted: (by: string, until: number) =>
    msg(str`granted by ${by}, until ${timeOfDay(until, { seconds: false })}`),
  grant: msg('Grant'),
  grantOf: (what: string) => msg(str`Grant: ${what}`),
  end: msg('Take back'),
  endOf: (what: string) => msg(str`Take back: ${what}`),
  notOwn: msg('Another administrator grants it.'),
  ask: msg('Ask for it'),
  askTitle: msg('Ask to lift a freeze'),
  seats: msg('Seats'),
  seatsHelp: msg('Names with commas between, such as a1, a2. Empty: the whole room.'),
  reasonHelp: msg('Why it can not wait. It stands in the audit log, so nothing of a candidate belongs here.'),
  done: {
    asked: msg('Asked for. Another administrator grants it on this page.'),
    granted: msg('Granted.'),
    ended: msg('Taken back.'),
  },
} as const;
