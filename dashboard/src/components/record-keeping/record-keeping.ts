import type { ErasureReceipt, Role, SessionReport } from '@invigil/contract';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type HoldStep, recordsApi } from '../../api/records-api.js';
import { refusalOf } from '../../lib/errors.js';
import { recordsWords } from '../../lib/records-words.js';
import { dayAndTime } from '../../lib/times.js';
import { baseStyles } from '../base.styles.js';
import { fieldStyles } from '../field.styles.js';
import { LiveController } from '../live-controller.js';

const LEAST_REASON = 3;

/**
 * Until when a session is kept, its legal hold, and its erasure.
 * @fires invigil-held - a step of the hold was done
 * @fires invigil-erased - it is gone, with its {@link ErasureReceipt}
 */
@customElement('invigil-record-keeping')
export class RecordKeeping extends LitElement {
  static override styles = [
    baseStyles,
    fieldStyles,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      form {
        display: grid;
        gap: 8px;
        max-width: 480px;
      }
      button {
        justify-self: start;
      }
      h3 {
        margin-block-start: 8px;
      }
      .fault {
        color: var(--alert);
        font-weight: 550;
      }
      [role='status']:empty {
        display: none;
      }
    `,
  ];

  @property({ attribute: false }) report: SessionReport | null = null;
  @property({ attribute: false }) viewerRole: Role | null = null;

  @state() private said: { isFault: boolean; text: string } | null = null;
  @query('[name=hold-reason]') private readonly holdReason!: HTMLInputElement | null;
  @query('[name=erase-reason]') private readonly eraseReason!: HTMLInputElement | null;
  @query('[name=typed]') private readonly typed!: HTMLInputElement | null;

  private readonly live = new LiveController(this);

  protected override render(): TemplateResult | undefined {
    const { report } = this;
    if (report === null) return undefined;
    const { classes, open } = report.keeping;
    return html`
      <ul role="list">
        ${classes.map((one) => html`<li>${recordsWords.keptUntil(recordsWords.classes[one.class], dayAndTime(one.dueAt))}</li>`)}
      </ul>
      ${open ? html`<p class="quiet">${recordsWords.openStays}</p>` : nothing}
      <h3>${recordsWords.hold}</h3>
      ${this.renderHold(report)}
      ${this.viewerRole === 'admin' && !open && report.keeping.hold === null ? this.renderErasure(report) : nothing}
      <p class=${this.said?.isFault === true ? 'fault' : ''} role="status">${this.said?.text}</p>
    `;
  }

  private renderHold({ keeping: { hold } }: SessionReport): TemplateResult {
    const mayAsk = this.viewerRole === 'admin' || this.viewerRole === 'reviewer';
    const mayConfirm = this.viewerRole === 'admin';
    if (hold === null)
      return html`<p class="quiet">${recordsWords.noHold}</p>
        ${mayAsk ? this.renderReason('hold', recordsWords.askHold) : nothing}`;
    const { askedAt, askedBy, reason, releaseAskedBy, releaseReason, state: step } = hold;
    return html`<p><b>${recordsWords.holdState[step]}</b></p>
      <p>${recordsWords.holdBy(askedBy, dayAndTime(askedAt), reason)}</p>
      ${releaseAskedBy === null ? nothing : html`<p>${recordsWords.releaseBy(releaseAskedBy, releaseReason ?? '')}</p>`}
      ${
        step === 'asked' && mayConfirm
          ? html`<button @click=${() => this.hold('hold/confirm')}>${recordsWords.confirmHold}</button>`
          : nothing
      }
      ${
        step === 'release-asked' && mayConfirm
          ? html`<button @click=${() => this.hold('hold/release/confirm')}>
              ${recordsWords.confirmRelease}
            </button>`
          : nothing
      }
      ${step !== 'release-asked' && mayAsk ? this.renderReason('hold/release', recordsWords.askRelease) : nothing}`;
  }

  private renderReason(step: HoldStep, text: string): TemplateResult {
    return html`<form
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const reason = this.holdReason?.value.trim() ?? '';
        if (reason.length < LEAST_REASON) this.fault(recordsWords.reasonMissing, this.holdReason);
        else void this.hold(step, reason);
      }}
    >
      <label
        ><span class="quiet">${recordsWords.reason}</span>
        <input name="hold-reason" maxlength="300" autocomplete="off"
      /></label>
      <button>${text}</button>
    </form>`;
  }

  private renderErasure({ session }: SessionReport): TemplateResult {
    return html`<h3>${recordsWords.erasure}</h3>
      <p class="quiet">${recordsWords.eraseHelp}</p>
      <form @submit=${this.onErase}>
        <label
          ><span class="quiet">${recordsWords.reason}</span>
          <input name="erase-reason" maxlength="300" autocomplete="off"
        /></label>
        <label
          ><span class="quiet">${recordsWords.typeName(session)}</span>
          <input name="typed" maxlength="64" autocomplete="off" spellcheck="false"
        /></label>
        <button>${recordsWords.erase}</button>
      </form>`;
  }

  private async hold(step: HoldStep, reason?: string): Promise<void> {
    await this.do(async (hub, report) => {
      await recordsApi.hold(hub, report, step, reason);
      this.said = { isFault: false, text: recordsWords.holdDone };
      this.dispatchEvent(new CustomEvent('invigil-held'));
    });
  }

  private readonly onErase = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const reason = this.eraseReason?.value.trim() ?? '';
    if (reason.length < LEAST_REASON) return this.fault(recordsWords.reasonMissing, this.eraseReason);
    if (this.typed?.value.trim() !== this.report?.session)
      return this.fault(recordsWords.nameWrong, this.typed);
    await this.do(async (hub, report) => {
      const detail = await recordsApi.erase(hub, report, reason);
      this.dispatchEvent(new CustomEvent<ErasureReceipt>('invigil-erased', { detail }));
    });
  };

  private async do(
    act: (hub: NonNullable<LiveController['services']>['hub'], report: SessionReport) => Promise<void>,
  ): Promise<void> {
    const hub = this.live.services?.hub;
    if (hub === undefined || this.report === null) return;
    try {
      await act(hub, this.report);
    } catch (err) {
      const why = refusalOf(err);
      this.fault(why === null ? recordsWords.noAnswer : recordsWords.refused(why), null);
    }
  }

  private fault(text: string, field: HTMLInputElement | null): void {
    this.said = { isFault: true, text };
    field?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-record-keeping': RecordKeeping;
  }
}
