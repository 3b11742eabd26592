import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { mapWords } from '../lib/map-words.js';
import { words } from '../lib/words.js';
import { type MapGrid, type MapRoom, edgeArea, frontOf } from '../state/map-grid.js';

/** The front and the doors of a room, on the edges of its map. They are drawn only: {@link saidEdges} says them. */
export function mapEdges(room: MapRoom, grid: MapGrid): TemplateResult {
  const front = frontOf(room);
  return html`<div
      class=${`front ${front}`}
      aria-hidden="true"
      style=${styleMap({ gridArea: edgeArea(grid, front) })}
    >
      <span>${words.front}</span>
    </div>
    ${(room.doors ?? []).map(
      ({ at, edge }) =>
        html`<div
          class=${`door ${edge}`}
          aria-hidden="true"
          title=${mapWords.door}
          style=${styleMap({ gridArea: edgeArea(grid, edge, at) })}
        >
          <span>${mapWords.door}</span>
        </div>`,
    )}`;
}

/** Where the front and the doors are, in words. */
export function saidEdges(room: MapRoom): string {
  const front = mapWords.frontAt(mapWords.edge[frontOf(room)]);
  const doors = (room.doors ?? []).map(({ at, edge }) => saidDoor(edge, at));
  return doors.length === 0 ? front : `${front} ${mapWords.doorsAt(doors.join('; '))}`;
}

/** Where a door is, such as `left, row 2`. */
export function saidDoor(edge: 'top' | 'right' | 'bottom' | 'left', at: number): string {
  const line = edge === 'top' || edge === 'bottom' ? mapWords.column(at) : mapWords.row(at);
  return mapWords.doorBeside(mapWords.edge[edge], line);
}
