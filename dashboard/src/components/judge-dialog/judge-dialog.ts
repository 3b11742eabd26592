import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import type { Incident, Judgement, JudgementOutcome, JudgementReason } from '@invigil/contract';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { refusalOf } from '../../lib/errors.js';
import { timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { whatWasSeen } from '../../state/happening.js';
import { needsWords, outcomesFor, reasonsFor } from '../../state/judging.js';
import type { JudgedDetail } from '../../state/just-judged.js';
import { baseStyles } from '../base.styles.js';
import { LiveController } from '../live-controller.js';
import { headedDialogStyles } from '../headed-dialog.styles.js';
import { judgeFoot, outcomeChoice, reasonChoice } from '../judge-form.js';
import { judgeFormStyles } from '../judge-form.styles.js';
import { judgeDialogStyles } from './judge-dialog.styles.js';

/**
 * What a person makes of an incident, and why. Open while there is an incident.
 * @fires invigil-judged - with a {@link JudgedDetail}
 * @fires invigil-close - it was closed
 */
@customElement('invigil-judge-dialog')
export class JudgeDialog extends LitElement {
  static override styles = [baseStyles, headedDialogStyles, judgeFormStyles, judgeDialogStyles];

  @property({ attribute: false }) incident: Incident | null = null;
  /** With which outcome it opens. */
  @property({ attribute: false }) outcome: JudgementOutcome = 'cleared';
  @property({ attribute: false }) label = '';

  @state() private chosen: JudgementOutcome = 'cleared';
  @state() private reason: JudgementReason = 'not-there';
  @state() private fault = '';
  @state() private sending = false;
  @state() private earlier: readonly Judgement[] | 'failed' = [];

  @query('textarea') private readonly text!: HTMLTextAreaElement | null;

  private readonly live = new LiveController(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('incident')) return;
    const before = changed.get('incident');
    const { incident } = this;
    if (incident === null || before?.id === incident.id) return;
    this.fault = '';
    this.sending = false;
    const outcomes = outcomesFor(incident);
    this.choose(outcomes.includes(this.outcome) ? this.outcome : (outcomes[0] ?? 'cleared'));
    this.earlier = [];
    if (incident.judged !== undefined) void this.load(incident);
  }

  protected override render(): TemplateResult {
    const { incident } = this;
    return html`<wa-dialog
      ?open=${incident !== null}
      without-header
      light-dismiss
      label=${words.judge}
      @wa-after-hide=${this.onHide}
      @keydown=${this.onKeydown}
    >
      ${incident === null ? nothing : this.renderForm(incident)}
    </wa-dialog>`;
  }

  private renderForm(incident: Incident): TemplateResult {
    return html`<form @submit=${this.onSubmit} novalidate>
      <h2>${words.seat(this.label)}: ${whatWasSeen(incident.signals)}</h2>
      ${incident.judged === undefined ? nothing : html`<p class="quiet">${words.sentence(words.judgedBy(incident.judged))}.</p>`}
      ${outcomeChoice(outcomesFor(incident), this.chosen, (outcome) => this.choose(outcome))}
      <p class="quiet help">${words.outcomeHelp[this.chosen]}</p>
      ${reasonChoice(
        { outcome: this.chosen, reason: this.reason },
        (reason) => (this.reason = reason),
        () => (this.fault = ''),
      )}
      ${judgeFoot(this.chosen, this.fault, this.sending)} ${this.renderEarlier()}
    </form>`;
  }

  private renderEarlier(): TemplateResult | typeof nothing {
    if (this.earlier === 'failed') return html`<p class="quiet">${words.judgementsFailed}</p>`;
    if (this.earlier.length === 0) return nothing;
    return html`<section class="earlier">
      <h3>${words.earlierJudgements}</h3>
      <ul class="figures">
        ${this.earlier.map(
          ({ at, by, outcome, reason, words: said }) =>
            html`<li>
              ${words.judgementLine(timeOfDay(at), by, outcome, reason)}
              ${said === null ? nothing : html`<q>${said}</q>`}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private choose(outcome: JudgementOutcome): void {
    this.chosen = outcome;
    this.reason = reasonsFor(outcome)[0] ?? 'other';
    this.fault = '';
  }

  private async load(incident: Incident): Promise<void> {
    const list = await this.live.services?.hub.judgements(incident).catch(() => 'failed' as const);
    if (list !== undefined && this.incident?.id === incident.id) this.earlier = list;
  }

  private readonly onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { chosen: outcome, incident, reason } = this;
    const { services } = this.live;
    if (incident === null || services === undefined || this.sending) return;
    const said = this.text?.value.trim() ?? '';
    if (needsWords(outcome, reason) && said.length < 3) {
      this.fault = words.wordsMissing;
      this.text?.focus();
      return;
    }
    this.sending = true;
    try {
      const after = incident.judged?.n ?? 0;
      const request = { outcome, reason, after, ...(said.length < 3 ? {} : { words: said }) };
      const judged = await services.hub.judge(incident, request);
      const detail: JudgedDetail = { incidents: [judged], outcome };
      this.dispatchEvent(new CustomEvent('invigil-judged', { detail }));
    } catch (err) {
      const why = refusalOf(err);
      this.fault = why === null ? words.judgeFailed : words.judgeRefused(why);
    } finally {
      this.sending = false;
    }
  };

  /** The number of an outcome chooses it, save where somebody writes. */
  private readonly onKeydown = (event: KeyboardEvent): void => {
    if (this.incident === null || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.composedPath()[0] instanceof HTMLTextAreaElement) return;
    const outcome = outcomesFor(this.incident)[Number(event.key) - 1];
    if (outcome === undefined) return;
    event.preventDefault();
    this.choose(outcome);
  };

  private readonly onHide = (): void => {
    this.dispatchEvent(new CustomEvent('invigil-close'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-judge-dialog': JudgeDialog;
  }
}
