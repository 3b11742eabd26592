import type { SeatView } from '@invigil/contract';
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { pathOf } from '../../lib/route.js';
import { words } from '../../lib/words.js';
import { happeningNow } from '../../state/happening.js';
import { seatLevel } from '../../state/seat-level.js';
import { baseStyles } from '../base.styles.js';
import { mark } from '../mark.js';
import { seatTileStyles } from './seat-tile.styles.js';

/** One seat of the room: mark, label, who, what is happening, risk, and how much of the time it was watched. */
@customElement('invigil-seat-tile')
export class SeatTile extends LitElement {
  static override styles = [baseStyles, seatTileStyles];

  @property({ attribute: false }) seat: SeatView | undefined;
  /** Whether Tab stops here: one tile of the map has it. */
  @property({ type: Boolean }) reachable = false;

  @query('a') private readonly link!: HTMLAnchorElement | null;

  override focus(options?: FocusOptions): void {
    this.link?.focus(options);
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
        ${seat.arrangement === undefined ? undefined : arranged(seat.arrangement)}
        ${on && level !== 'unwatched' ? html`<span class="risk figures"><span class="said-only">${words.risk}</span> ${risk}</span>` : undefined}
      </span>
      <span class="who">${who}</span>
      <span class="what"><b>${words.level[level]}</b>${what === '' ? undefined : html` · ${what}`}</span>
      ${on ? html`<span class="share figures">${shareWord(seat)}</span>` : undefined}
    </a>`;
  }

  /** The host's attributes say what has been rendered: for tests, and for whoever measures the delay. */
  protected override updated(changed: PropertyValues<this>): void {
    const { seat } = this;
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

function shareWord({ unwatched, watched }: SeatView): string {
  if (unwatched === true) return words.byArrangement;
  return watched === null ? words.notYetWatched : words.watchedShare(words.percent(watched));
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-seat-tile': SeatTile;
  }
}
