import { seatKey, type Incident, type JudgementOutcome, type SeatView } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { queueWords } from '../../lib/queue-words.js';
import { words } from '../../lib/words.js';
import { type IncidentQueue, asksForALook, isOpen } from '../../state/incident-queue.js';
import { type Selection, mayBeChosen } from '../../state/selection.js';
import { baseStyles } from '../base.styles.js';
import { incidentQueueStyles } from './incident-queue.styles.js';
import { IncidentItem } from '../incident-item/incident-item.js';

/** An incident, and with which outcome somebody wants to judge it. */
export type JudgeAsked = { incident: Incident; outcome: JudgementOutcome };
/** An incident that is chosen, or no longer; `range`: and all from the one that was chosen last. */
export type ChooseAsked = { id: string; range: boolean };

/**
 * The incidents of a room: the open ones by urgency; below them those at which somebody is looking; then, quieter, those that ended and those
 * that need a second person; and behind a line each what was judged and what is held back.
 * @slot tools - what stands beside the heading
 * @fires invigil-judge - with a {@link JudgeAsked}
 * @fires invigil-acknowledge - somebody looks at an {@link Incident}, its detail, or no longer
 * @fires invigil-choose - with a {@link ChooseAsked}
 * @fires invigil-choose-all - with the ids of incidents that are chosen together
 */
@customElement('invigil-incident-queue')
export class IncidentQueueList extends LitElement {
  static override styles = [baseStyles, incidentQueueStyles];

