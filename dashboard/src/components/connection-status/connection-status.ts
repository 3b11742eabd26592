import { LitElement, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { storeWords } from '../../lib/store-words.js';
import { timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { dataAge } from '../../state/connection.js';
import { baseStyles } from '../base.styles.js';
import { LiveController } from '../live-controller.js';
import { TickController } from '../tick-controller.js';
import { connectionStatusStyles } from './connection-status.styles.js';

/** Up to this age nothing is late: the hub speaks every 2 s. */
const FRESH_S = 3;

/** Whether the page is live and how old its data is; since when not. */
@customElement('invigil-connection-status')
export class ConnectionStatus extends LitElement {
  static override styles = [baseStyles, connectionStatusStyles];

  private readonly live = new LiveController(this);
  protected readonly tick = new TickController(this);

  protected override render(): TemplateResult | undefined {
    const { services, state } = this.live;
    if (services === undefined || state === undefined) return undefined;
    const { connection } = state;
    switch (connection.status) {
      case 'connecting':
        return html`<p class="quiet" role="status">${words.connecting}</p>`;
      case 'lost':
        return html`<p class="lost figures" role="status">
          ${words.lostSince(timeOfDay(connection.since), words.lost[connection.reason])}
        </p>`;
      case 'live': {
        if (state.storeAwaySince !== null)
          return html`<p class="lost figures">${storeWords.standsStill(timeOfDay(state.storeAwaySince))}</p>`;
        const seconds = Math.floor((dataAge(connection, services.clock()) ?? 0) / 1000);
        return html`<p class="quiet figures">
          <b>${seconds < FRESH_S ? words.live : words.late}</b>
          ${seconds < FRESH_S ? words.fresh : words.age(seconds)}
        </p>`;
      }
    }
  }
}
