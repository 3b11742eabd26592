import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { type Incident, type JudgementBatchResult, type JudgementReason, seatKey } from '@invigil/contract';
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { DashboardError } from '../../lib/errors.js';
import { queueWords } from '../../lib/queue-words.js';
import { words } from '../../lib/words.js';
import { whatWasSeen } from '../../state/happening.js';
import { needsWords, reasonsFor } from '../../state/judging.js';
import { baseStyles } from '../base.styles.js';
import { dialogHead } from '../dialog-head.js';
import { dialogStyles } from '../dialog.styles.js';
import type { JudgedDetail } from '../judge-dialog/judge-dialog.js';
import { LiveController } from '../live-controller.js';
import { bulkDialogStyles } from './bulk-dialog.styles.js';

/** What may be said of several incidents at once. */
const OUTCOMES = ['cleared', 'noted'] as const;
/** With which outcome several incidents may be judged. */
export type BulkOutcome = (typeof OUTCOMES)[number];

/**
 * What a person makes of several incidents of one room, and why, once for all. Open while it is drawn.
 * @fires invigil-judged - with a {@link JudgedDetail}: those that the hub took
 * @fires invigil-close - it was closed
 */
@customElement('invigil-bulk-dialog')
export class BulkDialog extends LitElement {
  static override styles = [baseStyles, dialogStyles, bulkDialogStyles];

  /** As they were when it was opened. */
  @property({ attribute: false }) incidents: readonly Incident[] = [];
  /** With which outcome it opens. */
  @property({ attribute: false }) outcome: BulkOutcome = 'cleared';

  @state() private reason: JudgementReason = 'not-there';
  @state() private fault = '';
  @state() private sending = false;
  @state() private open = true;
  /** What the hub did not take; null: it was not asked yet. */
  @state() private result: JudgementBatchResult | null = null;

  @query('textarea') private readonly text!: HTMLTextAreaElement | null;

  private readonly live = new LiveController(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.choose(this.outcome);
  }

  protected override render(): TemplateResult {
    const heading = queueWords.judgeChosen(this.incidents.length);
    return html`<wa-dialog
      ?open=${this.open}
      without-header
      light-dismiss
      label=${heading}
      @wa-after-hide=${() => this.dispatchEvent(new CustomEvent('invigil-close'))}
      @keydown=${this.onKeydown}
    >
      ${this.result === null ? this.renderForm(heading) : this.renderResult(heading, this.result)}
    </wa-dialog>`;
  }

  private renderForm(heading: string): TemplateResult {
    const needed = needsWords(this.outcome, this.reason);
    return html`<form @submit=${this.onSubmit} novalidate>
      ${dialogHead(heading)}
      <p class="quiet">${queueWords.ofSeats(this.seats())}</p>
      <fieldset class="outcomes">
        <legend class="said-only">${words.outcomeOf}</legend>
        ${OUTCOMES.map(
          (outcome, i) =>
            html`<label>
              <input
                type="radio"
                name="outcome"
                ?autofocus=${outcome === this.outcome}
                .checked=${outcome === this.outcome}
                @change=${() => this.choose(outcome)}
              />
              ${words.outcomeAct[outcome]} <span class="quiet" aria-hidden="true">${i + 1}</span>
            </label>`,
        )}
      </fieldset>
      <p class="quiet help">${words.outcomeHelp[this.outcome]} ${queueWords.oneByOne}</p>
      <fieldset>
        <legend class="quiet">${words.why}</legend>
        ${reasonsFor(this.outcome).map(
          (reason) =>
            html`<label class="line">
              <input
                type="radio"
                name="reason"
                .checked=${reason === this.reason}
                @change=${() => (this.reason = reason)}
              />
              ${words.reason[reason]}
            </label>`,
        )}
      </fieldset>
      <label class="words">
        <span class="quiet">${needed ? words.inWordsNeeded : words.inWords}</span>
        <textarea
          rows="2"
          maxlength="1000"
          aria-required=${needed}
          @input=${() => (this.fault = '')}
        ></textarea>
      </label>
      <p class="fault" role="alert">${this.fault}</p>
      <footer>
        <button type="button" data-dialog="close">${words.cancel}</button>
        <button class="act" aria-disabled=${this.sending}>${words.outcomeAct[this.outcome]}</button>
      </footer>
    </form>`;
  }

  /** What was not taken, one by one. */
  private renderResult(heading: string, { judged, refused }: JudgementBatchResult): TemplateResult {
    return html`<div class="result">
      ${dialogHead(heading)}
      <p role="alert">${queueWords.someRefused(judged.length, refused.length)}</p>
      <ul role="list">
        ${refused.map(({ incident, message, seat }) => {
          const known = this.incidents.find(({ id }) => id === incident);
          const what = known === undefined ? incident : whatWasSeen(known.signals);
          return html`<li>
            ${queueWords.refusedLine(this.labelOf(known?.room ?? '', seat), what, message)}
          </li>`;
        })}
      </ul>
      <footer>
        <button class="act" type="button" data-dialog="close" autofocus>${words.close}</button>
      </footer>
    </div>`;
  }

  private seats(): string {
    const labels = new Set(this.incidents.map(({ room, seat }) => this.labelOf(room, seat)));
    return [...labels].sort((a, b) => a.localeCompare(b, undefined, { numeric: true })).join(', ');
  }

  private labelOf(room: string, seat: string): string {
    return this.live.state?.seats.get(seatKey({ room, seat }))?.label ?? seat;
  }

  private choose(outcome: BulkOutcome): void {
    this.outcome = outcome;
    this.reason = reasonsFor(outcome)[0] ?? 'other';
    this.fault = '';
  }

  private readonly onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { outcome, reason } = this;
    const { services } = this.live;
    if (services === undefined || this.sending) return;
    const said = this.text?.value.trim() ?? '';
    if (needsWords(outcome, reason) && said.length < 3) {
      this.fault = words.wordsMissing;
      this.text?.focus();
      return;
    }
    this.sending = true;
    try {
      const request = {
        outcome,
        reason,
        ...(said.length < 3 ? {} : { words: said }),
        incidents: namesOf(this.incidents),
      };
      const result = await services.incidents.judgeMany(this.incidents[0]?.room ?? '', request);
      if (result.judged.length > 0) {
        const detail: JudgedDetail = { incidents: result.judged, outcome };
        this.dispatchEvent(new CustomEvent('invigil-judged', { detail }));
      }
      if (result.refused.length === 0) this.open = false;
      else this.result = result;
    } catch (err) {
      const refused = err instanceof DashboardError && err.code === 'refused';
      this.fault = refused ? words.judgeRefused(err.message) : words.judgeFailed;
    } finally {
      this.sending = false;
    }
  };

  /** The number of an outcome chooses it, save where somebody writes. */
  private readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.composedPath()[0] instanceof HTMLTextAreaElement) return;
    const outcome = OUTCOMES[Number(event.key) - 1];
    if (outcome === undefined || this.result !== null) return;
    event.preventDefault();
    this.choose(outcome);
  };
}

function namesOf(incidents: readonly Incident[]) {
  return incidents.map(({ id, judged, seat }) => ({ seat, incident: id, after: judged?.n ?? 0 }));
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-bulk-dialog': BulkDialog;
  }
}
