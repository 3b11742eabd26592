import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { type Incident, seatKey } from '@invigil/contract';
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { pathOf, pathOfIncident } from '../../lib/route.js';
import { searchWords } from '../../lib/search-words.js';
import { timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { whatWasSeen } from '../../state/happening.js';
import { type Found, searchRoom } from '../../state/room-search.js';
import { seatLevel } from '../../state/seat-level.js';
import { baseStyles } from '../base.styles.js';
import { dialogHead } from '../dialog-head.js';
import { headedDialogStyles } from '../headed-dialog.styles.js';
import { LiveController } from '../live-controller.js';
import { mark } from '../mark.js';
import { searchDialogStyles } from './search-dialog.styles.js';

/** How far back what ended is searched, ms. */
const BACK_MS = 24 * 3_600_000;
/** How many ended incidents are asked for. */
const LIMIT = 500;
/** For how long nobody types before the hub is asked, ms. */
const PAUSE_MS = 250;
/** The shortest text for which the hub looks into what was said. */
const SAID_FROM = 2;

/**
 * Search within a room, over what the page knows and what the hub keeps. Open while it is drawn.
 * @fires invigil-close - it was closed
 */
@customElement('invigil-search-dialog')
export class SearchDialog extends LitElement {
  static override styles = [baseStyles, headedDialogStyles, searchDialogStyles];

  @property({ attribute: false }) room = '';

  @state() private text = '';
  /** What the arrows have chosen, by its key; null: the first. It stays chosen when something new is found above it. */
  @state() private at: string | null = null;
  @state() private open = true;
  /** Of the last day, as the hub keeps them. */
  @state() private kept: readonly Incident[] | 'loading' | 'failed' = 'loading';
  /** What the hub found in the words of judgements for the text. */
  @state() private said: readonly Incident[] = [];

  @query('input') private readonly input!: HTMLInputElement | null;
  @query('[aria-selected="true"]') private readonly chosen!: HTMLElement | null;

  private readonly live = new LiveController(this);
  #pause: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
  }

  protected override firstUpdated(): void {
    void this.load();
  }

  protected override updated(): void {
    this.chosen?.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const found = this.find();
    const at = this.placeIn(found);
    return html`<wa-dialog
      ?open=${this.open}
      without-header
      light-dismiss
      label=${searchWords.title}
      @wa-after-show=${() => this.input?.focus()}
      @wa-after-hide=${() => this.dispatchEvent(new CustomEvent('invigil-close'))}
    >
      ${dialogHead(searchWords.title)}
      <label>
        <span class="quiet">${searchWords.hint}</span>
        <input
          type="text"
          role="combobox"
          autofocus
          autocomplete="off"
          spellcheck="false"
          maxlength="100"
          aria-expanded=${found.length > 0}
          aria-controls="found"
          aria-autocomplete="list"
          aria-activedescendant=${found.length > 0 ? `found-${at}` : ''}
          @input=${this.onInput}
          @keydown=${(event: KeyboardEvent) => this.onKeydown(event, found)}
        />
      </label>
      <p class="quiet say" role="status">${this.say(found.length)}</p>
      <ul role="listbox" id="found" aria-label=${searchWords.results}>
        ${found.map((one, i) => this.renderFound(one, i, i === at))}
      </ul>
    </wa-dialog>`;
  }

  private renderFound(found: Found, i: number, isChosen: boolean): TemplateResult {
    const { seat } = found;
    const level = found.type === 'seat' ? seatLevel(found.seat) : found.incident.severity;
    const candidate = seat?.candidate ?? words.noCandidate;
    return html`<li
      role="option"
      id=${`found-${i}`}
      class=${level}
      aria-selected=${isChosen}
      @click=${() => this.go(found)}
    >
      ${mark(level)}
      <span>
        <span class="label">${seat?.label ?? (found.type === 'incident' ? found.incident.seat : '')}</span>
        ${found.type === 'seat' ? candidate : words.sentence(whatWasSeen(found.incident.signals))}
        ${found.type === 'seat' ? '' : html`<br /><span class="more">${candidate}${standingOf(found.incident)}</span>`}
      </span>
      <span class="more figures"
        >${found.type === 'seat' ? searchWords.seat : timeOfDay(found.incident.startedAt)}</span
      >
    </li>`;
  }

  private find(): Found[] {
    const { state } = this.live;
    if (state === undefined) return [];
    const kept = typeof this.kept === 'string' ? [] : this.kept;
    const incidents = new Map([...kept, ...this.said].map((incident) => [incident.id, incident]));
    for (const [id, incident] of state.incidents) incidents.set(id, incident);
    return searchRoom(this.text, this.room, {
      seats: state.seats.values(),
      incidents: incidents.values(),
      said: new Set(this.said.map(({ id }) => id)),
    });
  }

  private say(count: number): string {
    if (this.kept === 'failed') return searchWords.failed;
    if (this.text.trim() === '') return searchWords.begin;
    if (count > 0) return searchWords.found(count);
    return this.kept === 'loading' ? searchWords.loading : searchWords.nothing(this.text.trim());
  }

  private async load(): Promise<void> {
    const { services } = this.live;
    if (services === undefined) return;
    const from = services.clock() - BACK_MS;
    this.kept = await services.incidents
      .find({ room: this.room, from, limit: LIMIT })
      .catch(() => 'failed' as const);
  }

  private readonly onInput = (): void => {
    this.text = this.input?.value ?? '';
    this.at = null;
    this.said = [];
    clearTimeout(this.#pause);
    const said = this.text.trim();
    if (said.length >= SAID_FROM) this.#pause = setTimeout(() => void this.findSaid(said), PAUSE_MS);
  };

  /** What was said of an incident is known to the hub alone. */
  private async findSaid(said: string): Promise<void> {
    const { services } = this.live;
    if (services === undefined) return;
    const from = services.clock() - BACK_MS;
    const found = await services.incidents
      .find({ room: this.room, from, said, limit: LIMIT })
      .catch(() => []);
    if (this.text.trim() === said) this.said = found;
  }

  private onKeydown(event: KeyboardEvent, found: readonly Found[]): void {
    if (event.isComposing) return;
    const at = this.placeIn(found);
    const one = found[at];
    if (event.key === 'ArrowDown') this.choose(found[Math.min(found.length - 1, at + 1)]);
    else if (event.key === 'ArrowUp') this.choose(found[Math.max(0, at - 1)]);
    else if (event.key === 'Enter' && one !== undefined) this.go(one);
    else return;
    event.preventDefault();
  }

  private choose(found: Found | undefined): void {
    this.at = found === undefined ? null : keyOf(found);
  }

  private placeIn(found: readonly Found[]): number {
    return Math.max(
      0,
      found.findIndex((one) => keyOf(one) === this.at),
    );
  }

  private go(found: Found): void {
    this.open = false;
    const path = found.type === 'seat' ? pathOf('seat', found.seat) : pathOfIncident(found.incident);
    this.live.services?.go(path);
  }
}

function keyOf(found: Found): string {
  return found.type === 'seat' ? seatKey(found.seat) : found.incident.id;
}

/** What was made of an incident that is found. */
function standingOf({ judged }: Incident): string {
  return judged === undefined ? '' : ` · ${words.judgedBy(judged)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-search-dialog': SearchDialog;
  }
}
