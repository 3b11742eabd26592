import { SignalKind, type SeatView } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { mapWords } from '../../lib/map-words.js';
import { number } from '../../lib/numbers.js';
import { type SeatLevel, words } from '../../lib/words.js';
import {
  type FilterList,
  NO_FILTER,
  SEAT_LEVELS,
  SEAT_STATES,
  type SeatFilter,
  filterCounts,
  toggled,
} from '../../state/seat-filter.js';
import { baseStyles } from '../base.styles.js';
import { mark } from '../mark.js';
import { seatFilterStyles } from './seat-filter.styles.js';

/**
 * What of a room is shown: calm seats or not, and only those of a level, a state, or where something is seen, each with how many there are.
 * @fires invigil-filter - another {@link SeatFilter} is wanted, its detail
 */
@customElement('invigil-seat-filter')
export class SeatFilterBar extends LitElement {
  static override styles = [baseStyles, seatFilterStyles];

  @property({ attribute: false }) seats: readonly SeatView[] = [];
  @property({ attribute: false }) filter: SeatFilter = NO_FILTER;

  @query('#more') private readonly panel!: HTMLElement | null;
  @query('.opener') private readonly opener!: HTMLElement | null;

  protected override render(): TemplateResult {
    const { filter } = this;
    const counts = filterCounts(this.seats);
    const chosen = filter.states.length + filter.kinds.length;
    const levels = SEAT_LEVELS.filter((level) => counts.levels.has(level) || filter.levels.includes(level));
    return html`
      <button
        aria-pressed=${filter.hideCalm}
        title=${mapWords.hideCalmHelp}
        @click=${() => this.want({ ...filter, hideCalm: !filter.hideCalm })}
      >
        ${mapWords.hideCalm}
      </button>
      <div class="levels" role="group" aria-label=${mapWords.byLevel}>
        ${levels.map((level) => this.renderLevel(level, counts.levels.get(level) ?? 0))}
      </div>
      <button class="opener figures" popovertarget="more" aria-pressed=${chosen > 0}>
        ${chosen === 0 ? mapWords.more : mapWords.moreChosen(chosen)}
      </button>
      <div id="more" popover @toggle=${this.onToggle}>
        ${this.renderList('states', mapWords.byState, SEAT_STATES, counts.states, mapWords.state)}
        ${this.renderList('kinds', mapWords.byKind, SignalKind.options, counts.kinds, words.kind)}
        ${counts.kinds.size + filter.kinds.length === 0 ? html`<p class="quiet">${mapWords.nothingSeen}</p>` : nothing}
      </div>
    `;
  }

  private renderLevel(level: SeatLevel, count: number): TemplateResult {
    return html`<button
      class=${`level ${level}`}
      aria-pressed=${this.filter.levels.includes(level)}
      aria-label=${mapWords.countOf(words.level[level], count)}
      title=${words.level[level]}
      @click=${() => this.toggle('levels', level)}
    >
      ${mark(level)} <span class="word">${words.level[level]}</span>
      <span class="figures">${number(count)}</span>
    </button>`;
  }

  private renderList<T extends string>(
    list: FilterList,
    legend: string,
    all: readonly T[],
    counts: ReadonlyMap<string, number>,
    said: Readonly<Record<T, string>>,
  ): TemplateResult {
    const chosen: readonly string[] = this.filter[list];
    const there = all.filter((one) => counts.has(one) || chosen.includes(one));
    return html`<fieldset>
      <legend>${legend}</legend>
      ${there.map(
        (one) =>
          html`<label>
            <input type="checkbox" .checked=${chosen.includes(one)} @change=${() => this.toggle(list, one)} />
            <span>${words.sentence(said[one])}</span>
            <span class="figures quiet">${number(counts.get(one) ?? 0)}</span>
          </label>`,
      )}
    </fieldset>`;
  }

  private toggle(list: FilterList, what: string): void {
    this.want(toggled(this.filter, list, what));
  }

  private want(filter: SeatFilter): void {
    this.dispatchEvent(new CustomEvent<SeatFilter>('invigil-filter', { detail: filter }));
  }

  /** A popover stands in the middle of the screen by itself. */
  private readonly onToggle = (): void => {
    const { opener, panel } = this;
    if (opener === null || panel?.matches(':popover-open') !== true) return;
    const { bottom, left } = opener.getBoundingClientRect();
    const room = innerWidth - panel.offsetWidth - 8;
    panel.style.top = `${bottom + 4}px`;
    panel.style.left = `${Math.max(8, Math.min(left, room))}px`;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-seat-filter': SeatFilterBar;
  }
}
