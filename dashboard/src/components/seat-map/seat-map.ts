import type { RoomView, SeatView } from '@invigil/contract';
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { words } from '../../lib/words.js';
import { walk } from '../../state/grid-walk.js';
import { baseStyles } from '../base.styles.js';
import { seatMapStyles } from './seat-map.styles.js';
import '../seat-tile/seat-tile.js';

/** The room as its seats stand in it, the front above. One tile is in the Tab order; the arrow keys go on from it. */
@customElement('invigil-seat-map')
export class SeatMap extends LitElement {
  static override styles = [baseStyles, seatMapStyles];

  @property({ attribute: false }) room: RoomView | undefined;
  @property({ attribute: false }) seats: readonly SeatView[] = [];

  @state() private reached: string | null = null;

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
    const { room, seats } = this;
    if (room === undefined) return undefined;
    if (seats.length === 0) return html`<p class="none quiet">${words.emptyRoom}</p>`;
    const reached = seats.some(({ seat }) => seat === this.reached) ? this.reached : seats[0]?.seat;
    const rows = Array.from({ length: room.rows }, (_, index) => index + 1);
    return html`
      <div class="front" aria-hidden="true">${words.front}</div>
      <div
        class="grid"
        role="grid"
        aria-label=${words.seatMap}
        aria-rowcount=${room.rows}
        aria-colcount=${room.columns}
        style=${styleMap({ '--rows': String(room.rows), '--columns': String(room.columns) })}
        @keydown=${this.onKeydown}
      >
        ${rows.map((row) => this.renderRow(row, reached))}
      </div>
    `;
  }

  private renderRow(row: number, reached: string | null | undefined): TemplateResult | undefined {
    const inRow = this.seats.filter((seat) => seat.row === row).sort((a, b) => a.column - b.column);
    if (inRow.length === 0) return undefined;
    return html`<div class="row" role="row" aria-rowindex=${row} style=${styleMap({ gridRow: String(row) })}>
      ${repeat(
        inRow,
        ({ seat }) => seat,
        (seat) =>
          html`<invigil-seat-tile
            id=${`seat-${seat.room}-${seat.seat}`}
            role="gridcell"
            aria-colindex=${seat.column}
            style=${styleMap({ gridColumn: String(seat.column) })}
            .seat=${seat}
            .reachable=${seat.seat === reached}
            @focusin=${() => this.reach(seat.seat)}
          ></invigil-seat-tile>`,
      )}
    </div>`;
  }

  private reach(seat: string): void {
    this.reached = seat;
  }

  private readonly onKeydown = (event: KeyboardEvent): void => {
    const from = this.seats.find(({ seat }) => seat === this.reached);
    if (from === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = walk(this.seats, from, event.key);
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
