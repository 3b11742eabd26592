import '@awesome.me/webawesome/dist/components/qr-code/qr-code.js';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { refusalOf } from '../../lib/errors.js';
import { words } from '../../lib/words.js';
import { baseStyles } from '../base.styles.js';
import { fieldStyles } from '../field.styles.js';
import { LiveController } from '../live-controller.js';
import { secondFactorStyles } from './second-factor.styles.js';

/** How far it has come. What the hub shows only once is here until the page is left. */
type Step =
  | { at: 'off' | 'on' }
  | { at: 'begun'; uri: string; secret: string }
  | { at: 'done'; codes: readonly string[] };

/** A code beside the password: turned on with a telephone's program, and off again. */
@customElement('invigil-second-factor')
export class SecondFactor extends LitElement {
  static override styles = [baseStyles, fieldStyles, secondFactorStyles];

  /** Whether it was on when the page was opened. */
  @property({ attribute: false }) on = false;

  @state() private step: Step | null = null;
  @state() private fault = '';
  @query('input') private readonly field!: HTMLInputElement | null;

  private readonly live = new LiveController(this);

  protected override render(): TemplateResult {
    const step = this.step ?? { at: this.on ? 'on' : 'off' };
    return html`${renderStep(step)}
      ${
        step.at === 'done'
          ? nothing
          : html`<form @submit=${this.onSubmit}>
              ${step.at === 'begun' ? this.renderCode() : this.renderPassword()}
              <button>${words.factorAct[step.at]}</button>
            </form>`
      }
      <p class="fault" role="alert">${this.fault}</p>`;
  }

  private renderPassword(): TemplateResult {
    return html`<label
      ><span class="quiet">${words.oldPassword}</span>
      <input type="password" autocomplete="current-password" required maxlength="256"
    /></label>`;
  }

  private renderCode(): TemplateResult {
    return html`<label
      ><span class="quiet">${words.factorCode}</span>
      <input inputmode="numeric" autocomplete="one-time-code" required maxlength="6" pattern="[0-9]{6}"
    /></label>`;
  }

  private readonly onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { field } = this;
    const { services } = this.live;
    if (field === null || services === undefined) return;
    const given = field.value;
    this.fault = '';
    try {
      this.step = await this.next(given);
      field.value = '';
    } catch (err) {
      const why = refusalOf(err);
      this.fault = why === null ? words.factorFailed : words.factorRefused(why);
    }
  };

  private async next(given: string): Promise<Step> {
    const { services } = this.live;
    const at = this.step?.at ?? (this.on ? 'on' : 'off');
    if (services === undefined || at === 'done') return { at: 'on' };
    if (at === 'begun') return { at: 'done', codes: await services.hub.confirmSecondFactor(given) };
    if (at === 'off') return { at: 'begun', ...(await services.hub.beginSecondFactor(given)) };
    await services.hub.endSecondFactor(given);
    return { at: 'off' };
  }
}

function renderStep(step: Step): TemplateResult {
  switch (step.at) {
    case 'off':
      return html`<p class="quiet">${words.factorOff}</p>`;
    case 'on':
      return html`<p>${words.factorOn}</p>`;
    case 'begun':
      return html`<p>${words.factorScan}</p>
        <wa-qr-code value=${step.uri} label=${words.factorPicture} size="176"></wa-qr-code>
        <p class="quiet">${words.factorType} <code>${step.secret}</code></p>`;
    case 'done':
      return html`<p role="status">${words.factorDone}</p>
        <ul class="codes" role="list">
          ${step.codes.map((code) => html`<li><code>${code}</code></li>`)}
        </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-second-factor': SecondFactor;
  }
}
