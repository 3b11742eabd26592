import type { ErasureReceipt, ReceiptList, ReportedIncident, Role, SessionReport } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type SessionPlace, recordUrls, recordsApi } from '../../api/records-api.js';
import { baseStyles } from '../../components/base.styles.js';
import { JudgeController } from '../../components/judge-controller.js';
import { listPageStyles } from '../../components/list-page.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { DashboardError } from '../../lib/errors.js';
import { growthWords } from '../../lib/growth-words.js';
import { recordsWords } from '../../lib/records-words.js';
import { pathOf } from '../../lib/route.js';
import { dayAndTime } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { recordStyles } from '../records-page/records-page.styles.js';
import { looksSection, rulesSection, watchedSection } from './record-sections.js';
import { checkInSection, checkInWords } from './check-in-section.js';
import { talkSection } from './talk-section.js';
import '../../components/record-incidents/record-incidents.js';
import '../../components/record-keeping/record-keeping.js';
import '../../components/text-growth/text-growth.js';
import '../../components/top-bar/top-bar.js';

/** One session of a seat: what was watched, seen and judged, under which rules, who looked, and how long it is kept. */
@customElement('invigil-record-page')
export class RecordPage extends LitElement {
  static override styles = [baseStyles, listPageStyles, recordStyles];

  @property({ attribute: false }) place: SessionPlace = { room: '', seat: '', session: '' };
  @property({ attribute: false }) viewerRole: Role | null = null;

  @state() private report: SessionReport | 'loading' | 'failed' | 'gone' = 'loading';
  @state() private receipts: ReceiptList['receipts'] = [];

  private readonly live = new LiveController(this);
  private readonly judging = new JudgeController(this, this.live, (isJudged) => {
    if (isJudged) void this.load(false);
  });
  #unsubscribe: (() => void) | undefined;

  protected override firstUpdated(): void {
    document.title = `${this.heading()} · ${words.product}`;
    void this.load();
    const judged = this.live.services?.judged;
    this.#unsubscribe = judged?.subscribe(() => {
      if (judged.said !== null && typeof judged.said !== 'string' && 'left' in judged.said)
        void this.load(false);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
  }

  protected override render(): TemplateResult {
    const { report } = this;
    return html`
      <invigil-top-bar .live=${false}><h1>${this.heading()}</h1></invigil-top-bar>
      <main>
        <a class="back" href=${pathOf('records', {})}>${recordsWords.toList}</a>
        ${typeof report === 'string' ? this.renderState(report) : this.renderReport(report)}
      </main>
      ${this.judging.render()}
    `;
  }

  private heading(): string {
    return recordsWords.record(this.place.session, `${this.place.room}/${this.place.seat}`);
  }

  private renderState(step: 'loading' | 'failed' | 'gone'): TemplateResult {
    if (step === 'loading') return html`<p class="quiet" role="status">${recordsWords.loading}</p>`;
    if (step === 'failed')
      return html`<p class="fault" role="alert">
        ${recordsWords.failed} <button @click=${() => this.load()}>${recordsWords.again}</button>
      </p>`;
    return html`<p role="status">${recordsWords.gone}</p>
      ${
        this.receipts.length === 0
          ? nothing
          : html`<section class="panel">
              <h2>${recordsWords.receipt}</h2>
              ${this.receipts.map(
                ({ receipt, whole }) =>
                  html`<p>
                    ${recordsWords.receiptLine(dayAndTime(receipt.at), receipt.hash)}.
                    ${whole ? recordsWords.receiptWhole : html`<b class="fault">${recordsWords.receiptBroken}</b>`}
                  </p>`,
              )}
            </section>`
      }`;
  }

  private renderReport(report: SessionReport): TemplateResult {
    const { place, viewerRole: role } = this;
    return html`
      <section class="panel">
        <h2>${recordsWords.takeAlong}</h2>
        <nav>
          <a href=${recordUrls.page(place)} target="_blank" rel="noopener">${recordsWords.print}</a>
          ${role === 'admin' || role === 'reviewer' ? html`<a href=${recordUrls.bundle(place)} download>${recordsWords.bundle}</a>` : nothing}
          ${role === 'admin' ? html`<a href=${recordUrls.forCandidate(place)} download>${recordsWords.forCandidate}</a>` : nothing}
          <a href=${pathOf('replay', place)}>${recordsWords.replay}</a>
        </nav>
        ${role === 'admin' || role === 'reviewer' ? html`<p class="quiet">${recordsWords.bundleHelp}</p>` : nothing}
      </section>
      ${panel(recordsWords.whatWasWatched, watchedSection(report))}
      ${panel(
        recordsWords.whatWasSeen,
        html`<invigil-record-incidents
          .report=${report}
          @invigil-judge=${({ detail }: CustomEvent<ReportedIncident>) => this.judging.ask(detail)}
        ></invigil-record-incidents>`,
      )}
      ${panel(
        growthWords.title,
        html`<invigil-text-growth .minutes=${report.editing ?? []}></invigil-text-growth>`,
      )}
      ${panel(checkInWords.title, checkInSection(report))} ${panel(recordsWords.talk, talkSection(report))}
      ${panel(recordsWords.rules, rulesSection(report))} ${panel(recordsWords.looks, looksSection(report))}
      ${panel(
        recordsWords.keeping,
        html`<invigil-record-keeping
          .report=${report}
          .viewerRole=${role}
          @invigil-held=${() => this.load(false)}
          @invigil-erased=${this.onErased}
        ></invigil-record-keeping>`,
      )}
    `;
  }

  /** @param anew whether the page says meanwhile that it loads */
  private async load(anew = true): Promise<void> {
    const hub = this.live.services?.hub;
    if (hub === undefined) return;
    if (anew) this.report = 'loading';
    try {
      this.report = await recordsApi.report(hub, this.place);
    } catch (err) {
      const isGone = err instanceof DashboardError && err.refusal === 'not-found';
      this.report = isGone ? 'gone' : 'failed';
      if (isGone && this.viewerRole === 'admin')
        this.receipts = await recordsApi.receipts(hub, this.place).catch(() => []);
    }
  }

  private readonly onErased = ({ detail: receipt }: CustomEvent<ErasureReceipt>): void => {
    this.receipts = [{ n: 1, whole: true, receipt }];
    this.report = 'gone';
  };
}

function panel(heading: string, content: TemplateResult): TemplateResult {
  return html`<section class="panel">
    <h2>${heading}</h2>
    ${content}
  </section>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-record-page': RecordPage;
  }
}
