import type { SeatView } from '@invigil/contract';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { mapWords } from '../../lib/map-words.js';
import { pathOf } from '../../lib/route.js';
import { words } from '../../lib/words.js';
import { happeningNow } from '../../state/happening.js';
import { seatLevel } from '../../state/seat-level.js';
import { isSameAge, type WordAge } from '../../state/word-age.js';
import { baseStyles } from '../base.styles.js';
import { handMark, mark } from '../mark.js';
import type { ShortTasks } from '../short-tasks.js';
import { seatTileStyles } from './seat-tile.styles.js';

/**
 * One seat of the room: mark, label, who, what is happening, risk, how much of the time it was watched and by what it can't be now, and how
 * long it has been silent. It draws again only when one of these is another.
 */
@customElement('invigil-seat-tile')
export class SeatTile extends LitElement {
  static override styles = [baseStyles, seatTileStyles];

  @property({ attribute: false }) seat: SeatView | undefined;
  /** Null: it spoke just now, or nobody waits for it. */
  @property({ attribute: false, hasChanged: (a: WordAge | null, b: WordAge | null) => !isSameAge(a, b) })
  age: WordAge | null = null;
  /** Whether Tab stops here: one tile of the map has it. */
  @property({ type: Boolean }) reachable = false;

  /** In which the changes of many tiles are drawn; left out: each at once. */
  @property({ attribute: false }) tasks: ShortTasks | undefined;

  @query('a') private readonly link!: HTMLAnchorElement | null;

  override focus(options?: FocusOptions): void {
    this.link?.focus(options);
  }

  /** The first time it is drawn at once: an empty room says nothing. */
  protected override scheduleUpdate(): Promise<void> | undefined {
    const draw = (): void => void super.scheduleUpdate();
    if (this.hasUpdated && this.tasks !== undefined) return this.tasks.run(draw);
    draw();
    return undefined;
  }

  protected override render(): TemplateResult | undefined {
    const { seat } = this;
    if (seat === undefined) return undefined;
    const level = seatLevel(seat);
    const what = happeningNow(seat);
    const risk = String(Math.round(seat.risk.score));
    const on = seat.state === 'online' || seat.state === 'lost';
    const who = seat.candidate ?? words.noCandidate;
    return html`<a href=${pathOf('seat', seat)} class=${level} tabindex=${this.reachable ? 0 : -1}>
      <span class="top">
        ${mark(level)}<span class="label">${seat.label}</span>
        ${seat.arrangement === undefined ? nothing : arranged(seat.arrangement)}
        ${seat.hand === undefined ? nothing : html`<span class="hand">${handMark}<span class="said-only">${mapWords.handUp}</span></span>`}
        ${on && level !== 'unwatched' ? html`<span class="risk figures"><span class="said-only">${words.risk}</span> ${risk}</span>` : nothing}
      </span>
      <span class=${seat.candidate === null ? 'who nobody' : 'who'}>${who}</span>
      <span class="what"><b>${words.level[level]}</b>${what === '' ? nothing : html` · ${what}`}</span>
      ${on ? html`<span class="foot figures">${silence(this.age)}${coverage(seat)}</span>` : nothing}
    </a>`;
  }

  /** The host's attributes say what has been rendered: for tests, and for whoever measures the delay. */
  protected override updated(changed: PropertyValues<this>): void {
    const { seat } = this;
    if (changed.has('age')) this.dataset['silent'] = this.age?.step ?? 'no';
    if (!changed.has('seat') || seat === undefined) return;
    this.dataset['level'] = seatLevel(seat);
    if (seat.asOf === null) delete this.dataset['asOf'];
    else this.dataset['asOf'] = String(seat.asOf);
  }
}

/** That something was arranged with the candidate; its words are said, and shown on the seat's page. */
function arranged(text: string): TemplateResult {
  return html`<span class="arranged" title=${text}
    ><span aria-hidden="true">±</span><span class="said-only">${words.arrangement}: ${text}</span></span
  >`;
}

/** A sign that fills with each step, so that no colour is needed, and the time. */
const STEP_SIGNS = { amber: '◔', orange: '◑', red: '●' } as const;

function silence(age: WordAge | null): TemplateResult {
  if (age === null)
    return html`<span class="since"
      ><span aria-hidden="true">${mapWords.fresh}</span
      ><span class="said-only">${mapWords.justNow}</span></span
    >`;
  const { seconds, step } = age;
  const text = seconds < 60 ? mapWords.seconds(seconds) : mapWords.minutes(Math.floor(seconds / 60));
  return html`<span class=${`since ${step}`} title=${mapWords.silentFor(text)}
    ><span aria-hidden="true"
      ><span class="sign">${STEP_SIGNS[step]}</span> <span class="time">${text}</span></span
    ><span class="said-only">${mapWords.silentFor(text)}</span></span
  >`;
}

function coverage({ blind, unwatched, watched }: SeatView): TemplateResult {
  const sensor = blind.includes('agent-stopped') ? 'program' : 'camera';
  const share = watched === null ? words.notYetWatched : words.percent(watched);
  if (blind.length > 0)
    return html`<span class="share"
      ><b>${mapWords.sensorBlind[sensor]}</b><span class="long"> · ${share}</span></span
    >`;
  if (unwatched === true || watched === null)
    return html`<span class="share">${unwatched === true ? words.byArrangement : share}</span>`;
  return html`<span class="share"
    ><span class="long">${words.watchedShare(share)}</span><span class="short">${share}</span></span
  >`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-seat-tile': SeatTile;
  }
}
