import { msg, str } from '@lit/localize';
import { number, plural } from './numbers.js';

const at = (row: number, column: number): string => msg(str`row ${number(row)}, column ${number(column)}`);

/** The texts of the page on which a room is arranged. */
export const layoutWords = {
  title: (room: string): string => msg(str`Arrange ${room}`),
  back: msg('Back to the room'),
  map: msg('The room'),
  help: msg(
    'Drag a seat to its place. By keyboard: arrows go from place to place, Enter picks a seat up and puts it down, Escape leaves it where it was.',
  ),
  noSeats: msg('This room has no seats yet: they are named in the hub’s configuration file.'),
  freePlace: (row: number, column: number): string => msg(str`free, ${at(row, column)}`),
  seatPlace: (label: string, row: number, column: number): string =>
    msg(str`Seat ${label}, ${at(row, column)}`),
  pickedUp: (label: string, row: number, column: number): string =>
    msg(
      str`Seat ${label} picked up at ${at(row, column)}. Arrows move it, Enter puts it down, Escape leaves it there.`,
    ),
  over: (row: number, column: number, there: string | undefined): string =>
    there === undefined ? at(row, column) : msg(str`${at(row, column)}, where seat ${there} stands`),
  putDown: (label: string, row: number, column: number, there: string | undefined): string =>
    there === undefined
      ? msg(str`Seat ${label} now stands at ${at(row, column)}.`)
      : msg(str`Seat ${label} now stands at ${at(row, column)}; seat ${there} took its place.`),
  leftThere: (label: string): string => msg(str`Seat ${label} stays where it was.`),
  undo: msg('Undo'),
  redo: msg('Redo'),
  discard: msg('Discard changes'),
  save: msg('Save'),
  saving: msg('Saving…'),
  undoneStep: msg('Undone.'),
  redoneStep: msg('Done again.'),
  discarded: msg('All changes are discarded.'),
  saved: msg('Saved. The room is shown so from now on.'),
  unsaved: msg('Not saved yet'),
  nothingChanged: msg('Nothing is changed.'),
  saveRefused: (why: string): string => msg(str`Not saved: ${why}.`),
  saveFailed: msg('Not saved: the hub gave no answer. Your changes are still here; save again.'),
  changedElsewhere: msg(
    'Somebody else has arranged this room meanwhile. Discard your changes to see it as it stands now.',
  ),
  leave: msg('Leave without saving? Your changes to this room would be gone.'),
  size: msg('Size'),
  rows: msg('Rows'),
  columns: msg('Columns'),
  sizeNow: (rows: number, columns: number): string =>
    msg(str`The room has ${number(rows)} rows and ${number(columns)} columns.`),
  front: msg('Front: the edge that candidates face'),
  label: msg('Label of the seat'),
  labelOf: (seat: string): string => msg(str`Label of seat ${seat}`),
  labelHelp: msg('Choose a seat on the map to change what is written on its desk.'),
  aisles: msg('Aisles'),
  noAisles: msg('No aisles.'),
  addAisle: msg('Add an aisle'),
  afterRow: (row: number): string => msg(str`after row ${number(row)}`),
  afterColumn: (column: number): string => msg(str`after column ${number(column)}`),
  doors: msg('Doors'),
  noDoors: msg('No doors.'),
  addDoor: msg('Add a door'),
  add: msg('Add'),
  remove: (what: string): string => msg(str`Remove: ${what}`),
  added: (what: string): string => msg(str`Added: ${what}.`),
  removed: (what: string): string => msg(str`Removed: ${what}.`),
  file: msg('As a file'),
  download: msg('Download as CSV'),
  downloadHelp: msg('As it is saved: columns seat, label, row, column.'),
  import: msg('Read from CSV'),
  importTitle: msg('What the file would change'),
  importFailed: msg('The file could not be checked: the hub gave no answer. Choose it again.'),
  importTooLarge: msg('This file is too large for a layout: 100,000 characters at most.'),
  importFaults: (count: number): string =>
    plural(count, {
      one: msg('1 thing is wrong with this file. Nothing was changed; correct it and choose it again.'),
      other: msg(
        str`${number(count)} things are wrong with this file. Nothing was changed; correct it and choose it again.`,
      ),
    }),
  importSame: msg('The file has every seat where it stands already.'),
  importMoves: (count: number): string =>
    plural(count, {
      one: msg('1 seat would stand elsewhere or have another label.'),
      other: msg(str`${number(count)} seats would stand elsewhere or have another label.`),
    }),
  importGrows: (rows: number, columns: number): string =>
    msg(str`The room would have ${number(rows)} rows and ${number(columns)} columns.`),
  take: msg('Take it'),
  takeHelp: msg('It is then on the map, and saved only when you save.'),
  taken: msg('The file is taken over. Save to keep it.'),
  cancel: msg('Cancel'),
  line: msg('Line'),
  column: msg('Column'),
  what: msg('What is wrong'),
  wholeFile: msg('whole file'),
  wholeLine: msg('whole line'),
} as const;
