import type { Door, LayoutFault, MapEdge, RoomLayout, SeatPlace } from './layout.js';

/** What is wrong with a layout, each thing by itself; empty where it can stand. @param seats names of the seats that the room has */
export function layoutFaults(layout: RoomLayout, seats: readonly string[]): LayoutFault[] {
  return [...seatFaults(layout, seats), ...aisleFaults(layout), ...doorFaults(layout)];
}

function seatFaults(layout: RoomLayout, seats: readonly string[]): LayoutFault[] {
  const faults: LayoutFault[] = [];
  const known = new Set(seats);
  const named = new Set<string>();
  const places = new Map<string, SeatPlace>();
  const labels = new Map<string, SeatPlace>();
  for (const one of layout.seats) {
    const { column, label, row, seat } = one;
    const say = (code: LayoutFault['code'], message: string): void => {
      faults.push({ code, seat, message });
    };
    if (!known.has(seat)) say('unknown-seat', `seat ${seat}: this room has no such seat`);
    if (named.has(seat)) say('seat-twice', `seat ${seat} stands in the list twice`);
    named.add(seat);
    if (row > layout.rows || column > layout.columns)
      say(
        'outside',
        `seat ${seat} stands at row ${row}, column ${column}: outside of the ${layout.rows} rows and ${layout.columns} columns`,
      );
    const there = places.get(`${row}/${column}`);
    if (there !== undefined)
      say('same-place', `seats ${there.seat} and ${seat} both stand at row ${row}, column ${column}`);
    places.set(`${row}/${column}`, one);
    const called = labels.get(label);
    if (called !== undefined)
      say('same-label', `seats ${called.seat} and ${seat} both have the label ${label}`);
    labels.set(label, one);
  }
  for (const seat of seats)
    if (!named.has(seat))
      faults.push({ code: 'missing-seat', seat, message: `seat ${seat} has no place: the list lacks it` });
  return faults;
}

function aisleFaults({ aisles, columns, rows }: RoomLayout): LayoutFault[] {
  return [
    ...faultsBetween('row', aisles.afterRows, rows),
    ...faultsBetween('column', aisles.afterColumns, columns),
  ];
}

function faultsBetween(line: 'row' | 'column', after: readonly number[], lines: number): LayoutFault[] {
  return after.flatMap((number, i): LayoutFault[] => {
    if (number >= lines)
      return [
        {
          code: 'aisle-outside',
          message: `an aisle after ${line} ${number} is not between two of the ${lines} ${line}s`,
        },
      ];
    return after.indexOf(number) === i
      ? []
      : [{ code: 'aisle-twice', message: `the aisle after ${line} ${number} stands in the list twice` }];
  });
}

function doorFaults({ columns, doors, rows }: RoomLayout): LayoutFault[] {
  return doors.flatMap(({ at, edge }, i): LayoutFault[] => {
    const isBesideColumn = edge === 'top' || edge === 'bottom';
    const [line, lines] = isBesideColumn ? ['column', columns] : ['row', rows];
    if (at > lines)
      return [
        {
          code: 'door-outside',
          message: `a door at the ${edge} beside ${line} ${at}: there are only ${lines} ${line}s`,
        },
      ];
    return placeOfDoor(doors, { at, edge }) === i
      ? []
      : [
          {
            code: 'door-twice',
            message: `the door at the ${edge} beside ${line} ${at} stands in the list twice`,
          },
        ];
  });
}

function placeOfDoor(doors: readonly Door[], wanted: { edge: MapEdge; at: number }): number {
  return doors.findIndex(({ at, edge }) => at === wanted.at && edge === wanted.edge);
}
