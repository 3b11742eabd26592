import { type Door, MapEdge, type RoomLayout } from '@invigil/contract';
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { layoutWords } from '../../lib/layout-words.js';
import { mapWords } from '../../lib/map-words.js';
import { words } from '../../lib/words.js';
import { leastSize, withAisle, withDoor, withLabel, withSize } from '../../state/layout-edit.js';
import { baseStyles } from '../base.styles.js';
import { fieldStyles } from '../field.styles.js';
import type { LayoutStep } from '../layout-editor/layout-editor.js';
import { saidDoor } from '../map-edges.js';
import { layoutPanelStyles } from './layout-panel.styles.js';

type Line = { text: string; act: () => void };

/**
 * All of a room's layout but where its seats stand: size, front, gaps, doors, and the label of the seat that is chosen.
 * @fires invigil-step - with a {@link LayoutStep}
 */
@customElement('invigil-layout-panel')
export class LayoutPanel extends LitElement {
  static override styles = [baseStyles, fieldStyles, layoutPanelStyles];

  @property({ attribute: false }) layout: RoomLayout | undefined;
  /** Name of the seat that is chosen on the map. */
  @property({ attribute: false }) chosen: string | null = null;

  protected override render(): TemplateResult | undefined {
    const { layout } = this;
    if (layout === undefined) return undefined;
    return html`${this.renderLabel(layout)}${this.renderSize(layout)}${this.renderAisles(layout)}${this.renderDoors(layout)}`;
  }

  private renderLabel(layout: RoomLayout): TemplateResult {
    const seat = layout.seats.find((one) => one.seat === this.chosen);
    return html`<section aria-labelledby="label">
      <h2 id="label">${layoutWords.label}</h2>
      ${
        seat === undefined
          ? html`<p class="quiet">${layoutWords.labelHelp}</p>`
          : html`<label
              ><span class="quiet">${layoutWords.labelOf(seat.seat)}</span>
              <input
                maxlength="16"
                autocomplete="off"
                .value=${seat.label}
                @change=${(event: Event) => this.relabel(layout, seat.seat, event)}
            /></label>`
      }
    </section>`;
  }

  private renderSize(layout: RoomLayout): TemplateResult {
    const least = leastSize(layout);
    return html`<section aria-labelledby="size">
      <h2 id="size">${layoutWords.size}</h2>
      <div class="fields">
        ${(['rows', 'columns'] as const).map(
          (which) =>
            html`<label
              ><span class="quiet">${layoutWords[which]}</span>
              <input
                type="number"
                min=${least[which]}
                max="50"
                .value=${String(layout[which])}
                @change=${(event: Event) => this.resize(layout, which, event)}
            /></label>`,
        )}
      </div>
      <label
        ><span class="quiet">${layoutWords.front}</span>
        <select @change=${(event: Event) => this.face(layout, event)}>
          ${MapEdge.options.map(
            (edge) =>
              html`<option value=${edge} ?selected=${edge === layout.front}>
                ${words.sentence(mapWords.edge[edge])}
              </option>`,
          )}
        </select></label
      >
    </section>`;
  }

  private renderAisles(layout: RoomLayout): TemplateResult {
    const { afterColumns, afterRows } = layout.aisles;
    const lines = [
      ...afterRows.map((after) => this.aisle(layout, 'afterRows', after)),
      ...afterColumns.map((after) => this.aisle(layout, 'afterColumns', after)),
    ];
    const free = [
      ...between(layout.rows)
        .filter((after) => !afterRows.includes(after))
        .map((after) => ['afterRows', after] as const),
      ...between(layout.columns)
        .filter((after) => !afterColumns.includes(after))
        .map((after) => ['afterColumns', after] as const),
    ];
    return html`<section aria-labelledby="aisles">
      <h2 id="aisles">${layoutWords.aisles}</h2>
      ${renderLines(lines, layoutWords.noAisles)}
      <form @submit=${(event: SubmitEvent) => this.addAisle(layout, event)}>
        <label
          ><span class="quiet">${layoutWords.addAisle}</span>
          <select name="after" ?disabled=${free.length === 0}>
            ${free.map(
              ([which, after]) =>
                html`<option value=${`${which} ${after}`}>
                  ${words.sentence(saidAisle(which, after))}
                </option>`,
            )}
          </select></label
        >
        <button ?disabled=${free.length === 0}>${layoutWords.add}</button>
      </form>
    </section>`;
  }

