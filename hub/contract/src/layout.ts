import * as z from 'zod';
import { Slug } from './ids.js';

const GridNumber = z.number().int().min(1).max(50);

/** An edge of a room's map, as somebody looks at it: `top` is beyond row 1, `left` beyond column 1. */
export const MapEdge = z.enum(['top', 'right', 'bottom', 'left']);
export type MapEdge = z.infer<typeof MapEdge>;

/** A door in an edge of the map. */
export const Door = z.strictObject({
  edge: MapEdge,
  /** Beside which column, of a door at the top or the bottom; beside which row, of one at the left or the right. */
  at: GridNumber,
});
export type Door = z.infer<typeof Door>;

/** The gaps of a room: an aisle after a row stands between it and the next, one after a column likewise. */
export const Aisles = z.strictObject({
  afterRows: z.array(GridNumber).max(49),
  afterColumns: z.array(GridNumber).max(49),
});
export type Aisles = z.infer<typeof Aisles>;

/** Where a seat stands, and what is written on its desk. */
export const SeatPlace = z.strictObject({
  seat: Slug,
  label: z.string().trim().min(1).max(16),
  row: GridNumber,
  column: GridNumber,
});
export type SeatPlace = z.infer<typeof SeatPlace>;

/** How a room stands: a grid of places with its seats, its gaps, its doors, and the edge that candidates face. */
export const RoomLayout = z.strictObject({
  rows: GridNumber,
  columns: GridNumber,
  front: MapEdge,
  aisles: Aisles,
  doors: z.array(Door).max(40),
  seats: z.array(SeatPlace).max(1000),
});
export type RoomLayout = z.infer<typeof RoomLayout>;

/** `PUT /api/rooms/:room/layout`; the answer is the room as it is then. */
export const LayoutRequest = z.strictObject({
  layout: RoomLayout,
  /** How many times the page knew the room to be arranged: where it is more, it is refused as a `conflict`. */
  after: z.number().int().min(0),
});
export type LayoutRequest = z.infer<typeof LayoutRequest>;

/** What is wrong with a layout, one thing each. */
export const LayoutFault = z.object({
  code: z.enum([
    'same-place',
    'outside',
    'unknown-seat',
    'missing-seat',
    'seat-twice',
    'same-label',
    'aisle-outside',
    'aisle-twice',
    'door-outside',
    'door-twice',
  ]),
  /** The seat that it is about; absent of an aisle or a door. */
  seat: Slug.optional(),
  /** For people: what is wrong and where. */
  message: z.string(),
});
export type LayoutFault = z.infer<typeof LayoutFault>;

/** `POST /api/rooms/:room/layout/csv`: columns `seat,label,row,column`, in any order. Nothing is changed by it. */
export const LayoutCsv = z.strictObject({ csv: z.string().max(100_000) });
export type LayoutCsv = z.infer<typeof LayoutCsv>;

/** The columns of a layout as CSV. */
export const LAYOUT_COLUMNS = ['seat', 'label', 'row', 'column'] as const;
export type LayoutColumn = (typeof LAYOUT_COLUMNS)[number];

/** What would become of the room: a preview. */
export const LayoutPreview = z.object({
  /** The room as it would stand; null where something is wrong. */
  layout: RoomLayout.nullable(),
  /** Names of the seats that would stand at another place, or have another label. */
  changed: z.array(Slug).max(1000),
  faults: z
    .array(
      z.object({
        /** Line of the file, from 1; null: it is about the file as a whole. */
        line: z.number().int().min(1).nullable(),
        /** Null: it is about the line as a whole. */
        column: z.enum(LAYOUT_COLUMNS).nullable(),
        message: z.string(),
      }),
    )
    .max(100),
});
export type LayoutPreview = z.infer<typeof LayoutPreview>;
