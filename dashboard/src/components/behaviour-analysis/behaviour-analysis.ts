import { DWELL_EDGES_MS, type MeasureAnalysis, type SeatAnalysis } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { number } from '../../lib/numbers.js';
import { words } from '../../lib/words.js';
import { standingOf, staysOf, trendWord } from '../../state/analysis-rows.js';
import { baseStyles } from '../base.styles.js';
import { LiveController } from '../live-controller.js';
import { behaviourAnalysisStyles } from './behaviour-analysis.styles.js';
import { sparkLine } from './spark-line.js';

/** How far back it looks: the longest exam, and some. */
const REACH_MS = 12 * 3_600_000;

/** What a seat's minutes say: rates, their trend, and how the last ones stand to earlier ones and to the room. */
@customElement('invigil-behaviour-analysis')
export class BehaviourAnalysis extends LitElement {
  static override styles = [baseStyles, behaviourAnalysisStyles];

  @property({ attribute: false }) place = { room: '', seat: '' };
  /** End of the newest minute that the hub told of: when it moves, the analysis is asked for again. */
  @property({ attribute: false }) analysedTo: number | null = null;

  @state() private analysis: SeatAnalysis | undefined;
  @state() private failed = false;
  #asked = '';
  #loads = 0;

  private readonly live = new LiveController(this);

  protected override render(): TemplateResult {
    return html`
      <p class="about quiet">${words.analysisAbout}</p>
      <p class="quiet" role="status">
        ${this.analysis === undefined && !this.failed ? words.loading : nothing}
      </p>
      ${
        this.failed
          ? html`<p class="failed" role="alert">
              ${words.analysisFailed} <button @click=${this.load}>${words.again}</button>
            </p>`
          : nothing
      }
      ${this.analysis === undefined ? nothing : renderAnalysis(this.analysis)}
    `;
  }

  /** With each new minute, and with each snapshot: what came before it may have been missed. */
  protected override updated(): void {
    const { state: live } = this.live;
    if (live === undefined || live.snapshots === 0) return;
    const wanted = `${live.snapshots}/${this.analysedTo}`;
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    void this.load();
  }

  private readonly load = async (): Promise<void> => {
    const { services } = this.live;
    if (services === undefined) return;
    this.#loads += 1;
    const load = this.#loads;
    const to = services.clock() + services.store.state.hubAheadMs;
    try {
      const analysis = await services.hub.analysis(this.place, to - REACH_MS, to);
      if (load !== this.#loads) return;
      this.analysis = analysis;
      this.failed = false;
    } catch {
      if (load === this.#loads) this.failed = true;
    }
  };
}

function renderAnalysis({ measures, minutes }: SeatAnalysis): TemplateResult {
  if (minutes.length === 0) return html`<p class="quiet">${words.noMinutes}</p>`;
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="counted">
      <table>
        <caption id="counted" class="said-only">
          ${words.analysis}
        </caption>
        <thead>
          <tr>
            <th scope="col">${words.what}</th>
            <th scope="col" class="number">${words.session}</th>
            <th scope="col" class="number">${words.lastWindow}</th>
            <th scope="col" class="number">${words.ownBefore}</th>
            <th scope="col" class="number">${words.room}</th>
            <th scope="col">${words.byMinute}</th>
            <th scope="col">${words.trend}</th>
          </tr>
        </thead>
        <tbody>
          ${measures.map(renderMeasure)}
        </tbody>
      </table>
    </div>
    ${renderStays(minutes)}`;
}

function renderMeasure(one: MeasureAnalysis): TemplateResult {
  const { measure, minutes, own, room, value } = one;
  const recent = own?.recent ?? room?.recent ?? null;
  const stands = standingOf(one);
  const says = words.stands[stands.against];
  return html`<tr>
    <th scope="row">${words.measure[measure]} <small>${words.unit[measure]}</small></th>
    ${renderNumber(value, words.minutes(minutes))} ${renderNumber(recent, undefined)}
    ${renderNumber(own?.earlier ?? null, own === null ? undefined : words.windowsOf(own.windows))}
    ${renderNumber(room?.others ?? null, room === null ? undefined : words.seatsOf(room.seats))}
    <td>${renderCurve(one)}</td>
    <td class="words">
      ${renderTrend(one)}
      ${typeof says === 'string' ? nothing : html`<small class="stands">${says(stands.than)}</small>`}
    </td>
  </tr>`;
}

/** @param restsOn how much it rests on */
function renderNumber(value: number | null, restsOn: string | undefined): TemplateResult {
  if (value === null) {
    return html`<td class="number quiet">
      <span aria-hidden="true">–</span><span class="said-only">${words.tooFew}</span>
    </td>`;
  }
  return html`<td class="number">
    ${amount(value)} ${restsOn === undefined ? nothing : html`<small>${restsOn}</small>`}
  </td>`;
}

function renderCurve({ measure, perMinute }: MeasureAnalysis): TemplateResult | typeof nothing {
  const told = perMinute.filter((value) => value !== null);
  const last = told.at(-1);
  if (last === undefined) return nothing;
  const [least, most] = [Math.min(...told), Math.max(...told)];
  const label = words.curve(words.measure[measure], told.length, amount(least), amount(most), amount(last));
  return sparkLine(perMinute, label);
}

function renderTrend(one: MeasureAnalysis): TemplateResult {
  const word = trendWord(one);
  if (word === null) return html`<span class="quiet">${words.tooFew}</span>`;
  if (word === 'none') return html`<span class="quiet">${words.trends.none}</span>`;
  const change = one.trend?.perTenMinutes ?? 0;
  const signed = `${change < 0 ? '−' : '+'}${amount(Math.abs(change))}`;
  return html`${words.trends[word]} <small>${words.perTenMinutes(signed)}</small>`;
}

function renderStays(minutes: SeatAnalysis['minutes']): TemplateResult {
  return html`<details>
    <summary>${words.stays}</summary>
    <div class="scroll" role="region" tabindex="0" aria-label=${words.stays}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.place}</th>
            ${stayLengths().map((length) => html`<th scope="col" class="number">${length}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${staysOf(minutes).map(
            ({ classes, place }) =>
              html`<tr>
                <th scope="row">${words.sentence(words.dwell[place])}</th>
                ${classes.map((count) => html`<td class="number">${count}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

function stayLengths(): string[] {
  const seconds = DWELL_EDGES_MS.map((edge) => edge / 1000);
  return [
    words.shorterThan(seconds[0] ?? 0),
    ...seconds.slice(1).map((to, index) => words.between(seconds[index] ?? 0, to)),
    words.longerThan(seconds.at(-1) ?? 0),
  ];
}

/** One decimal where it matters. */
function amount(value: number): string {
  return number(value, value < 9.95 ? 1 : 0);
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-behaviour-analysis': BehaviourAnalysis;
  }
}
