import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { type Incident, type JudgementBatchResult, type JudgementReason, seatKey } from '@invigil/contract';
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { refusalOf } from '../../lib/errors.js';
import { refusalText } from '../../lib/refusal-words.js';
import { queueWords } from '../../lib/queue-words.js';
import { words } from '../../lib/words.js';
import { whatWasSeen } from '../../state/happening.js';
import { needsWords, reasonsFor } from '../../state/judging.js';
import type { JudgedDetail } from '../../state/just-judged.js';
import { baseStyles } from '../base.styles.js';
import { dialogHead } from '../dialog-head.js';
import { headedDialogStyles } from '../headed-dialog.styles.js';
import { judgeFoot, outcomeChoice, reasonChoice } from '../judge-form.js';
import { judgeFormStyles } from '../judge-form.styles.js';
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
  static override styles = [baseStyles, headedDialogStyles, judgeFormStyles, bulkDialogStyles];

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
  /** What the hub took and this has not told yet: while it says what was not taken, the time to undo does not run. */
  #judged: JudgedDetail | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.choose(this.outcome);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.tell();
  }

  protected override render(): TemplateResult {
    const heading = queueWords.judgeChosen(this.incidents.length);
    return html`<wa-dialog
      ?open=${this.open}
      without-header
      light-dismiss
      label=${heading}
      @wa-after-hide=${this.onHide}
      @keydown=${this.onKeydown}
    >
      ${this.result === null ? this.renderForm(heading) : this.renderResult(heading, this.result)}
    </wa-dialog>`;
  }

  private renderForm(heading: string): TemplateResult {
    return html`<form @submit=${this.onSubmit} novalidate>
      ${dialogHead(heading)}
      <p class="quiet">${queueWords.ofSeats(this.seats())}</p>
      ${outcomeChoice(OUTCOMES, this.outcome, (outcome) => this.choose(outcome))}
      <p class="quiet help">${words.outcomeHelp[this.outcome]} ${queueWords.oneByOne}</p>
      ${reasonChoice(
        { outcome: this.outcome, reason: this.reason },
        (reason) => (this.reason = reason),
        () => (this.fault = ''),
      )}
      ${judgeFoot(this.outcome, this.fault, this.sending)}
    </form>`;
  }

  /** What was not taken, one by one. */
  private renderResult(heading: string, { judged, refused }: JudgementBatchResult): TemplateResult {
    return html`<div class="result">
      ${dialogHead(heading)}
      <p role="alert">${queueWords.someRefused(judged.length, refused.length)}</p>
      <ul role="list">
        ${refused.map((one) => {
          const { incident, seat } = one;
          const known = this.incidents.find(({ id }) => id === incident);
          const what = known === undefined ? incident : whatWasSeen(known.signals);
          return html`<li>
            ${queueWords.refusedLine(this.labelOf(known?.room ?? '', seat), what, whyNot(one))}
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
      const inWords = said.length < 3 ? {} : { words: said };
      const result = await services.incidents.judgeMany(this.incidents, { outcome, reason, ...inWords });
      if (result.judged.length > 0) this.#judged = { incidents: result.judged, outcome };
      if (result.refused.length > 0) this.result = result;
      else {
        this.tell();
        this.open = false;
      }
    } catch (err) {
      const why = refusalOf(err);
      this.fault = why === null ? words.judgeFailed : words.judgeRefused(why);
    } finally {
      this.sending = false;
    }
  };

  private tell(): void {
    const detail = this.#judged;
    this.#judged = null;
    if (detail !== null) this.dispatchEvent(new CustomEvent('invigil-judged', { detail }));
  }

  private readonly onHide = (): void => {
    this.tell();
    this.dispatchEvent(new CustomEvent('invigil-close'));
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

/** Why the hub did not take it: in the page's language where that is known, else in the hub's words. */
function whyNot({ code, ...said }: JudgementBatchResult['refused'][number]): string {
  return code === 'conflict' || code === 'not-found' ? queueWords.whyNot[code] : refusalText(said);
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-bulk-dialog': BulkDialog;
  }
}
