import type { CentreView } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { loadCentre } from '../../api/centre-api.js';
import { baseStyles } from '../../components/base.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { RenewController } from '../../components/renew-controller.js';
import { tableStyles } from '../../components/table.styles.js';
import { centreWords } from '../../lib/centre-words.js';
import { pathOf } from '../../lib/route.js';
import { words } from '../../lib/words.js';
import { centreHubs, centreSum } from '../../state/centre-hubs.js';
import { centreHub } from './centre-hub.js';
import { centrePageStyles } from './centre-page.styles.js';
import '../../components/top-bar/top-bar.js';

/** As often as a hub asks the others, unless it is told otherwise. */
const RENEW_MS = 5000;

/** How the rooms of every hub are: for who runs the centre or looks after its machines. Nothing can be changed here. */
@customElement('invigil-centre-page')
export class CentrePage extends LitElement {
  static override styles = [baseStyles, tableStyles, centrePageStyles];

  @state() private view: CentreView | null = null;
  @state() private failed = false;

  private readonly live = new LiveController(this);
  protected readonly renewal = new RenewController(this, () => this.load(), RENEW_MS);

  protected override firstUpdated(): void {
    document.title = `${centreWords.title} · ${words.product}`;
    void this.load();
  }

  protected override render(): TemplateResult {
    return html`
      <invigil-top-bar .live=${false}><h1>${centreWords.title}</h1></invigil-top-bar>
      <main>
        <p class="quiet">${centreWords.notes}</p>
        ${this.failed ? this.renderFault() : nothing}
        ${this.view === null ? this.renderNothing() : this.renderView(this.view)}
      </main>
    `;
  }

  private renderFault(): TemplateResult {
    return html`<p class="fault" role="alert">
      ${this.view === null ? centreWords.failedFirst : centreWords.failed}
      <button @click=${() => this.load()}>${centreWords.again}</button>
    </p>`;
  }

  private renderNothing(): TemplateResult | typeof nothing {
    return this.failed ? nothing : html`<p class="quiet" role="status">${centreWords.loading}</p>`;
  }

  private renderView(view: CentreView): TemplateResult {
    const hubs = centreHubs(view, (room) => pathOf('room', { room }));
    const sum = centreSum(hubs);
    const said = [centreWords.hubs(sum.hubs), centreWords.rooms(sum.rooms)];
    if (sum.unheard > 0) said.push(centreWords.unheard(sum.unheard));
    return html`
      <p role="status">${said.join(' · ')}</p>
      ${hubs.length > 1 ? nothing : html`<p class="quiet alone">${centreWords.alone}</p>`}
      <div class="hubs ${this.failed ? 'stale' : ''}">${hubs.map((hub) => centreHub(hub, view.at))}</div>
    `;
  }

  private async load(): Promise<void> {
    const { services } = this.live;
    if (services === undefined) return;
    try {
      this.view = await loadCentre(services.hub);
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-centre-page': CentrePage;
  }
}
