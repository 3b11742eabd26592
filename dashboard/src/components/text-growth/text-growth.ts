import { EDITING_STEP_MS, type EditingMinute } from '@invigil/contract';
import { LitElement, html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { growthWords } from '../../lib/growth-words.js';
import { timeOfDay } from '../../lib/times.js';
import {
  type GrowthPoint,
  growthPaths,
  growthPoints,
  sumOfMinute,
  WAYS,
  type WayOfText,
} from '../../state/text-growth.js';
import { baseStyles } from '../base.styles.js';
import { wideTable } from '../wide-table.js';
import { textGrowthStyles } from './text-growth.styles.js';

const BOX = { width: 1000, height: 180 };
/** Ways differ by pattern, not by colour: none of them is better or worse. */
const FILLS: Record<WayOfText, string> = {
  typed: 'var(--curve-fill)',
  pasted: 'url(#pasted)',
  completed: 'url(#completed)',
  bulk: 'url(#bulk)',
};

/** How text grew in the editor: a chart, a slider by which it is gone through, and the minutes as a table. */
@customElement('invigil-text-growth')
export class TextGrowth extends LitElement {
  static override styles = [baseStyles, textGrowthStyles];

  /** Oldest first. */
  @property({ attribute: false }) minutes: readonly EditingMinute[] = [];

  /** Time from the beginning at which the slider stands, ms; null: at the end. */
  @state() private chosen: number | null = null;

  protected override render(): TemplateResult {
    const points = growthPoints(this.minutes);
    const [first] = points;
    const last = points.at(-1);
    if (first === undefined || last === undefined) return html`<p class="quiet">${growthWords.none}</p>`;
    const until = first.at + (this.chosen ?? Infinity);
    const shown = points.findLast(({ at }) => at <= until) ?? first;
    return html`<p class="quiet">${growthWords.about}</p>
      ${renderChart(points, first, last, shown)} ${this.renderSlider(last.at - first.at, shown)}
      ${renderKey(shown)} ${renderMinutes(this.minutes)}`;
  }

  private renderSlider(spanMs: number, shown: GrowthPoint): TemplateResult {
    const said = [
      growthWords.until(timeOfDay(shown.at)),
      ...WAYS.map((way) => growthWords.amountOf(growthWords.count(shown.sum[way]), growthWords.ways[way])),
      growthWords.amountOf(growthWords.count(shown.sum.deleted), growthWords.deleted),
    ].join(', ');
    const most = Math.ceil(spanMs / EDITING_STEP_MS) * EDITING_STEP_MS;
    return html`<div class="plot">
      <input
        type="range"
        min="0"
        max=${most}
        step=${EDITING_STEP_MS}
        .value=${String(this.chosen ?? most)}
        aria-label=${growthWords.moment}
        aria-valuetext=${said}
        @input=${this.onMoved}
      />
    </div>`;
  }

  private readonly onMoved = ({ currentTarget }: Event): void => {
    if (currentTarget instanceof HTMLInputElement) this.chosen = currentTarget.valueAsNumber;
  };
}

function renderChart(
  points: readonly GrowthPoint[],
  first: GrowthPoint,
  last: GrowthPoint,
  shown: GrowthPoint,
): TemplateResult {
  const { areas, left, most } = growthPaths(points, BOX);
  const x = ((shown.at - first.at) / Math.max(1, last.at - first.at)) * BOX.width;
  const all = growthWords.count(WAYS.reduce((sum, way) => sum + last.sum[way], 0));
  const label = growthWords.chart(all, timeOfDay(first.at), timeOfDay(last.at));
  return html`<div class="plot">
    <svg
      class="chart"
      viewBox="0 0 ${BOX.width} ${BOX.height}"
      preserveAspectRatio="none"
      role="img"
      aria-label=${label}
    >
      ${patterns()}
      ${WAYS.map((way) => (areas[way] === '' ? nothing : svg`<path d=${areas[way]} fill=${FILLS[way]} />`))}
      <path class="left" d=${left} />
      <line class="cursor" x1=${x} x2=${x} y1="0" y2=${BOX.height} />
    </svg>
    <span class="most figures" aria-hidden="true">${growthWords.count(most)}</span>
    <p class="ends figures quiet" aria-hidden="true">
      <span>${timeOfDay(first.at)}</span><span>${timeOfDay(last.at)}</span>
    </p>
  </div>`;
}

/** The key of the chart, with how much had come by each way until the moment that the slider stands at. */
function renderKey({ at, sum }: GrowthPoint): TemplateResult {
  return html`<ul class="key figures" role="list">
    <li><b>${growthWords.until(timeOfDay(at))}</b></li>
    ${WAYS.map(
      (way) =>
        html`<li>
          <svg viewBox="0 0 28 16" aria-hidden="true">
            <rect width="28" height="16" fill=${FILLS[way]} />
          </svg>
          ${growthWords.amountOf(growthWords.count(sum[way]), growthWords.ways[way])}
        </li>`,
    )}
    <li>${growthWords.amountOf(growthWords.count(sum.deleted), growthWords.deleted)}</li>
    <li>
      <svg class="line" viewBox="0 0 28 16" aria-hidden="true">
        <line x1="0" x2="28" y1="8" y2="8" /></svg
      >${growthWords.left}
    </li>
  </ul>`;
}

/** Once in this tree: what fills the chart fills its key. */
function patterns(): SVGTemplateResult {
  return svg`<defs>
    <pattern id="pasted" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path d="M0 0V6" stroke="currentColor" stroke-width="3" />
    </pattern>
    <pattern id="completed" width="6" height="6" patternUnits="userSpaceOnUse">
      <circle cx="3" cy="3" r="1.5" fill="currentColor" />
    </pattern>
    <pattern id="bulk" width="6" height="6" patternUnits="userSpaceOnUse">
      <path d="M0 3H6M3 0V6" stroke="currentColor" stroke-width="2" />
    </pattern>
  </defs>`;
}

function renderMinutes(minutes: readonly EditingMinute[]): TemplateResult {
  const columns = [
    growthWords.from,
    ...WAYS.map((way) => growthWords.ways[way]),
    growthWords.deleted,
    growthWords.undone,
    growthWords.files,
    growthWords.length,
  ];
  return html`<details>
    <summary>${growthWords.byMinute}</summary>
    ${wideTable(
      growthWords.byMinute,
      columns,
      minutes.map((minute) => renderMinute(minute)),
    )}
  </details>`;
}

function renderMinute(minute: EditingMinute): TemplateResult {
  const sum = sumOfMinute(minute);
  const list = (...counts: number[]): string => counts.map((one) => growthWords.count(one)).join(', ');
  return html`<tr class="figures">
    <td>${timeOfDay(minute.from)}</td>
    ${[...WAYS.map((way) => sum[way]), sum.deleted].map((count) => html`<td>${growthWords.count(count)}</td>`)}
    <td>${list(minute.undone, minute.redone)}</td>
    <td>${list(minute.opened, minute.saved, minute.closed)}</td>
    <td>${growthWords.count(minute.length)}</td>
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-text-growth': TextGrowth;
  }
}
