import type { RoomLayout, SeatPlace } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { styleMap } from 'lit/directives/style-map.js';
import { layoutWords } from '../../lib/layout-words.js';
import { type GridPlace } from '../../state/grid-walk.js';
import { seatAt, withSeatAt } from '../../state/layout-edit.js';
import { type MapGrid, mapGrid } from '../../state/map-grid.js';
import { baseStyles } from '../base.styles.js';
import { mapEdges, saidEdges } from '../map-edges.js';
import { mapEdgeStyles } from '../map-edges.styles.js';
import { SeatDrag } from './seat-drag.js';
import { layoutEditorStyles } from './layout-editor.styles.js';

/** A layout after one step, and what to say of it. */
export type LayoutStep = { layout: RoomLayout; said: string };

const STEPS = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
} as const satisfies Record<string, readonly [number, number]>;

/**
 * A room whose seats are put elsewhere, by pointer or by keyboard. One place is in the Tab order; arrows go on from it.
 * @fires invigil-step - a seat was put elsewhere: a {@link LayoutStep}
 * @fires invigil-say - something to be said aloud
 * @fires invigil-chosen - the name of the seat that has the focus, or null
 */
@customElement('invigil-layout-editor')
export class LayoutEditor extends LitElement {
  static override styles = [baseStyles, mapEdgeStyles, layoutEditorStyles];

  @property({ attribute: false }) layout: RoomLayout | undefined;

  /** The place that has the focus, or would get it. */
  @state() private reached: GridPlace = { row: 1, column: 1 };
  /** Name of the seat that is picked up by keyboard. */
  @state() private held: string | null = null;

  private readonly drag = new SeatDrag(this, {
    begin: (place) => this.reach(place),
    drop: (seat, to) => this.put(seat, to),
    cancel: (seat) => this.say(layoutWords.leftThere(this.labelOf(seat))),
  });

  /** What had the focus may be beyond the edge of a room that became smaller, and what is held may be gone. */
  protected override willUpdate(): void {
    const { held, layout, reached } = this;
    if (layout === undefined) return;
    const row = Math.min(reached.row, layout.rows);
    const column = Math.min(reached.column, layout.columns);
    if (row !== reached.row || column !== reached.column) this.reached = { row, column };
    if (held !== null && !layout.seats.some(({ seat }) => seat === held)) this.held = null;
  }

  protected override render(): TemplateResult | undefined {
    const { layout } = this;
    if (layout === undefined) return undefined;
    const grid = mapGrid(layout);
    const rows = Array.from({ length: layout.rows }, (_, i) => i + 1);
    const styles = { gridTemplateColumns: grid.columns, gridTemplateRows: grid.rows };
    return html`<div class="plan dense" style=${styleMap(styles)}>
      ${mapEdges(layout, grid)}
      <div
        class="grid"
        role="grid"
        aria-label=${layoutWords.map}
        aria-description=${saidEdges(layout)}
        aria-rowcount=${layout.rows}
        aria-colcount=${layout.columns}
        style=${styleMap({ gridColumn: grid.inner.columns, gridRow: grid.inner.rows })}
        @keydown=${this.onKeydown}
        @pointerdown=${(event: PointerEvent) => this.drag.start(event)}
      >
        ${rows.map((row) => this.renderRow(layout, grid, row))}
      </div>
    </div>`;
  }

  private renderRow(layout: RoomLayout, grid: MapGrid, row: number): TemplateResult {
    const columns = Array.from({ length: layout.columns }, (_, i) => i + 1);
    return html`<div
      class="row"
      role="row"
      aria-rowindex=${row}
      style=${styleMap({ gridRow: String(grid.row(row) - 1) })}
    >
      ${columns.map((column) => this.renderPlace(layout, { row, column }, String(grid.column(column) - 1)))}
    </div>`;
  }

