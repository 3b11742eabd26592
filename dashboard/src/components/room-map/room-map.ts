import type { RoomView, SeatView } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { mapWords } from '../../lib/map-words.js';
import { pathOf } from '../../lib/route.js';
import { words } from '../../lib/words.js';
import { type MapChoice, storeChoice, storedChoice, zoomed } from '../../state/map-choice.js';
import { type Hidden, NO_FILTER, type SeatFilter, hiddenBy } from '../../state/seat-filter.js';
import { baseStyles } from '../base.styles.js';
import type { KeyHandlers } from '../key-controller.js';
import type { SeatMap } from '../seat-map/seat-map.js';
import { roomMapStyles } from './room-map.styles.js';
import '../seat-filter/seat-filter.js';
import '../seat-map/seat-map.js';

/** A room's map with what chooses how much of it is shown, and how large. The choice is kept in this browser and holds in every room. */
@customElement('invigil-room-map')
export class RoomMap extends LitElement {
  static override styles = [baseStyles, roomMapStyles];

  @property({ attribute: false }) room: RoomView | undefined;
  @property({ attribute: false }) seats: readonly SeatView[] = [];
  /** Names of the seats with an open incident. */
  @property({ attribute: false }) open: ReadonlySet<string> = new Set();
  /** The hub's time, in ms. */
  @property({ attribute: false }) now = 0;
  /** Whether who is signed in may arrange the seats. */
  @property({ attribute: false }) canArrange = false;

  @state() private choice: MapChoice = storedChoice(localStorage);
  @query('invigil-seat-map') private readonly map!: SeatMap | null;

  /** What the page's keys do here. */
  keys(): KeyHandlers {
    return {
      larger: () => this.zoomBy(1),
      smaller: () => this.zoomBy(-1),
      fit: () => this.choose({ zoom: 1 }),
    };
  }

  /** Puts the focus on a seat's tile. */
  async focusSeat(seat: string): Promise<void> {
    await this.updateComplete;
    await this.map?.focusSeat(seat);
  }

  protected override render(): TemplateResult | undefined {
    const { choice, room, seats } = this;
    if (room === undefined) return undefined;
    const hidden = hiddenBy(choice.filter, seats, this.open, this.now);
    return html`
      <div class="tools" role="group" aria-label=${mapWords.tools}>
        <invigil-seat-filter
          .seats=${seats}
          .filter=${choice.filter}
          @invigil-filter=${(event: CustomEvent<SeatFilter>) => this.choose({ filter: event.detail })}
        ></invigil-seat-filter>
        ${this.renderZoom()}
        ${
          this.canArrange
            ? html`<a class="button" href=${pathOf('layout', { room: room.room })}>${mapWords.arrange}</a>`
            : nothing
        }
      </div>
      <invigil-seat-map
        .room=${room}
        .seats=${seats}
        .without=${hidden.seats}
        .zoom=${choice.zoom}
        .now=${this.now}
      ></invigil-seat-map>
      <div role="status">${hidden.seats.size === 0 ? nothing : this.renderHidden(hidden)}</div>
    `;
  }

  private renderZoom(): TemplateResult {
    const { zoom } = this.choice;
    return html`<div class="zoom" role="group" aria-label=${mapWords.size}>
      <button
        aria-label=${mapWords.zoomOut}
        title=${`${mapWords.zoomOut} (-)`}
        @click=${() => this.zoomBy(-1)}
      >
        −
      </button>
      <button class="figures" title=${`${mapWords.zoomFit} (0)`} @click=${() => this.choose({ zoom: 1 })}>
        ${words.percent(zoom)}<span class="said-only">${mapWords.zoomFit}</span>
      </button>
      <button aria-label=${mapWords.zoomIn} title=${`${mapWords.zoomIn} (+)`} @click=${() => this.zoomBy(1)}>
        +
      </button>
    </div>`;
  }

  private renderHidden({ open, seats }: Hidden): TemplateResult {
    return html`<div class="hidden figures">
      <span>${mapWords.hidden(seats.size, this.seats.length, open)}</span>
      <button @click=${() => this.choose({ filter: NO_FILTER })}>${mapWords.showAll}</button>
    </div>`;
  }

  private choose(more: Partial<MapChoice>): void {
    this.choice = { ...this.choice, ...more };
    storeChoice(localStorage, this.choice);
  }

  private zoomBy(by: 1 | -1): void {
    this.choose({ zoom: zoomed(this.choice.zoom, by) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-room-map': RoomMap;
  }
}
