import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import type { EvidencePicture } from '@invigil/contract';
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { baseStyles } from '../base.styles.js';
import { pictureDialogStyles } from './picture-dialog.styles.js';
import '../evidence-picture/evidence-picture.js';

/**
 * The pictures of an incident, large, one after another. Open while there are pictures.
 * @fires invigil-close - it was closed
 */
@customElement('invigil-picture-dialog')
export class PictureDialog extends LitElement {
  static override styles = [baseStyles, pictureDialogStyles];

  /** In the order in which they were taken; empty: closed. */
  @property({ attribute: false }) pictures: readonly EvidencePicture[] = [];
  /** With which one it opens. */
  @property({ attribute: false }) index = 0;
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) heading = '';

  @state() private at = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('index') || changed.get('pictures')?.length === 0) this.at = this.index;
  }

  protected override render(): TemplateResult {
    const picture = this.pictures[this.at];
    return html`<wa-dialog
      ?open=${picture !== undefined}
      without-header
      light-dismiss
      label=${this.heading}
      @wa-after-hide=${this.onHide}
      @keydown=${this.onKeydown}
    >
      ${picture === undefined ? undefined : this.renderPicture(picture)}
    </wa-dialog>`;
  }

  private renderPicture(picture: EvidencePicture): TemplateResult {
    const role = words.role[picture.role];
    const time = timeOfDay(picture.takenAt);
    return html`
      <header>
        <h2>${words.seat(this.label)}: ${this.heading}</h2>
        <button data-dialog="close" aria-label=${words.close} autofocus>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="m3 3 10 10M13 3 3 13" stroke="currentColor" stroke-width="1.5" />
          </svg>
        </button>
      </header>
      <invigil-evidence-picture
        .sha256=${picture.sha256}
        .alt=${words.evidenceAlt(role, this.label, time)}
      ></invigil-evidence-picture>
      <footer>
        <button ?disabled=${this.at === 0} @click=${() => this.step(-1)}>${words.previous}</button>
        <p class="figures" aria-live="polite">${role} <span class="quiet">${time}</span></p>
        <button ?disabled=${this.at === this.pictures.length - 1} @click=${() => this.step(1)}>
          ${words.next}
        </button>
      </footer>
    `;
  }

  private step(by: 1 | -1): void {
    this.at = Math.min(this.pictures.length - 1, Math.max(0, this.at + by));
  }

  private readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') this.step(-1);
    else if (event.key === 'ArrowRight') this.step(1);
  };

  private readonly onHide = (): void => {
    this.dispatchEvent(new CustomEvent('invigil-close'));
  };
}
