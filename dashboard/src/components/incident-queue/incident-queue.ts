import { seatKey, type Incident, type SeatView } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { words } from '../../lib/words.js';
import type { IncidentQueue } from '../../state/incident-queue.js';
import { baseStyles } from '../base.styles.js';
import { incidentQueueStyles } from './incident-queue.styles.js';
import { IncidentItem } from '../incident-item/incident-item.js';

/**
 * The incidents of a room: the open ones by urgency; below them, quieter, those that ended and those that need a second person; and behind
 * a line each what was judged and what is held back.
 * @fires invigil-judge - somebody wants to judge an {@link Incident}, its detail
 */
@customElement('invigil-incident-queue')
export class IncidentQueueList extends LitElement {
  static override styles = [baseStyles, incidentQueueStyles];

  @property({ attribute: false }) queue: IncidentQueue = {
    open: [],
    ended: [],
    second: [],
    judged: [],
    held: [],
  };
  @property({ attribute: false }) seats: ReadonlyMap<string, SeatView> = new Map();
  /** Items that the budget allows for each watched seat and hour; null from a hub that tells none. */
  @property({ attribute: false }) perSeatHour: number | null = null;
  /** The hub's time, in ms. */
  @property({ attribute: false }) now = 0;

  @state() private opened: ReadonlySet<'held' | 'judged'> = new Set();

  /** Whether it may be judged here. */
  @property({ attribute: false }) canJudge = false;

  /** The incident that has the focus. */
  get focused(): Incident | undefined {
    const item = this.shadowRoot?.activeElement;
    return item instanceof IncidentItem ? item.incident : undefined;
  }

  /** Puts the focus on the item at a place, or on the last one before it. */
  focusAt(place: number): void {
    const items = this.items();
    items[Math.min(items.length - 1, Math.max(0, place))]?.focus();
  }

  /** The place of an incident; -1: it isn't drawn. */
  placeOf(id: string): number {
    return this.items().findIndex(({ incident }) => incident?.id === id);
  }

  /** Moves the focus within the queue, from outside to its first item. */
  step(by: 1 | -1): void {
    const items = this.items();
    const at = items.findIndex((item) => item === this.shadowRoot?.activeElement);
    const to = at === -1 ? 0 : Math.min(items.length - 1, Math.max(0, at + by));
    items[to]?.focus();
  }

  protected override render(): TemplateResult {
    const { open, ended, second, judged, held } = this.queue;
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
        ${
          second.length === 0
            ? nothing
            : html`<h3 class="quiet">${words.forSecond}</h3>
                ${this.renderList(second, words.forSecond)}`
        }
      </div>
      ${judged.length === 0 ? nothing : this.renderBehind('judged', judged)}
      ${held.length === 0 ? nothing : this.renderBehind('held', held)}
    `;
  }

  /** What is behind a line is drawn only while it is open: nothing there takes the focus before. */
  private renderBehind(what: 'held' | 'judged', incidents: readonly Incident[]): TemplateResult {
    const isHeld = what === 'held';
    const line = isHeld
      ? words.heldBackCount(incidents.length, this.perSeatHour)
      : words.judgedCount(incidents.length);
    const isOpen = this.opened.has(what);
    return html`<details class=${`behind ${what}`} ?open=${isOpen} @toggle=${this.onToggle}>
      <summary class="figures">${line}</summary>
      ${
        isOpen
          ? html`<div class="list">
              ${isHeld ? html`<p class="quiet why">${words.heldBackWhy}</p>` : nothing}
              ${this.renderList(incidents, isHeld ? words.heldBackItems : words.judgedItems)}
            </div>`
          : nothing
      }
    </details>`;
  }

  private readonly onToggle = ({ currentTarget }: Event): void => {
    if (!(currentTarget instanceof HTMLDetailsElement)) return;
    const what = currentTarget.classList.contains('held') ? 'held' : 'judged';
    const opened = new Set(this.opened);
    if (currentTarget.open) opened.add(what);
    else opened.delete(what);
    this.opened = opened;
  };

  private ask(incident: Incident): void {
    this.dispatchEvent(new CustomEvent<Incident>('invigil-judge', { detail: incident }));
  }

  private items(): IncidentItem[] {
    return [...this.renderRoot.querySelectorAll('invigil-incident-item')];
  }

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
              .canJudge=${this.canJudge}
              @invigil-judge=${() => this.ask(incident)}
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
