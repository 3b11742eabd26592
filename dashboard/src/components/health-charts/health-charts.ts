import type { HealthHistory } from '@invigil/contract';
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import uplotStyles from 'uplot/dist/uPlot.min.css?inline';
import { MEASURES, type Measure, deviceWords } from '../../lib/device-words.js';
import { extremes, healthSeries } from '../../state/health-series.js';
import { baseStyles } from '../base.styles.js';
import { healthChartsStyles } from './health-charts.styles.js';
import { SmallChart } from './small-chart.js';

/** How a seat fared: one small chart a measure, whose last, least and greatest value stand in words beside it. */
@customElement('invigil-health-charts')
export class HealthCharts extends LitElement {
  static override styles = [unsafeCSS(uplotStyles), baseStyles, healthChartsStyles];

  @property({ attribute: false }) history: HealthHistory | null = null;
  @query('.probe') private readonly probe!: HTMLElement | null;

  readonly #charts = new Map<Measure, SmallChart>();
  readonly #resizes = new ResizeObserver(() => {
    for (const chart of this.#charts.values()) chart.fit();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizes.observe(this);
    // Its charts went when it was taken away.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes.disconnect();
    for (const chart of this.#charts.values()) chart.destroy();
    this.#charts.clear();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { history } = this;
    if (history === null) return nothing;
    return html`<span class="probe" hidden></span
      >${MEASURES.map((measure) => this.renderMeasure(history, measure))}`;
  }

  private renderMeasure(history: HealthHistory, measure: Measure): TemplateResult {
    const { value, what } = deviceWords.measure[measure];
    const found = extremes(healthSeries(history, measure));
    const said =
      found === null
        ? deviceWords.noValue
        : deviceWords.summary(value(found.last), value(found.least), value(found.greatest));
    return html`<figure>
      <figcaption class="figures"><b>${what}</b> <span class="quiet">${said}</span></figcaption>
      <p class="point quiet figures" aria-hidden="true"></p>
      <div class="plot" data-measure=${measure} aria-hidden="true"></div>
    </figure>`;
  }

  protected override updated(): void {
    const { history } = this;
    if (history === null) return;
    for (const parent of this.renderRoot.querySelectorAll<HTMLElement>('.plot')) {
      const measure = MEASURES.find((one) => one === parent.dataset['measure']);
      if (measure === undefined) continue;
      const chart = this.#charts.get(measure) ?? this.open(parent, measure);
      this.#charts.set(measure, chart);
      chart.draw(healthSeries(history, measure), history);
    }
  }

  private open(parent: HTMLElement, measure: Measure): SmallChart {
    const { value } = deviceWords.measure[measure];
    const said = parent.previousElementSibling;
    return new SmallChart({
      parent,
      value,
      colour: this.colour,
      onPoint(at, point) {
        if (said === null) return;
        said.textContent =
          at === null ? '' : deviceWords.at(at, point === null ? deviceWords.noValue : value(point));
      },
    });
  }

  private readonly colour = (token: string): string => {
    // The canvas can't read light-dark(); a computed colour is one that it can.
    if (this.probe === null) return '';
    this.probe.style.color = `var(${token})`;
    return getComputedStyle(this.probe).color;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-health-charts': HealthCharts;
  }
}
