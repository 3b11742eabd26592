import type { RoomView, SeatView, Sitting, SittingPlace } from '@invigil/contract';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { examWords } from '../../lib/exam-words.js';
import { walk } from '../../state/grid-walk.js';
import { type MapGrid, mapGrid } from '../../state/map-grid.js';
import { baseStyles } from '../base.styles.js';
import { mapEdges, saidEdges } from '../map-edges.js';
import { mapEdgeStyles } from '../map-edges.styles.js';

/** A seat was pressed, or a candidate let fall on it. */
export type SeatChosen = { place: SittingPlace; candidate: string | null };

/** The name of what is dragged. */
export const DRAGGED = 'text/x-invigil-candidate';

/**
 * A room with who sits where in an exam. One seat is in the Tab order; the arrow keys go on from it.
 * @fires invigil-seat - with a {@link SeatChosen}
 */
@customElement('invigil-exam-seats')
export class ExamSeats extends LitElement {
  static override styles = [
    baseStyles,
    mapEdgeStyles,
    css`
      h3 {
        margin-block-end: 4px;
      }

      .wide {
        overflow-x: auto;
        padding: 4px;
      }

      .plan {
        --least: 76px;
        gap: 6px;
      }

      /* The map lies as the room does; what is written on it goes the reader's way. */
      :host(:dir(rtl)) button {
        direction: rtl;
      }

      button {
        display: grid;
        align-content: center;
        justify-items: start;
        padding: 4px 8px;
        min-height: 52px;
        border-color: var(--line-strong);
        background: var(--panel);
        text-align: start;
        font-size: 13px;
        line-height: 17px;
        overflow: hidden;
      }

      button > span {
        max-width: 100%;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .free {
        border-style: dashed;
        background: none;
        color: var(--ink-quiet);
      }

      .over,
      .picked {
        outline: 2px solid var(--focus);
        outline-offset: 1px;
      }

      b {
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) room: RoomView | undefined;
  @property({ attribute: false }) seats: readonly SeatView[] = [];
  @property({ attribute: false }) sittings: readonly Sitting[] = [];
  /** The candidate who is picked. */
  @property({ attribute: false }) picked: string | null = null;
  /** Whether somebody can be seated. */
  @property({ attribute: false }) may = false;

  @state() private reached: string | null = null;
  @state() private over: string | null = null;

  protected override render(): TemplateResult | undefined {
    const { room, seats } = this;
    if (room === undefined) return undefined;
    const grid = mapGrid(room);
    const reached = seats.some(({ seat }) => seat === this.reached) ? this.reached : seats[0]?.seat;
    return html`
      <h3>${room.name}</h3>
      <div class="wide">
        <div
          class="plan"
          role="group"
          aria-label=${room.name}
          aria-description=${saidEdges(room)}
          style=${styleMap({ gridTemplateColumns: grid.columns, gridTemplateRows: grid.rows })}
          @keydown=${this.onKeydown}
        >
          ${mapEdges(room, grid)}
          ${seats
            .toSorted((a, b) => a.row - b.row || a.column - b.column)
            .map((seat) => this.renderSeat(seat, grid, seat.seat === reached))}
        </div>
      </div>
    `;
  }

  private renderSeat(at: SeatView, grid: MapGrid, isReached: boolean): TemplateResult {
    const sitting = this.sittings.find(({ place }) => place?.room === at.room && place.seat === at.seat);
    const who = sitting?.name ?? examWords.free;
    const classes = [
      sitting === undefined ? 'free' : '',
      this.over === at.seat ? 'over' : '',
      sitting !== undefined && sitting.id === this.picked ? 'picked' : '',
    ].join(' ');
    const choose = (candidate: string | null) => this.choose(at, candidate);
    return html`<button
      class=${classes}
      data-seat=${at.seat}
      aria-label=${examWords.seatLabel(at.label, who)}
      tabindex=${isReached ? 0 : -1}
      draggable=${this.may && sitting !== undefined ? 'true' : 'false'}
      style=${styleMap({ gridRow: String(grid.row(at.row)), gridColumn: String(grid.column(at.column)) })}
      @focus=${() => (this.reached = at.seat)}
      @click=${() => choose(null)}
      @dragstart=${(event: DragEvent) => event.dataTransfer?.setData(DRAGGED, sitting?.id ?? '')}
      @dragover=${(event: DragEvent) => this.onOver(event, at.seat)}
      @dragleave=${() => (this.over = null)}
      @drop=${(event: DragEvent) => this.onDrop(event, choose)}
    >
      <span><b>${at.label}</b></span>
      <span>${who}</span>
    </button>`;
  }

  private choose({ room, seat }: SittingPlace, candidate: string | null): void {
    const detail: SeatChosen = { place: { room, seat }, candidate };
    this.dispatchEvent(new CustomEvent('invigil-seat', { detail }));
  }

  private onOver(event: DragEvent, seat: string): void {
    if (!this.may || event.dataTransfer?.types.includes(DRAGGED) !== true) return;
    event.preventDefault();
    this.over = seat;
  }

  private onDrop(event: DragEvent, choose: (candidate: string) => void): void {
    event.preventDefault();
    this.over = null;
    const candidate = event.dataTransfer?.getData(DRAGGED) ?? '';
    if (this.may && candidate !== '') choose(candidate);
  }

  private readonly onKeydown = async (event: KeyboardEvent): Promise<void> => {
    const from = this.seats.find(({ seat }) => seat === this.reached);
    if (from === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = walk(this.seats, from, event.key);
    if (to === undefined) return;
    event.preventDefault();
    this.reached = to.seat;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-seat="${to.seat}"]`)?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-exam-seats': ExamSeats;
  }
}
