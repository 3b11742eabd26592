import type { RoomView, SeatView } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { words } from '../../lib/words.js';
import { walk } from '../../state/grid-walk.js';
import { type MapGrid, mapGrid } from '../../state/map-grid.js';
import { wordAge } from '../../state/word-age.js';
import { baseStyles } from '../base.styles.js';
import { mapEdges, saidEdges } from '../map-edges.js';
import { mapEdgeStyles } from '../map-edges.styles.js';
import { ShortTasks } from '../short-tasks.js';
import { seatMapStyles } from './seat-map.styles.js';
import { SeatTile } from '../seat-tile/seat-tile.js';

const NOTHING_HIDDEN: ReadonlySet<string> = new Set();

/**
 * The room as its seats stand in it, with its gaps, doors and front. One tile is in the Tab order; the arrow keys go on from it.
 * It fills the room that it is given; larger than that it scrolls.
 */
@customElement('invigil-seat-map')
export class SeatMap extends LitElement {
  static override styles = [baseStyles, mapEdgeStyles, seatMapStyles];

  @property({ attribute: false }) room: RoomView | undefined;
  @property({ attribute: false }) seats: readonly SeatView[] = [];
  /** Names of the seats that are left out: their places stay free. */
  @property({ attribute: false }) without: ReadonlySet<string> = NOTHING_HIDDEN;
  /** As a share of the size that fits. */
  @property({ attribute: false }) zoom = 1;
  /** The hub's time, in ms. */
  @property({ attribute: false }) now = 0;

  @state() private reached: string | null = null;
  readonly #tasks = new ShortTasks();

  /** Puts the focus on a seat's tile. */
  async focusSeat(seat: string): Promise<void> {
    this.reached = seat;
    await this.updateComplete;
    const tile = [...this.renderRoot.querySelectorAll('invigil-seat-tile')].find(
      (each) => each.seat?.seat === seat,
    );
    await tile?.updateComplete;
    tile?.focus();
  }

  protected override render(): TemplateResult | undefined {
    const { room, zoom } = this;
    if (room === undefined) return undefined;
    if (this.seats.length === 0) return html`<p class="none quiet">${words.emptyRoom}</p>`;
    const shown = this.shown();
    const reached = shown.some(({ seat }) => seat === this.reached) ? this.reached : shown[0]?.seat;
    const grid = mapGrid(room);
    const rows = Array.from({ length: room.rows }, (_, index) => index + 1);
    const isDense = room.columns > 12 || room.rows > 9;
    const styles = {
      '--zoom': String(zoom),
      '--columns': String(room.columns),
      '--rows': String(room.rows),
      gridTemplateColumns: grid.columns,
      gridTemplateRows: grid.rows,
    };
    return html`<div class=${isDense ? 'plan dense' : 'plan'} style=${styleMap(styles)}>
      ${mapEdges(room, grid)}
      <div
        class="grid"
        role="grid"
        aria-label=${words.seatMap}
        aria-description=${saidEdges(room)}
        aria-rowcount=${room.rows}
        aria-colcount=${room.columns}
        style=${styleMap({ gridColumn: grid.inner.columns, gridRow: grid.inner.rows })}
        @keydown=${this.onKeydown}
        @focusin=${this.onFocus}
      >
        ${rows.map((row) => this.renderRow(row, grid, reached))}
      </div>
    </div>`;
  }

  private shown(): SeatView[] {
    return this.seats.filter(({ seat }) => !this.without.has(seat));
  }

  private renderRow(
    row: number,
    grid: MapGrid,
    reached: string | null | undefined,
  ): TemplateResult | undefined {
    const inRow = this.seats.filter((seat) => seat.row === row).sort((a, b) => a.column - b.column);
    if (inRow.length === 0) return undefined;
    const isHidden = inRow.every(({ seat }) => this.without.has(seat));
    // The lines of the rows' own grid begin at the first seat.
    const line = styleMap({ gridRow: String(grid.row(row) - 1) });
    return html`<div
      class="row"
      role=${isHidden ? 'presentation' : 'row'}
      aria-rowindex=${isHidden ? nothing : row}
      style=${line}
    >
      ${repeat(
        inRow,
        ({ seat }) => seat,
        (seat) => {
          const column = styleMap({ gridColumn: String(grid.column(seat.column) - 1) });
          if (this.without.has(seat.seat))
            return html`<span class="place" aria-hidden="true" style=${column}></span>`;
          return html`<invigil-seat-tile
            id=${`seat-${seat.room}-${seat.seat}`}
            role="gridcell"
            aria-colindex=${seat.column}
            style=${column}
            .seat=${seat}
            .age=${wordAge(seat, this.now)}
            .tasks=${this.#tasks}
            .reachable=${seat.seat === reached}
          ></invigil-seat-tile>`;
        },
      )}
    </div>`;
  }

  private readonly onFocus = ({ target }: Event): void => {
    if (target instanceof SeatTile) this.reached = target.seat?.seat ?? null;
  };

  private readonly onKeydown = (event: KeyboardEvent): void => {
    const shown = this.shown();
    const from = shown.find(({ seat }) => seat === this.reached);
    if (from === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = walk(shown, from, event.key);
    if (to === undefined) return;
    event.preventDefault();
    void this.focusSeat(to.seat);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-seat-map': SeatMap;
  }
}
