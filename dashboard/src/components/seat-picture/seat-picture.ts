import type { Incident, SeatView } from '@invigil/contract';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { number } from '../../lib/numbers.js';
import { seatWords } from '../../lib/seat-words.js';
import { timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { pictureNear } from '../../state/flip-order.js';
import { baseStyles } from '../base.styles.js';
import '../evidence-picture/evidence-picture.js';
import '../preview-picture/preview-picture.js';

/** Further away a picture says nothing of a point, ms. */
const NEAR_MS = 60_000;

/** A seat in one picture: as it is now, or the kept picture nearest to a point in time. */
@customElement('invigil-seat-picture')
export class SeatPicture extends LitElement {
  static override styles = [
    baseStyles,
    css`
      invigil-evidence-picture {
        aspect-ratio: 16 / 10;
      }

      p {
        padding: 6px 4px 0;
        font-size: 12px;
      }
    `,
  ];

  @property({ attribute: false }) seat: SeatView | undefined;
  @property({ attribute: false }) incidents: readonly Incident[] = [];
  /** The time pointed at, in ms; null: now. */
  @property({ attribute: false }) pointed: number | null = null;
  /** Whether who looks may see the seat as it is now. */
  @property({ attribute: false }) canLook = false;
  /** When the newest preview was taken; null: there is none. */
  @property({ attribute: false }) previewAt: number | null = null;
  /** The hub's time, in ms. */
  @property({ attribute: false }) now = 0;

  protected override render(): TemplateResult | typeof nothing {
    const { pointed, seat } = this;
    if (seat === undefined) return nothing;
    if (pointed !== null) return this.renderKept(seat, pointed);
    if (!this.canLook) return html`<p class="quiet">${seatWords.pointForPicture}</p>`;
    return html`<invigil-preview-picture
        .place=${{ room: seat.room, seat: seat.seat }}
        .label=${seat.label}
        .at=${this.previewAt}
        .shut=${seat.unwatched === true}
        .now=${this.now}
      ></invigil-preview-picture>
      <p class="quiet">${seatWords.lookIsKept}</p>`;
  }

  private renderKept(seat: SeatView, pointed: number): TemplateResult {
    const picture = pictureNear(this.incidents, pointed, NEAR_MS);
    if (picture === undefined) return html`<p class="quiet">${seatWords.noKeptPicture}</p>`;
    const { role, sha256, takenAt } = picture;
    const distance = number(Math.abs(takenAt - pointed) / 1000, 0);
    return html`<invigil-evidence-picture
        .sha256=${sha256}
        .alt=${words.evidenceAlt(words.role[role], seat.label, timeOfDay(takenAt))}
      ></invigil-evidence-picture>
      <p class="figures">${seatWords.keptPicture(timeOfDay(takenAt), distance, takenAt < pointed)}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-seat-picture': SeatPicture;
  }
}
