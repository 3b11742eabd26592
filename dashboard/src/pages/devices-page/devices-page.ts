import { LitElement, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { urls } from '../../api/urls.js';
import { baseStyles } from '../../components/base.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { tableStyles } from '../../components/table.styles.js';
import { deviceWords } from '../../lib/device-words.js';
import { pathOf } from '../../lib/route.js';
import { words } from '../../lib/words.js';
import { knownUntil } from '../../state/known-until.js';
import { messagePage } from '../message-page.js';
import { devicesPageStyles } from './devices-page.styles.js';
import '../../components/room-machines/room-machines.js';
import '../../components/top-bar/top-bar.js';

/** The machines of every room: for who looks after them. */
@customElement('invigil-devices-page')
export class DevicesPage extends LitElement {
  static override styles = [baseStyles, tableStyles, devicesPageStyles];

  private readonly live = new LiveController(this);

  protected override render(): TemplateResult | undefined {
    const { state } = this.live;
    if (state === undefined) return undefined;
    if (state.snapshots === 0) return messagePage(words.product, words.connecting);
    document.title = `${deviceWords.title} · ${words.product}`;
    return html`
      <invigil-top-bar><h1>${deviceWords.title}</h1></invigil-top-bar>
      <main class=${knownUntil(state) === null ? '' : 'stale'}>
        <div class="head">
          <p class="quiet">${deviceWords.notes}</p>
          <p class="bundle">
            <a class="act" href=${urls.supportBundle} download>${deviceWords.bundle}</a>
            <span class="quiet">${deviceWords.bundleHelp}</span>
          </p>
        </div>
        ${state.rooms.length === 0 ? html`<p class="quiet" role="status">${deviceWords.noRooms}</p>` : ''}
        ${state.rooms.map(
          (room) =>
            html`<section>
              <h2>${room.name} <a href=${pathOf('ready', { room: room.room })}>${deviceWords.toReady}</a></h2>
              <invigil-room-machines .room=${room}></invigil-room-machines>
            </section>`,
        )}
      </main>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-devices-page': DevicesPage;
  }
}
