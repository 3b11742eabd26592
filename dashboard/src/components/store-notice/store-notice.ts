import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { storeWords } from '../../lib/store-words.js';
import { timeOfDay } from '../../lib/times.js';
import { baseStyles } from '../base.styles.js';
import { LiveController } from '../live-controller.js';
import { storeNoticeStyles } from './store-notice.styles.js';

/** Says that the database of the hub is away, since when, and what that means here. Nothing while it is reached, or the hub itself is not. */
@customElement('invigil-store-notice')
export class StoreNotice extends LitElement {
  static override styles = [baseStyles, storeNoticeStyles];

  private readonly live = new LiveController(this);

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this.live;
    const since = state?.connection.status === 'live' ? state.storeAwaySince : null;
    if (since === null) return nothing;
    return html`<section role="alert">
      <b class="figures">${storeWords.away(timeOfDay(since, { seconds: false }))}</b>
      <span>${storeWords.page}</span>
      <span>${storeWords.seats}</span>
    </section>`;
  }
}
