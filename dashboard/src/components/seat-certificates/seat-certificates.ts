import { type CertificateList, seatPrincipal } from '@invigil/contract';
import { LitElement, html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { encode } from 'uqr';
import { loadCertificates, makeEnrolmentToken, revokeCertificate } from '../../api/machine-api.js';
import { deviceWords } from '../../lib/device-words.js';
import { refusalOf } from '../../lib/errors.js';
import { baseStyles } from '../base.styles.js';
import { LiveController } from '../live-controller.js';
import { tableStyles } from '../table.styles.js';
import { seatCertificatesStyles } from './seat-certificates.styles.js';

type Certificate = CertificateList['certificates'][number];

/** The certificates of a seat, and how it gets one. */
@customElement('invigil-seat-certificates')
export class SeatCertificates extends LitElement {
  static override styles = [baseStyles, tableStyles, seatCertificatesStyles];

  @property({ attribute: false }) place = { centre: '', room: '', seat: '' };

  @state() private list: readonly Certificate[] | 'loading' | 'failed' = 'loading';
  @state() private token: { payload: string; expiresAt: number } | null = null;
  @state() private fault = '';
  /** Serial of what was pressed once and waits for a second press. */
  @state() private asked: string | null = null;

  private readonly live = new LiveController(this);

  protected override firstUpdated(): void {
    void this.load();
  }

  protected override render(): TemplateResult {
    return html`
      ${this.renderList()}
      <p class="fault" role="alert">${this.fault}</p>
      <p><button @click=${() => this.makeToken()}>${deviceWords.token}</button></p>
      ${this.token === null ? nothing : renderToken(this.token)}
    `;
  }

  private renderList(): TemplateResult {
    const { list } = this;
    if (list === 'loading') return html`<p class="quiet" role="status">${deviceWords.loading}</p>`;
    if (list === 'failed')
      return html`<p class="fault" role="alert">
        ${deviceWords.certificatesFailed}
        <button @click=${() => this.load()}>${deviceWords.again}</button>
      </p>`;
    if (list.length === 0) return html`<p class="quiet">${deviceWords.noneGiven}</p>`;
    const now = this.live.services?.clock() ?? 0;
    return html`<ul role="list">
      ${list.map((one) => this.renderCertificate(one, now))}
    </ul>`;
  }

  private renderCertificate(one: Certificate, now: number): TemplateResult {
    const { expiresAt, issuedAt, issuedBy, revokedAt, revokedBy, serial } = one;
    const given = deviceWords.issued(issuedAt, issuedBy === 'renewal' ? deviceWords.renewal : issuedBy);
    const holds = revokedAt === null && expiresAt > now;
    const end =
      revokedAt !== null
        ? deviceWords.revoked(revokedAt, revokedBy ?? '')
        : holds
          ? deviceWords.ends(expiresAt)
          : deviceWords.ended(expiresAt);
    return html`<li class=${holds ? '' : 'quiet'}>
      <span class="figures"><code>${serial}</code> ${given}, ${end}</span>
      ${
        holds
          ? html`<button
              class=${this.asked === serial ? 'again' : ''}
              aria-label=${this.asked === serial ? deviceWords.sure : deviceWords.revokeOf(serial)}
              @click=${() => this.press(serial)}
            >
              ${this.asked === serial ? deviceWords.sure : deviceWords.revoke}
            </button>`
          : nothing
      }
    </li>`;
  }

  private async load(): Promise<void> {
    const { services } = this.live;
    if (services === undefined) return;
    const all = await loadCertificates(services.hub).catch(() => undefined);
    const own = seatPrincipal(this.place);
    this.list = all === undefined ? 'failed' : all.filter(({ principal }) => principal === own);
  }

  private press(serial: string): void {
    if (this.asked !== serial) {
      this.asked = serial;
      return;
    }
    this.asked = null;
    void this.try(deviceWords.revokeFailed, async (hub) => {
      await revokeCertificate(hub, serial);
      await this.load();
    });
  }

  private makeToken(): void {
    void this.try(deviceWords.tokenFailed, async (hub) => {
      this.token = await makeEnrolmentToken(hub, this.place);
    });
  }

  private async try(
    failed: (why: string) => string,
    act: (hub: NonNullable<LiveController['services']>['hub']) => Promise<void>,
  ): Promise<void> {
    const { services } = this.live;
    if (services === undefined) return;
    this.fault = '';
    try {
      await act(services.hub);
    } catch (err) {
      const why = refusalOf(err);
      this.fault = failed(why ?? deviceWords.noAnswer);
    }
  }
}

function renderToken({ expiresAt, payload }: { payload: string; expiresAt: number }): TemplateResult {
  const { data, size } = encode(payload);
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return html`<div class="token">
    <p>${deviceWords.tokenUntil(expiresAt)}</p>
    <code tabindex="0">invigil-seat enrol --dir CERTIFICATES '${payload}'</code>
    <svg viewBox="0 0 ${size} ${size}" role="img" aria-label=${deviceWords.qr} shape-rendering="crispEdges">
      ${svg`<rect width=${size} height=${size} fill="#fff" /><path d=${squares.join('')} fill="#000" />`}
    </svg>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-seat-certificates': SeatCertificates;
  }
}
