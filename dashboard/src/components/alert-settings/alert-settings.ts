import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  ALERT_CHANNELS,
  type AlertChannel,
  type ChannelFault,
  abilitiesHere,
  faultOf,
  tellBy,
} from '../../lib/alert-channels.js';
import { personalWords } from '../../lib/personal-words.js';
import type { PersonalOption } from '../../lib/personal-settings.js';
import { baseStyles } from '../base.styles.js';
import { dialogHead } from '../dialog-head.js';
import { headedDialogStyles } from '../headed-dialog.styles.js';
import { LiveController } from '../live-controller.js';
import { PersonalController } from '../personal-controller.js';
import { alertSettingsStyles } from './alert-settings.styles.js';

/**
 * What somebody turns on for themselves: how new alerts are told, each with a try, and whether single keys act. Open while it is drawn.
 * @fires invigil-close - it was closed
 */
@customElement('invigil-alert-settings')
export class AlertSettings extends LitElement {
  static override styles = [baseStyles, headedDialogStyles, alertSettingsStyles];

  /** What came of a try. */
  @state() private tried: Partial<Record<AlertChannel, ChannelFault | 'told'>> = {};

  private readonly live = new LiveController(this);
  protected readonly personal = new PersonalController(this, () => this.live.services?.personal);

  protected override render(): TemplateResult {
    return html`<wa-dialog
      open
      without-header
      light-dismiss
      label=${personalWords.settings}
      @wa-after-hide=${() => this.dispatchEvent(new CustomEvent('invigil-close'))}
    >
      ${dialogHead(personalWords.settings)}
      <section aria-labelledby="alerts">
        <h3 id="alerts">${personalWords.alertsTitle}</h3>
        <p class="quiet why">${personalWords.alertsWhy}</p>
        <ul role="list">
          ${ALERT_CHANNELS.map((channel) => this.renderChannel(channel))}
        </ul>
        ${this.renderOption('in-front', personalWords.inFront)}
        <p class="quiet why inset">${personalWords.inFrontWhy} ${personalWords.closedWhy}</p>
      </section>
      <section aria-labelledby="keys">
        <h3 id="keys">${personalWords.keysTitle}</h3>
        <label class="line">
          <input
            type="checkbox"
            .checked=${!this.has('keys-off')}
            @change=${(event: Event) => this.turn('keys-off', !isChecked(event))}
          />
          ${personalWords.keysOn}
        </label>
        <p class="quiet why inset">${personalWords.keysOnWhy}</p>
      </section>
    </wa-dialog>`;
  }

  private renderChannel(channel: AlertChannel): TemplateResult {
    const text = personalWords.channel[channel];
    return html`<li>
      ${this.renderOption(channel, text)}
      <button type="button" aria-label=${personalWords.tryOf(text)} @click=${() => this.try(channel)}>
        ${personalWords.tryIt}
      </button>
      <p class="quiet" role="status">${this.sayOf(channel)}</p>
    </li>`;
  }

  private renderOption(option: Exclude<PersonalOption, 'keys-off'>, text: string): TemplateResult {
    return html`<label class="line">
      <input
        type="checkbox"
        .checked=${this.has(option)}
        @change=${(event: Event) => this.turn(option, isChecked(event))}
      />
      ${text}
    </label>`;
  }

  /** What came of the last try, else what is known to keep it from telling. */
  private sayOf(channel: AlertChannel): string {
    const fault = faultOf(channel, abilitiesHere());
    if (fault !== null) return personalWords.fault[fault];
    const tried = this.tried[channel];
    if (tried === undefined) return '';
    return tried === 'told' ? personalWords.tried[channel] : personalWords.fault[tried];
  }

  private has(option: PersonalOption): boolean {
    return this.live.services?.personal.has(option) === true;
  }

  private turn(option: PersonalOption, on: boolean): void {
    this.live.services?.personal.set(option, on);
    if (option === 'notification' && on) void this.askLeave();
  }

  private async try(channel: AlertChannel): Promise<void> {
    if (channel === 'notification') await this.askLeave();
    const { tryBody: body, tryTitle: title } = personalWords;
    const fault = await tellBy(channel, { title, body, tag: 'try', onPress: () => {} });
    this.tried = { ...this.tried, [channel]: fault ?? 'told' };
  }

  /** The browser asks the person, once. */
  private async askLeave(): Promise<void> {
    const { notifications, secure } = abilitiesHere();
    if (secure && notifications === 'default') await Notification.requestPermission();
    this.requestUpdate();
  }
}

function isChecked({ currentTarget }: Event): boolean {
  return currentTarget instanceof HTMLInputElement && currentTarget.checked;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-alert-settings': AlertSettings;
  }
}
