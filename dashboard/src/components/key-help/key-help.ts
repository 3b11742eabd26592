import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type KeyAction, helpFor } from '../../lib/keys.js';
import { personalWords } from '../../lib/personal-words.js';
import { baseStyles } from '../base.styles.js';
import { dialogHead } from '../dialog-head.js';
import { headedDialogStyles } from '../headed-dialog.styles.js';
import { LiveController } from '../live-controller.js';
import { PersonalController } from '../personal-controller.js';
import { keyHelpStyles } from './key-help.styles.js';

/**
 * The keys that work on a page, open while it is drawn; and the switch that turns them off (WCAG 2.2, 2.1.4).
 * @fires invigil-close - it was closed
 */
@customElement('invigil-key-help')
export class KeyHelp extends LitElement {
  static override styles = [baseStyles, headedDialogStyles, keyHelpStyles];

  /** What the page can do. */
  @property({ attribute: false }) actions: ReadonlySet<KeyAction> = new Set();

  private readonly live = new LiveController(this);
  protected readonly personal = new PersonalController(this, () => this.live.services?.personal);

  protected override render(): TemplateResult {
    const areOff = this.live.services?.personal.has('keys-off') === true;
    return html`<wa-dialog
      open
      without-header
      light-dismiss
      label=${personalWords.keysTitle}
      @wa-after-hide=${() => this.dispatchEvent(new CustomEvent('invigil-close'))}
    >
      ${dialogHead(personalWords.keysTitle)}
      <dl>
        ${helpFor(this.actions).map(
          ({ keys, text }) =>
            html`<dt><kbd>${keys}</kbd></dt>
              <dd>${text}</dd>`,
        )}
      </dl>
      ${areOff ? html`<p role="status">${personalWords.keysNowOff}</p>` : nothing}
      <label class="line">
        <input type="checkbox" .checked=${!areOff} @change=${this.onSwitch} />
        ${personalWords.keysOn}
      </label>
      <p class="quiet why">${personalWords.keysOnWhy}</p>
    </wa-dialog>`;
  }

  private readonly onSwitch = ({ currentTarget }: Event): void => {
    if (!(currentTarget instanceof HTMLInputElement)) return;
    this.live.services?.personal.set('keys-off', !currentTarget.checked);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-key-help': KeyHelp;
  }
}
