import type { ReportedIncident, SessionReport } from '@invigil/contract';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { percent } from '../../lib/numbers.js';
import { recordsWords } from '../../lib/records-words.js';
import { dayAndTime, duration, timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { whatWasSeen } from '../../state/happening.js';
import { baseStyles } from '../base.styles.js';
import { mark } from '../mark.js';
import '../evidence-picture/evidence-picture.js';
import '../picture-dialog/picture-dialog.js';

/**
 * The incidents of a kept session with their pictures and every judgement.
 * @fires invigil-judge - somebody wants to judge a {@link ReportedIncident}, its detail
 */
@customElement('invigil-record-incidents')
export class RecordIncidents extends LitElement {
  static override styles = [
    baseStyles,
    css`
      li.incident {
        display: grid;
        gap: 4px;
        padding: 12px 0;
        border-top: 1px solid var(--line);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
      }
      .alert {
        color: var(--alert);
      }
      .watch {
        color: var(--watch);
      }
      .blind {
        color: var(--blind);
      }
      .head h3 {
        color: var(--ink);
      }
      .head button {
        margin-inline-start: auto;
        border-color: var(--line-strong);
        color: var(--ink);
      }
      .judgements li {
        padding: 2px 0;
        font-size: 13px;
      }
      .pictures {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .pictures button {
        padding: 0;
      }
      .pictures invigil-evidence-picture {
        width: 160px;
        height: 90px;
      }
    `,
  ];

  @property({ attribute: false }) report: SessionReport | null = null;
  @state() private opened: { incident: ReportedIncident; index: number } | null = null;

  protected override render(): TemplateResult | undefined {
    const { opened, report } = this;
    if (report === null) return undefined;
    const conduct = report.incidents.filter((one) => one.class === 'conduct');
    const coverage = report.incidents.length - conduct.length;
    return html`
      ${conduct.length === 0 ? html`<p class="quiet">${recordsWords.nothingSeen}</p>` : nothing}
      <ul role="list">
        ${conduct.map((one) => this.renderIncident(one))}
      </ul>
      ${coverage === 0 ? nothing : html`<p class="quiet">${recordsWords.coverageCount(coverage)}</p>`}
      <invigil-picture-dialog
        .pictures=${opened?.incident.evidence ?? []}
        .index=${opened?.index ?? 0}
        .label=${report.label ?? report.seat}
        .heading=${opened === null ? '' : words.sentence(whatWasSeen(opened.incident.signals))}
        @invigil-close=${() => (this.opened = null)}
      ></invigil-picture-dialog>
    `;
  }

  private renderIncident(one: ReportedIncident): TemplateResult {
    const { endedAt, evidence, judged, judgements, severity, signals, startedAt } = one;
    const what = whatWasSeen(signals);
    const when = dayAndTime(startedAt);
    const most = percent(Math.max(...signals.map(({ confidence }) => confidence)));
    return html`<li class="incident">
      <div class="head ${severity}">
        ${mark(severity)}
        <h3>${words.sentence(what)}</h3>
        <span class="quiet figures"
          >${when}${endedAt === null ? nothing : `, ${duration(endedAt - startedAt)}`}, ${most}</span
        >
        <button
          aria-label=${recordsWords.judgeItem(what, when)}
          @click=${() => this.dispatchEvent(new CustomEvent<ReportedIncident>('invigil-judge', { detail: one }))}
        >
          ${recordsWords.judge}
        </button>
      </div>
      <p>${words.sentence(recordsWords.stands[judged?.state ?? 'open'])}.</p>
      ${
        judgements.length === 0
          ? nothing
          : html`<ul class="judgements" role="list">
              ${judgements.map(
                ({ at, by, outcome, reason, words: said }) =>
                  html`<li>
                    ${words.judgementLine(dayAndTime(at), by, outcome, reason)}
                    ${said === null ? nothing : html`<q>${said}</q>`}
                  </li>`,
              )}
            </ul>`
      }
      ${
        evidence.length === 0
          ? nothing
          : html`<div class="pictures">
              ${evidence.map(
                ({ sha256, takenAt }, index) =>
                  html`<button @click=${() => (this.opened = { incident: one, index })}>
                    <invigil-evidence-picture
                      .sha256=${sha256}
                      .alt=${recordsWords.pictureAlt(timeOfDay(takenAt))}
                    ></invigil-evidence-picture>
                  </button>`,
              )}
            </div>`
      }
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-record-incidents': RecordIncidents;
  }
}
