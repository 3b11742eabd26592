import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import uplotStyles from 'uplot/dist/uPlot.min.css?inline';
import { number } from '../../lib/numbers.js';
import { duration, timeOfDay } from '../../lib/times.js';
import { seatWords } from '../../lib/seat-words.js';
import { signalDetail } from '../../lib/signal-detail.js';
import { words } from '../../lib/words.js';
import { riskAt, riskCurve, type Span } from '../../state/risk-curve.js';
import type { RiskPoint, SeatTrace } from '../../state/seat-trace.js';
import { gapsOf, signalGroups, type Gap, type SignalGroup } from '../../state/signal-groups.js';
import type { SignalBar, SignalRow } from '../../state/signal-rows.js';
import { toldRows, type ToldKind, type ToldMark } from '../../state/told-rows.js';
import { baseStyles } from '../base.styles.js';
import { RiskChart, type Colour } from './risk-chart.js';
import { timeAxisStyles } from './time-axis.styles.js';

/** An arrow key moves the pointer by this share of the span. */
const KEY_STEP = 1 / 120;

/**
 * One time axis: the risk curve above with the times in which nobody was seen, the signals of camera, browser, editor and machine below, then what
 * the candidate was told. Any point can be pointed at: a press or an arrow key makes it stay.
 * @fires invigil-point - a `CustomEvent<number | null>` with the time pointed at, in ms; null: now
 * @fires invigil-pan - a `CustomEvent<-1 | 1>`: earlier or later
 * @fires invigil-zoom - a `CustomEvent<-1 | 1>`: less or more of the session
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
    const signals = this.trace?.signals ?? [];
    const gaps = gapsOf(signals, this.span);
    return html`
      <div class="axis">
        <span class="y quiet" aria-hidden="true">${words.risk}</span>
        <div class="chart" aria-hidden="true"></div>
        <div class="gaps" aria-hidden="true">
          ${gaps.map((gap) => html`<span style=${styleMap(this.placed(gap))}></span>`)}
        </div>
        <span class="probe" hidden></span>
        <div class="rows">
          ${signalGroups(signals, this.span).map(({ group, rows }) => this.renderGroup(group, rows))}
          <slot></slot>
          ${this.trace === null ? nothing : toldRows(this.trace, this.span).map(({ kind, marks }) => this.renderTold(kind, marks))}
        </div>
        ${this.renderPointer(this.trace?.risk ?? [])}
      </div>
      <p class="sum quiet">
        ${gaps.length === 0 ? seatWords.seenThroughout : seatWords.notSeenFor(duration(gaps.reduce((sum, { from, to }) => sum + to - from, 0)), gaps.length)}
      </p>
    `;
  }

  private placed({ from, to }: Gap): { left: string; width: string } {
    const length = this.span.to - this.span.from;
    return { left: percent((from - this.span.from) / length), width: percent((to - from) / length) };
  }

  private renderGroup(group: SignalGroup, rows: readonly SignalRow[]): TemplateResult {
    const name = seatWords.group[group];
    if (rows.length === 0)
      return html`<p class="none quiet"><span class="name">${name}</span> ${seatWords.nothingReported}</p>`;
    return html`<section aria-label=${name}>
      <p class="group quiet">${name}</p>
      ${rows.map((row) => this.renderRow(row))}
    </section>`;
  }

  private renderTold(kind: ToldKind, marks: readonly ToldMark[]): TemplateResult {
    const name = kind === 'notes' ? seatWords.notesRow : seatWords[kind];
    return html`<div class="row told">
      <span class="name">${name}</span>
      <ul role="list" aria-label=${name}>
        ${marks.map(
          ({ at, left }) =>
            html`<li style=${styleMap({ left: percent(left) })}>
              <span class="said-only">${timeOfDay(at)}</span>
            </li>`,
        )}
      </ul>
    </div>`;
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
    const detail = signalDetail(signal);
    const said = `${words.signal(signal)}, ${words.lasted(timeOfDay(signal.startedAt), length)}`;
    return detail === '' ? said : `${said}, ${detail}`;
  }

  /** Where the point stays that was pressed or moved to by key; null: nowhere. */
  #pinned: number | null = null;

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
      @pointerdown=${this.onPress}
      @pointerleave=${this.onLeave}
      @keydown=${this.onKeydown}
    >
      ${
        this.pointed === null || at < from || at > to
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
    const detail = at === null || at >= this.span.to ? null : Math.round(at);
    this.dispatchEvent(new CustomEvent<number | null>('invigil-point', { detail }));
  }

  private pin(at: number | null): void {
    this.#pinned = at;
    this.point(at);
  }

  private timeAt(event: PointerEvent): number | null {
    if (!(event.currentTarget instanceof HTMLElement)) return null;
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return this.span.from + share * (this.span.to - this.span.from);
  }

  private readonly onPointer = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') this.point(this.timeAt(event));
  };

  private readonly onPress = (event: PointerEvent): void => this.pin(this.timeAt(event));

  private readonly onLeave = (): void => this.point(this.#pinned);

  private readonly onKeydown = (event: KeyboardEvent): void => {
    const { from, to } = this.span;
    const at = this.pointed ?? to;
    const step = (to - from) * KEY_STEP;
    const tell = (type: 'invigil-pan' | 'invigil-zoom', detail: -1 | 1): boolean =>
      this.dispatchEvent(new CustomEvent(type, { detail }));
    if (event.key === 'ArrowLeft') this.pin(at - step);
    else if (event.key === 'ArrowRight') this.pin(at + step);
    else if (event.key === 'Home') this.pin(from);
    else if (event.key === 'End' || (event.key === 'Escape' && this.pointed !== null)) this.pin(null);
    else if (event.key === 'PageUp') tell('invigil-pan', -1);
    else if (event.key === 'PageDown') tell('invigil-pan', 1);
    else if (event.key === '+') tell('invigil-zoom', -1);
    else if (event.key === '-') tell('invigil-zoom', 1);
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
    'invigil-pan': CustomEvent<-1 | 1>;
    'invigil-zoom': CustomEvent<-1 | 1>;
  }
}
