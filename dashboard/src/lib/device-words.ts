import { msg, str } from '@lit/localize';
import type { Machine, Trouble } from '@invigil/contract';
import { number, plural } from './numbers.js';
import { dayAndTime } from './times.js';

/** What is drawn of a seat's health over time. */
export const MEASURES = [
  'captured',
  'frameMs',
  'cpu',
  'temperature',
  'memory',
  'outbox',
  'diskFree',
  'clock',
] as const;
export type Measure = (typeof MEASURES)[number];

/** What each measure is called, and its value. */
const measureWords: Record<Measure, { what: string; value: (value: number) => string }> = {
  captured: { what: msg('Pictures'), value: (value) => msg(str`${number(value, 1)} /s`) },
  frameMs: { what: msg('Time of a picture (19 of 20)'), value: (value) => msg(str`${number(value, 1)} ms`) },
  cpu: { what: msg('Processor'), value: (value) => msg(str`${number(value, 0)} %`) },
  temperature: { what: msg('Temperature'), value: (value) => msg(str`${number(value, 0)} °C`) },
  memory: { what: msg('Memory'), value: (value) => msg(str`${number(value, 0)} MiB`) },
  outbox: { what: msg('Waiting to be sent'), value: (value) => msg(str`${number(value)} events`) },
  diskFree: { what: msg('Disk free'), value: (value) => msg(str`${number(value, 1)} GB`) },
  clock: { what: msg('Clock, off the hub’s'), value: (value) => msg(str`${number(value)} ms`) },
};

/** The texts of a technician's pages. */
export const deviceWords = {
  title: msg('Devices'),
  notes: msg('The machines at the seats: what they are, and how they fare. Nobody who sits there is in it.'),
  bundle: msg('Download a support bundle'),
  bundleHelp: msg(
    'Versions, configuration without secrets, health and last errors. No candidate, no evidence, no secret.',
  ),
  noRooms: msg('No rooms are set up: add them to the hub’s configuration.'),
  noSeats: msg('No seats are set up in this room.'),
  loading: msg('Loading…'),
  failed: msg('What the machines are could not be loaded.'),
  again: msg('Try again'),
  columns: {
    seat: msg('Seat'),
    state: msg('State'),
    version: msg('Version'),
    camera: msg('Camera'),
    computes: msg('Computes with'),
    certificate: msg('Certificate'),
    troubles: msg('Last trouble'),
  },
  unknown: msg('not told yet'),
  noCamera: msg('not open'),
  format: (width: number, height: number, fps: number) =>
    msg(str`${number(width)}×${number(height)}, ${number(fps)} /s`),
  daysLeft: (days: number) =>
    days < 0
      ? msg('has ended')
      : plural(days, { one: msg(str`${number(days)} day left`), other: msg(str`${number(days)} days left`) }),
  noCertificate: msg('none'),
  notGiven: msg('not used here'),
  noTrouble: msg('none'),

  device: (label: string) => msg(str`Machine of seat ${label}`),
  toDevices: msg('All devices'),
  toReady: msg('Go or no-go'),
  now: msg('Now'),
  what: msg('What it is'),
  fact: {
    version: msg('Invigil'),
    node: msg('Node'),
    opencv: msg('OpenCV'),
    computes: msg('Computes with'),
    couldBe: msg('Could compute with'),
    nets: msg('Nets'),
    camera: msg('Camera'),
    asked: msg('Asked for'),
    granted: msg('Granted'),
    port: msg('Port'),
    told: msg('Told'),
  },
  software: msg('software'),
  port: (mbps: number, sharedWith: number) =>
    sharedWith === 0
      ? msg(str`USB, ${number(mbps, 1)} Mbit/s`)
      : msg(str`USB, ${number(mbps, 1)} Mbit/s, other cameras on the same controller: ${number(sharedWith)}`),
  health: msg('Health over time'),
  range: msg('Time shown'),
  hours: (hours: number) =>
    hours < 48
      ? plural(hours, { one: msg(str`${number(hours)} hour`), other: msg(str`${number(hours)} hours`) })
      : msg(str`${number(hours / 24)} days`),
  healthFailed: msg('The health could not be loaded.'),
  noHealth: msg('Nothing was told in this time: the machine was off, or longer ago than seven days.'),
  thinned: (minutes: number) => msg(str`One point for every ${number(minutes)} minutes.`),
  measure: measureWords,
  summary: (last: string, least: string, greatest: string) =>
    msg(str`last ${last}, between ${least} and ${greatest}`),
  at: (at: number, value: string) => msg(str`${dayAndTime(at)}: ${value}`),
  noValue: msg('not told'),

  troubles: msg('Last warnings and errors of its log'),
  troublesHelp: msg('By their constant text only; what they are about stands in the log on the machine.'),
  noTroubles: msg('None since it was started.'),
  level: { warn: msg('warning'), error: msg('error') } satisfies Record<Trouble['level'], string>,
  trouble: ({ code, count, message }: Trouble) =>
    `${message}${code === undefined ? '' : ` (${code})`}${count > 1 ? ` ×${number(count)}` : ''}`,

  certificates: msg('Certificates'),
  certificatesFailed: msg('The certificates could not be loaded.'),
  certificatesOff: msg('This hub gives no certificates: seats come in with tokens of its configuration.'),
  noneGiven: msg('None was given to this seat. Make a token, and enrol the machine with it.'),
  issued: (at: number, by: string) => msg(str`given ${dayAndTime(at)} by ${by}`),
  ends: (at: number) => msg(str`ends ${dayAndTime(at)}`),
  ended: (at: number) => msg(str`ended ${dayAndTime(at)}`),
  revoked: (at: number, by: string) => msg(str`revoked ${dayAndTime(at)} by ${by}`),
  renewal: msg('itself, as a renewal'),
  revoke: msg('Revoke'),
  revokeOf: (serial: string) => msg(str`Revoke ${serial}`),
  sure: msg('Revoke it? The seat is cut off at once. Press once more.'),
  revokeFailed: (why: string) => msg(str`Not revoked: ${why}.`),
  token: msg('Make a token to enrol'),
  tokenUntil: (at: number) => msg(str`Works once, until ${dayAndTime(at)}. On the machine:`),
  tokenFailed: (why: string) => msg(str`No token was made: ${why}.`),
  qr: msg('The line as a QR code'),
  noAnswer: msg('the hub gave no answer'),
} as const;

/** What a machine computes with, such as `onnxruntime on cpu`. */
export function computesWith({ told }: Machine): string {
  return told === null ? deviceWords.unknown : `${told.inference.runtime}, ${told.inference.provider}`;
}
