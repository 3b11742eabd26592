import { msg, str } from '@lit/localize';
import type { MapEdge, SeatView } from '@invigil/contract';
import { number, plural } from './numbers.js';

const seconds = (count: number): string => msg(str`${number(count)} s`);

/** The texts of the room's map and of what is round it. */
export const mapWords = {
  tools: msg('What the map shows'),
  hideCalm: msg('Hide calm'),
  hideCalmHelp: msg('Seats with an open incident, and those that can’t be seen or are silent, always stay'),
  byLevel: msg('Only seats of a level'),
  more: msg('Filter'),
  moreChosen: (count: number): string => msg(str`Filter (${number(count)})`),
  byState: msg('State'),
  byKind: msg('What is seen now'),
  nothingSeen: msg('Nothing is seen at any seat now.'),
  countOf: (text: string, count: number): string =>
    `${text}: ${plural(count, { one: msg('1 seat'), other: msg(str`${number(count)} seats`) })}`,
  state: {
    online: msg('Online'),
    lost: msg('Lost'),
    stopped: msg('Stopped'),
    never: msg('Not started'),
  } satisfies Record<SeatView['state'], string>,
  hidden: (hidden: number, all: number, open: number): string =>
    open === 0
      ? msg(str`${number(hidden)} of ${number(all)} seats are hidden.`)
      : msg(
          str`${number(hidden)} of ${number(all)} seats are hidden, ${number(open)} of them with an open incident.`,
        ),
  showAll: msg('Show all seats'),
  zoomIn: msg('Larger'),
  zoomOut: msg('Smaller'),
  zoomFit: msg('Fit the map'),
  size: msg('Size of the map'),
  arrange: msg('Arrange'),
  door: msg('Door'),
  edge: {
    top: msg('top'),
    right: msg('right'),
    bottom: msg('bottom'),
    left: msg('left'),
  } satisfies Record<MapEdge, string>,
  frontAt: (edge: string): string => msg(str`The front is at the ${edge} of the map.`),
  doorsAt: (doors: string): string => msg(str`Doors: ${doors}.`),
  doorBeside: (edge: string, line: string): string => msg(str`${edge}, ${line}`),
  row: (row: number): string => msg(str`row ${number(row)}`),
  column: (column: number): string => msg(str`column ${number(column)}`),
  handUp: msg('hand up'),
  justNow: msg('heard just now'),
  /** The sign is no part of the text: lit-localize would write it as HTML does. */
  fresh: `< ${seconds(5)}`,
  silentFor: (text: string): string => msg(str`silent for ${text}`),
  seconds,
  minutes: (count: number): string => msg(str`${number(count)} min`),
  sensorBlind: { camera: msg('camera blind'), program: msg('program silent') },
} as const;