  private renderPlace(layout: RoomLayout, { column, row }: GridPlace, line: string): TemplateResult {
    const seat = seatAt(layout, { row, column });
    const isReached = row === this.reached.row && column === this.reached.column;
    const { over, seat: dragged } = this.drag;
    const isTarget = (over?.row === row && over.column === column) || (this.held !== null && isReached);
    const isHeld = seat !== undefined && (seat.seat === this.held || seat.seat === dragged);
    return html`<div
      class=${classMap({ spot: true, seat: seat !== undefined, held: isHeld, target: isTarget })}
      role="gridcell"
      aria-colindex=${column}
      aria-label=${seat === undefined ? layoutWords.freePlace(row, column) : layoutWords.seatPlace(seat.label, row, column)}
      aria-selected=${isHeld}
      tabindex=${isReached ? 0 : -1}
      data-row=${row}
      data-column=${column}
      data-seat=${seat?.seat ?? nothing}
      style=${styleMap({ gridColumn: line })}
      @focus=${() => this.reach({ row, column })}
    >
      ${seat?.label ?? nothing}
    </div>`;
  }

  /** What has the focus is what the panel beside tells of. */
  private reach(place: GridPlace): void {
    this.reached = place;
    const seat = this.layout === undefined ? undefined : seatAt(this.layout, place);
    this.tell('invigil-chosen', seat?.seat ?? null);
  }

  private readonly onKeydown = (event: KeyboardEvent): void => {
    const { layout } = this;
    if (layout === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') this.pickOrPut(layout);
    else if (event.key === 'Escape' && this.drag.seat !== null) this.drag.stop();
    else if (event.key === 'Escape' && this.held !== null) this.leave(layout);
    else if (!isArrow(event.key) || !this.step(layout, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  private pickOrPut(layout: RoomLayout): void {
    const { held, reached } = this;
    if (held !== null) {
      this.held = null;
      this.put(held, reached);
      return;
    }
    const seat = seatAt(layout, reached);
    if (seat === undefined) return;
    this.held = seat.seat;
    this.say(layoutWords.pickedUp(seat.label, seat.row, seat.column));
  }

  /** Leaves the seat where it was, with the focus on it. */
  private leave(layout: RoomLayout): void {
    const seat = layout.seats.find((one) => one.seat === this.held);
    this.held = null;
    if (seat === undefined) return;
    this.say(layoutWords.leftThere(seat.label));
    void this.focusPlace(seat);
  }

  private step(layout: RoomLayout, key: keyof typeof STEPS): boolean {
    const [down, right] = STEPS[key];
    const row = this.reached.row + down;
    const column = this.reached.column + right;
    if (row < 1 || column < 1 || row > layout.rows || column > layout.columns) return true;
    if (this.held !== null) {
      const there = seatAt(layout, { row, column });
      this.say(layoutWords.over(row, column, there?.seat === this.held ? undefined : there?.label));
    }
    void this.focusPlace({ row, column });
    return true;
  }

  private put(name: string, to: GridPlace): void {
    const { layout } = this;
    const seat = layout?.seats.find((one) => one.seat === name);
    if (layout === undefined || seat === undefined) return;
    if (seat.row === to.row && seat.column === to.column) {
      this.say(layoutWords.leftThere(seat.label));
      return;
    }
    const there: SeatPlace | undefined = seatAt(layout, to);
    const said = layoutWords.putDown(seat.label, to.row, to.column, there?.label);
    this.tell('invigil-step', { layout: withSeatAt(layout, name, to), said });
    void this.focusPlace(to);
  }

  private async focusPlace({ column, row }: GridPlace): Promise<void> {
    this.reached = { row, column };
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`)?.focus();
  }

  private labelOf(name: string): string {
    return this.layout?.seats.find(({ seat }) => seat === name)?.label ?? name;
  }

  private say(text: string): void {
    this.tell('invigil-say', text);
  }

  private tell(
    type: 'invigil-say' | 'invigil-chosen' | 'invigil-step',
    detail: LayoutStep | string | null,
  ): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function isArrow(key: string): key is keyof typeof STEPS {
  return Object.hasOwn(STEPS, key);
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-layout-editor': LayoutEditor;
  }
}