  @property({ attribute: false }) queue: IncidentQueue = {
    open: [],
    taken: [],
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

  @query('h2') private readonly heading!: HTMLElement | null;
  @state() private opened: ReadonlySet<'held' | 'judged'> = new Set();

  /** Whether it may be judged here. */
  @property({ attribute: false }) canJudge = false;
  /** Who is signed in. */
  @property({ attribute: false }) user: string | null = null;
  /** Null: nobody is choosing. */
  @property({ attribute: false }) selection: Selection | null = null;

  /** The item that had the focus before the queue was drawn anew, and what stood below it. */
  #had: readonly string[] = [];

  /** The incident that has the focus. */
  get focused(): Incident | undefined {
    const item = this.shadowRoot?.activeElement;
    return item instanceof IncidentItem ? item.incident : undefined;
  }

  /** The ids of an item and of all that stand below it, in their order. */
  from(id: string): string[] {
    const ids = this.items().flatMap(({ incident }) => incident?.id ?? []);
    return ids.slice(Math.max(0, ids.indexOf(id)));
  }

  /** Puts the focus on the first of these that is still drawn, else on the last item; where nothing is left, on the heading. */
  async focusFirst(ids: readonly string[]): Promise<void> {
    const items = this.items();
    const to =
      ids.map((id) => items.find(({ incident }) => incident?.id === id)).find((item) => item !== undefined) ??
      items.at(-1);
    // What has just come is drawn after the queue.
    await to?.updateComplete;
    (to ?? this.heading)?.focus();
  }

  /** The ids of those that are drawn and may be chosen, as they stand. */
  order(): string[] {
    return this.items().flatMap(({ incident }) =>
      incident !== undefined && mayBeChosen(incident) ? [incident.id] : [],
    );
  }

  /** Moves the focus within the queue, from outside to its first item. */
  step(by: 1 | -1): void {
    const items = this.items();
    const at = items.findIndex((item) => item === this.shadowRoot?.activeElement);
    const to = at === -1 ? 0 : Math.min(items.length - 1, Math.max(0, at + by));
    items[to]?.focus();
  }

  protected override willUpdate(): void {
    const { focused } = this;
    this.#had = focused === undefined ? [] : this.from(focused.id);
  }

  /** What had the focus has moved, or has left: the focus goes with it, or to what stood below. */
  protected override updated(): void {
    if (this.#had.length > 0 && this.shadowRoot?.activeElement === null) void this.focusFirst(this.#had);
  }

  protected override render(): TemplateResult {
    const { open, taken, ended, second, judged, held } = this.queue;
    const isEmpty = open.length + taken.length === 0;
    return html`
      <div class="head">
        <h2 tabindex="-1">${words.queue}</h2>
        <span class="quiet figures">${words.queueCount(open.length)}</span>
        <slot name="tools"></slot>
      </div>
      <slot></slot>
      <div class="list">
        ${isEmpty ? html`<p class="none quiet">${words.nothingOpen}</p>` : nothing}
        ${open.length === 0 ? nothing : this.renderList(open, words.queue)}
        ${
          taken.length === 0
            ? nothing
            : html`<h3 class="quiet figures">${queueWords.takenCount(taken.length)}</h3>
                <p class="quiet order">${queueWords.takenWhy}</p>
                ${this.renderList(taken, queueWords.taken)}`
        }
        ${this.renderBelow(ended, words.ended)} ${this.renderBelow(second, words.forSecond)}
      </div>
      ${judged.length === 0 ? nothing : this.renderBehind('judged', judged)}
      ${held.length === 0 ? nothing : this.renderBehind('held', held)}
    `;
  }

  private renderBelow(incidents: readonly Incident[], heading: string): TemplateResult | typeof nothing {
    if (incidents.length === 0) return nothing;
    return html`<h3 class="quiet">${heading}</h3>
      ${this.renderList(incidents, heading)}`;
  }

  /** What is behind a line is drawn only while it is open: nothing there takes the focus before. */
  private renderBehind(what: 'held' | 'judged', incidents: readonly Incident[]): TemplateResult {
    const isHeld = what === 'held';
    const line = isHeld ? this.heldLine(incidents) : words.judgedCount(incidents.length);
    const isOpen = this.opened.has(what);
    return html`<details class=${`behind ${what}`} ?open=${isOpen} @toggle=${this.onToggle}>
      <summary class="figures">${line}</summary>
      ${
        isOpen
          ? html`<div class="list">
              ${isHeld ? this.renderHeldHead(incidents) : nothing}
              ${this.renderList(incidents, isHeld ? words.heldBackItems : words.judgedItems)}
            </div>`
          : nothing
      }
    </details>`;
  }

  /** How many, by which budget, and the figures of the last weighing. */
  private heldLine(incidents: readonly Incident[]): string {
    const line = words.heldBackCount(incidents.length, this.perSeatHour);
    const last = incidents
      .flatMap(({ heldBack }) => heldBack ?? [])
      .reduce<Incident['heldBack']>((a, b) => (a === undefined || b.since > a.since ? b : a), undefined);
    return last === undefined ? line : queueWords.heldFigures(line, last.shown, last.allowed);
  }

  private renderHeldHead(incidents: readonly Incident[]): TemplateResult {
    return html`<p class="quiet why">${words.heldBackWhy}</p>
      ${
        this.canJudge
          ? html`<button class="all" @click=${() => this.chooseAll(incidents)}>
              ${queueWords.chooseHeld(incidents.length)}
            </button>`
          : nothing
      }`;
  }

  private chooseAll(incidents: readonly Incident[]): void {
    const detail = incidents.filter(mayBeChosen).map(({ id }) => id);
    this.dispatchEvent(new CustomEvent<string[]>('invigil-choose-all', { detail }));
  }

  private readonly onToggle = ({ currentTarget }: Event): void => {
    if (!(currentTarget instanceof HTMLDetailsElement)) return;
    const what = currentTarget.classList.contains('held') ? 'held' : 'judged';
    const opened = new Set(this.opened);
    if (currentTarget.open) opened.add(what);
    else opened.delete(what);
    this.opened = opened;
  };

  private items(): IncidentItem[] {
    return [...this.renderRoot.querySelectorAll('invigil-incident-item')];
  }

  private renderList(incidents: readonly Incident[], name: string): TemplateResult {
    return html`<ul role="list" aria-label=${name}>
      ${repeat(
        incidents,
        ({ id }) => id,
        (incident) => this.renderItem(incident),
      )}
    </ul>`;
  }

  private renderItem(incident: Incident): TemplateResult {
    const seat = this.seats.get(seatKey(incident));
    const { acknowledged, endedAt, heldBack, id } = incident;
    const length = (endedAt ?? this.now) - incident.startedAt;
    const { selection } = this;
    return html`<li>
      <invigil-incident-item
        id=${`incident-${id}`}
        .incident=${incident}
        .label=${seat?.label ?? incident.seat}
        .candidate=${seat?.candidate ?? null}
        .seconds=${Math.max(0, Math.floor(length / 1000))}
        .risk=${incident.class === 'conduct' && isOpen(incident) ? (seat?.risk.score ?? null) : null}
        .canJudge=${this.canJudge}
        .isWide=${asksForALook(incident) && (acknowledged !== undefined || (isOpen(incident) && heldBack === undefined))}
        .user=${this.user}
        .chosen=${selection === null || !mayBeChosen(incident) ? null : selection.ids.has(id)}
        @invigil-judge=${({ detail: outcome }: CustomEvent<JudgementOutcome>) =>
          this.tell('invigil-judge', { incident, outcome })}
        @invigil-acknowledge=${() => this.tell('invigil-acknowledge', incident)}
        @invigil-choose=${({ detail: range }: CustomEvent<boolean>) =>
          this.tell('invigil-choose', { id, range })}
      ></invigil-incident-item>
    </li>`;
  }

  private tell(name: string, detail: JudgeAsked | ChooseAsked | Incident): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-incident-queue': IncidentQueueList;
  }
}
