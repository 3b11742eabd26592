import { LitElement, html, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import uplotStyles from 'uplot/dist/uPlot.min.css?inline';
import { number } from '../../lib/numbers.js';
import { duration, timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { riskAt, riskCurve, type Span } from '../../state/risk-curve.js';
import type { RiskPoint, SeatTrace } from '../../state/seat-trace.js';
import { signalRows, type SignalBar, type SignalRow } from '../../state/signal-rows.js';
import { baseStyles } from '../base.styles.js';
import { RiskChart, type Colour } from './risk-chart.js';
import { timeAxisStyles } from './time-axis.styles.js';

/** An arrow key moves the pointer by this share of the span. */
const KEY_STEP = 1 / 120;

/**
 * One time axis: the risk curve above, a row of bars below for each kind of signal. Any point can be pointed at.
 * @fires invigil-point - a `CustomEvent<number | null>` with the time pointed at, in ms
 */
@customElement('invigil-time-axis')
export class TimeAxis extends LitElement {
  static override styles = [unsafeCSS(uplotStyles), baseStyles, timeAxisStyles];

  @property({ attribute: false }) trace: SeatTrace | null = null;
  @property({ attribute: false }) span: Span = { from: 0, to: 1 };
  /** The time pointed at, in ms; null: now. */
  @property({ attribute: false }) pointed: number | null = null;

  @query('.chart') private readonly chartBox!: HTMLElement;
  @query('.probe') private readonly probe!: HTMLElement;
  #chart: RiskChart | undefined;
  readonly #resized = new ResizeObserver(([entry]) => {
    if (entry !== undefined) this.#chart?.resize(entry.contentRect.width);
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  protected override render(): TemplateResult {
    const rows = signalRows(this.trace?.signals ?? [], this.span);
    return html`
      <div class="axis">
        <span class="y quiet" aria-hidden="true">${words.risk}</span>
        <div class="chart" aria-hidden="true"></div>
        <span class="probe" hidden></span>
        <div class="rows">
          ${
            rows.length === 0
              ? html`<p class="none quiet">${words.noSignals}</p>`
              : rows.map((row) => this.renderRow(row))
          }
        </div>
        ${this.renderPointer(this.trace?.risk ?? [])}
      </div>
    `;
  }

  protected override updated(): void {
    if (this.#chart === undefined) {
      this.#chart = new RiskChart({ parent: this.chartBox, colour: this.colour, timeLabel: axisLabel });
      this.#resized.observe(this.chartBox);
    }
    this.#chart.draw(riskCurve(this.trace?.risk ?? [], this.span), this.span);
  }

  private renderRow({ kind, coverage, bars }: SignalRow): TemplateResult {
    return html`<div class="row ${coverage ? 'coverage' : 'conduct'}">
      <span class="name">${words.sentence(words.kind[kind])}</span>
      <ul role="list" aria-label=${words.kind[kind]}>
        ${bars.map(
          (bar) =>
            html`<li
              class=${bar.open ? 'open' : ''}
              style=${styleMap({ left: percent(bar.left), width: percent(bar.width) })}
            >
              <span class="said-only">${this.barText(bar)}</span>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  private barText({ signal }: SignalBar): string {
    const length = duration((signal.endedAt ?? this.span.to) - signal.startedAt);
    return `${words.signal(signal)}, ${words.lasted(timeOfDay(signal.startedAt), length)}`;
  }

  private renderPointer(points: readonly RiskPoint[]): TemplateResult {
    const { from, to } = this.span;
    const at = this.pointed ?? to;
    const risk = riskAt(points, at);
    const score = risk === undefined ? '–' : number(risk.score, 1);
    return html`<div
      class="pointer"
      role="slider"
      tabindex="0"
      aria-label=${words.pointInTime}
      aria-valuemin="0"
      aria-valuemax=${Math.round((to - from) / 1000)}
      aria-valuenow=${Math.round((at - from) / 1000)}
      aria-valuetext=${words.riskAt(timeOfDay(at), score)}
      @pointermove=${this.onPointer}
      @pointerdown=${this.onPointer}
      @pointerleave=${this.onLeave}
      @blur=${this.onLeave}
      @keydown=${this.onKeydown}
    >
      ${
        this.pointed === null || at < from
          ? undefined
          : html`<span class="line" style=${styleMap({ left: percent((at - from) / (to - from)) })}></span>`
      }
    </div>`;
  }

  private readonly colour: Colour = (token) => {
    // The canvas can't read light-dark(); a computed colour is one that it can.
    this.probe.style.color = `var(${token})`;
    return getComputedStyle(this.probe).color;
  };

  private point(at: number | null): void {
    const { from, to } = this.span;
    const detail = at === null || at >= to ? null : Math.max(from, Math.round(at));
    this.dispatchEvent(new CustomEvent<number | null>('invigil-point', { detail }));
  }

  private readonly onPointer = (event: PointerEvent): void => {
    if (!(event.currentTarget instanceof HTMLElement)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    this.point(this.span.from + share * (this.span.to - this.span.from));
  };

  private readonly onLeave = (): void => this.point(null);

  private readonly onKeydown = (event: KeyboardEvent): void => {
    const { from, to } = this.span;
    const at = this.pointed ?? to;
    const step = (to - from) * KEY_STEP;
    if (event.key === 'ArrowLeft') this.point(at - step);
    else if (event.key === 'ArrowRight') this.point(at + step);
    else if (event.key === 'Home') this.point(from);
    else if (event.key === 'End' || (event.key === 'Escape' && this.pointed !== null)) this.point(null);
    else return;
    event.preventDefault();
  };
}

function axisLabel(epochMs: number, withSeconds: boolean): string {
  return timeOfDay(epochMs, { seconds: withSeconds });
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}

declare global {
  interface HTMLElementEventMap {
    'invigil-point': CustomEvent<number | null>;
  }
}
