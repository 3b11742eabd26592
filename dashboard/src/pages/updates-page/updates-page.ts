import type { FreezeBoard, Me } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { loadFreeze } from '../../api/freeze-api.js';
import { baseStyles } from '../../components/base.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { RenewController } from '../../components/renew-controller.js';
import { tableStyles } from '../../components/table.styles.js';
import { freezeWords } from '../../lib/freeze-words.js';
import { words } from '../../lib/words.js';
import { updatesPageStyles } from './updates-page.styles.js';
import '../../components/freeze-override/freeze-override.js';
import '../../components/top-bar/top-bar.js';

type Frozen = Pick<FreezeBoard['hub'], 'frozen' | 'liftedUntil'>;

/** Which machines may be updated now, and how two administrators lift a freeze: for who looks after machines. */
@customElement('invigil-updates-page')
export class UpdatesPage extends LitElement {
  static override styles = [baseStyles, tableStyles, updatesPageStyles];

  @property({ attribute: false }) viewer: Me | null = null;

  @state() private board: FreezeBoard | null = null;
  @state() private failed = false;

  private readonly live = new LiveController(this);
  protected readonly renewal = new RenewController(this, () => this.load());

  protected override firstUpdated(): void {
    document.title = `${freezeWords.title} · ${words.product}`;
    void this.load();
  }

  protected override render(): TemplateResult {
    return html`
      <invigil-top-bar .live=${false}><h1>${freezeWords.title}</h1></invigil-top-bar>
      <main>
        <p class="quiet">${freezeWords.notes}</p>
        ${
          this.failed
            ? html`<p class="fault" role="alert">
                ${freezeWords.failed} <button @click=${() => this.load()}>${freezeWords.again}</button>
              </p>`
            : nothing
        }
        ${this.board === null ? this.renderNothing() : this.renderBoard(this.board)}
      </main>
    `;
  }

  private renderNothing(): TemplateResult | typeof nothing {
    return this.failed ? nothing : html`<p class="quiet" role="status">${freezeWords.loading}</p>`;
  }

  private renderBoard(board: FreezeBoard): TemplateResult {
    const { hub, rooms } = board;
    return html`
      <section class="panel hub ${mayBeUpdated(hub) ? '' : 'held'}">
        <h2>${freezeWords.hub}</h2>
        <p>${hub.frozen === null ? freezeWords.free : freezeWords.hubFrozen(hub.frozen.since)}</p>
        ${hub.liftedUntil === null ? nothing : html`<p>${freezeWords.lifted(hub.liftedUntil)}</p>`}
      </section>
      ${rooms.map((room) => this.renderRoom(room))}
      <invigil-freeze-override
        .board=${board}
        .viewer=${this.viewer}
        @invigil-freeze-changed=${() => this.load()}
      ></invigil-freeze-override>
    `;
  }

  private renderRoom({ name, seats }: FreezeBoard['rooms'][number]): TemplateResult {
    const held = seats.filter(({ frozen }) => frozen !== null);
    return html`<section>
      <h2>
        ${name}
        <span class="quiet">${freezeWords.countFree(seats.filter(mayBeUpdated).length, seats.length)}</span>
      </h2>
      ${
        held.length === 0
          ? nothing
          : html`<div class="panel scrolls" tabindex="0" role="region" aria-label=${name}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">${freezeWords.seat}</th>
                    <th scope="col">${freezeWords.state}</th>
                  </tr>
                </thead>
                <tbody>
                  ${held.map(
                    (seat) =>
                      html`<tr>
                        <th scope="row">${seat.label}</th>
                        <td>${stateOf(seat)}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
    </section>`;
  }

  private async load(): Promise<void> {
    const { services } = this.live;
    if (services === undefined) return;
    try {
      this.board = await loadFreeze(services.hub);
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }
}

function mayBeUpdated({ frozen, liftedUntil }: Frozen): boolean {
  return frozen === null || liftedUntil !== null;
}

function stateOf({ frozen, liftedUntil }: Frozen): string {
  if (frozen === null) return freezeWords.free;
  const held = freezeWords.frozen[frozen.why](frozen.since);
  return liftedUntil === null ? held : `${freezeWords.lifted(liftedUntil)}. ${held}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-updates-page': UpdatesPage;
  }
}