  private renderDoors(layout: RoomLayout): TemplateResult {
    const lines = layout.doors.map((door) => this.door(layout, door));
    return html`<section aria-labelledby="doors">
      <h2 id="doors">${layoutWords.doors}</h2>
      ${renderLines(lines, layoutWords.noDoors)}
      <form @submit=${(event: SubmitEvent) => this.addDoor(layout, event)}>
        <label
          ><span class="quiet">${layoutWords.addDoor}</span>
          <select name="door">
            ${freeDoors(layout).map(
              ({ at, edge }) =>
                html`<option value=${`${edge} ${at}`}>${words.sentence(saidDoor(edge, at))}</option>`,
            )}
          </select></label
        >
        <button>${layoutWords.add}</button>
      </form>
    </section>`;
  }

  private aisle(layout: RoomLayout, which: keyof RoomLayout['aisles'], after: number): Line {
    const text = saidAisle(which, after);
    return { text, act: () => this.step(withAisle(layout, which, after), layoutWords.removed(text)) };
  }

  private door(layout: RoomLayout, door: Door): Line {
    const text = saidDoor(door.edge, door.at);
    return { text, act: () => this.step(withDoor(layout, door), layoutWords.removed(text)) };
  }

  private relabel(layout: RoomLayout, seat: string, { target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    const label = target.value.trim();
    if (label === '') target.value = layout.seats.find((one) => one.seat === seat)?.label ?? '';
    else this.step(withLabel(layout, seat, label), '');
  }

  private resize(layout: RoomLayout, which: 'rows' | 'columns', { target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    const sized = withSize(layout, {
      rows: layout.rows,
      columns: layout.columns,
      [which]: Number(target.value),
    });
    // What was written may be less than the room needs.
    target.value = String(sized[which]);
    this.step(sized, layoutWords.sizeNow(sized.rows, sized.columns));
  }

  private face(layout: RoomLayout, { target }: Event): void {
    const front = target instanceof HTMLSelectElement ? MapEdge.safeParse(target.value).data : undefined;
    if (front !== undefined) this.step({ ...layout, front }, mapWords.frontAt(mapWords.edge[front]));
  }

  private addAisle(layout: RoomLayout, event: SubmitEvent): void {
    const [which, after] = chosenIn(event, 'after');
    if (which !== 'afterRows' && which !== 'afterColumns') return;
    this.step(withAisle(layout, which, after), layoutWords.added(saidAisle(which, after)));
  }

  private addDoor(layout: RoomLayout, event: SubmitEvent): void {
    const [edge, at] = chosenIn(event, 'door');
    const read = MapEdge.safeParse(edge);
    if (!read.success) return;
    this.step(withDoor(layout, { edge: read.data, at }), layoutWords.added(saidDoor(read.data, at)));
  }

  private step(layout: RoomLayout, said: string): void {
    this.dispatchEvent(new CustomEvent<LayoutStep>('invigil-step', { detail: { layout, said } }));
  }
}

function renderLines(lines: readonly Line[], none: string): TemplateResult {
  if (lines.length === 0) return html`<p class="quiet">${none}</p>`;
  return html`<ul role="list">
    ${lines.map(
      ({ act, text }) =>
        html`<li>
          <span>${words.sentence(text)}</span>
          <button
            aria-label=${layoutWords.remove(text)}
            title=${layoutWords.remove(text)}
            @click=${(event: Event) => removeBy(event, act)}
          >
            ✕
          </button>
        </li>`,
    )}
  </ul>`;
}

/** The button goes with what it removes: the focus goes on to where another one is added. */
function removeBy({ currentTarget }: Event, act: () => void): void {
  const section = currentTarget instanceof HTMLElement ? currentTarget.closest('section') : null;
  act();
  section?.querySelector('select')?.focus();
}

function saidAisle(which: keyof RoomLayout['aisles'], after: number): string {
  return which === 'afterRows' ? layoutWords.afterRow(after) : layoutWords.afterColumn(after);
}

function freeDoors(layout: RoomLayout): Door[] {
  return MapEdge.options.flatMap((edge) => {
    const lines = edge === 'top' || edge === 'bottom' ? layout.columns : layout.rows;
    return Array.from({ length: lines }, (_, i) => ({ edge, at: i + 1 })).filter(
      ({ at }) => !layout.doors.some((door) => door.edge === edge && door.at === at),
    );
  });
}

/** The lines after which there is another one. */
function between(lines: number): number[] {
  return Array.from({ length: lines - 1 }, (_, i) => i + 1);
}

/** What is chosen in a form, such as `left 2`, in its two parts. */
function chosenIn(event: SubmitEvent, name: string): [string, number] {
  event.preventDefault();
  const chosen = event.target instanceof HTMLFormElement ? new FormData(event.target).get(name) : null;
  const [word = '', count] = typeof chosen === 'string' ? chosen.split(' ') : [];
  return [word, Number(count)];
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-layout-panel': LayoutPanel;
  }
}
