import { seatKey, type Incident, type SeatView } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { words } from '../../lib/words.js';
import type { IncidentQueue } from '../../state/incident-queue.js';
import { baseStyles } from '../base.styles.js';
import { incidentQueueStyles } from './incident-queue.styles.js';
import '../incident-item/incident-item.js';

/** The incidents of a room: the open ones by urgency, below them, quieter, those that ended, and behind a line what is held back. */
@customElement('invigil-incident-queue')
export class IncidentQueueList extends LitElement {
  static override styles = [baseStyles, incidentQueueStyles];

  @property({ attribute: false }) queue: IncidentQueue = { open: [], ended: [], held: [] };
  @property({ attribute: false }) seats: ReadonlyMap<string, SeatView> = new Map();
  /** Items that the budget allows for each watched seat and hour; null from a hub that tells none. */
  @property({ attribute: false }) perSeatHour: number | null = null;
  /** The hub's time, in ms. */
  @property({ attribute: false }) now = 0;

  @state() private heldOpen = false;

  /** Moves the focus within the queue, from outside to its first item. */
  step(by: 1 | -1): void {
    const items = [...this.renderRoot.querySelectorAll('invigil-incident-item')];
    const at = items.findIndex((item) => item === this.shadowRoot?.activeElement);
    const to = at === -1 ? 0 : Math.min(items.length - 1, Math.max(0, at + by));
    items[to]?.focus();
  }

  protected override render(): TemplateResult {
    const { open, ended, held } = this.queue;
    return html`
      <div class="head">
        <h2>${words.queue}</h2>
        <span class="quiet figures">${words.queueCount(open.length)}</span>
      </div>
      <div class="list">
        ${open.length === 0 ? html`<p class="none quiet">${words.nothingOpen}</p>` : this.renderList(open, words.queue)}
        ${
          ended.length === 0
            ? nothing
            : html`<h3 class="quiet">${words.ended}</h3>
                ${this.renderList(ended, words.ended)}`
        }
      </div>
      ${held.length === 0 ? nothing : this.renderHeld(held)}
    `;
  }

  /** What is behind the line is drawn only while it is open: nothing there takes the focus before. */
  private renderHeld(held: readonly Incident[]): TemplateResult {
    return html`<details class="held" ?open=${this.heldOpen} @toggle=${this.onToggle}>
      <summary class="figures">${words.heldBackCount(held.length, this.perSeatHour)}</summary>
      ${
        this.heldOpen
          ? html`<div class="list">
              <p class="quiet why">${words.heldBackWhy}</p>
              ${this.renderList(held, words.heldBackItems)}
            </div>`
          : nothing
      }
    </details>`;
  }

  private readonly onToggle = ({ currentTarget }: Event): void => {
    this.heldOpen = currentTarget instanceof HTMLDetailsElement && currentTarget.open;
  };

  private renderList(incidents: readonly Incident[], name: string): TemplateResult {
    return html`<ul role="list" aria-label=${name}>
      ${repeat(
        incidents,
        ({ id }) => id,
        (incident) => {
          const seat = this.seats.get(seatKey(incident));
          const length = (incident.endedAt ?? this.now) - incident.startedAt;
          return html`<li>
            ${incident.heldBack === undefined ? nothing : rankOf(incident)}
            <invigil-incident-item
              id=${`incident-${incident.id}`}
              .incident=${incident}
              .label=${seat?.label ?? incident.seat}
              .candidate=${seat?.candidate ?? null}
              .seconds=${Math.max(0, Math.floor(length / 1000))}
            ></invigil-incident-item>
          </li>`;
        },
      )}
    </ul>`;
  }
}

function rankOf({ rank }: Incident): TemplateResult | typeof nothing {
  return rank === undefined
    ? nothing
    : html`<span class="rank figures quiet"
        ><span class="said-only">${words.rank(rank)}</span><span aria-hidden="true">${rank}</span></span
      >`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-incident-queue': IncidentQueueList;
  }
}
