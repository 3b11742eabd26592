import { seatKey, type OpenHand, type SeatMessage } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { sendMessage } from '../../api/seat-api.js';
import { refusalOf } from '../../lib/errors.js';
import { seatWords } from '../../lib/seat-words.js';
import { timeOfDay } from '../../lib/times.js';
import { baseStyles } from '../base.styles.js';
import { fieldStyles } from '../field.styles.js';
import { LiveController } from '../live-controller.js';
import { seatMessagesStyles } from './seat-messages.styles.js';

const MOST = 200;
const LISTED = 5;
const REASONS = new Map(Object.entries(seatWords.reasons));

/** Words to a candidate, ready-made or own, what became of them, and the hand that waits for an answer. */
@customElement('invigil-seat-messages')
export class SeatMessages extends LitElement {
  static override styles = [baseStyles, fieldStyles, seatMessagesStyles];

  @property({ attribute: false }) place = { room: '', seat: '' };
  /** Newest first. */
  @property({ attribute: false }) messages: readonly SeatMessage[] = [];
  /** The hand that is up; undefined: none. */
  @property({ attribute: false }) hand: OpenHand | undefined;
  @property({ attribute: false }) online = false;
  /** The hub's time, in ms. */
  @property({ attribute: false }) now = 0;

  @state() private text = '';
  @state() private sending = false;
  @state() private fault: string | null = null;

  private readonly live = new LiveController(this);

  protected override render(): TemplateResult {
    const { hand } = this;
    return html`
      ${
        hand === undefined
          ? nothing
          : html`<div class="hand">
              <p role="status"><b>${seatWords.handUp(timeOfDay(hand.raisedAt))}</b> ${hand.words}</p>
              <button aria-disabled=${this.sending} @click=${() => this.answer(hand)}>
                ${seatWords.answerHand}:
                “${this.text.trim() === '' ? seatWords.answerWords : this.text.trim()}”
              </button>
            </div>`
      }
      <div class="canned">
        ${seatWords.canned.map(
          (words) =>
            html`<button aria-pressed=${words === this.text} @click=${() => (this.text = words)}>
              ${words}
            </button>`,
        )}
      </div>
      <form @submit=${this.onSend}>
        <label
          >${seatWords.ownWords}<input maxlength=${MOST} .value=${this.text} @input=${this.onInput}
        /></label>
        <button aria-disabled=${this.sending || !this.online}>${seatWords.send}</button>
      </form>
      <p class="quiet small figures">${seatWords.charactersLeft(MOST - this.text.length)}</p>
      ${this.online ? nothing : html`<p class="quiet">${seatWords.messageOffline}</p>`}
      ${this.fault === null ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
      <ul role="list" aria-live="polite">
        ${repeat(
          this.messages.slice(0, LISTED),
          ({ id }) => id,
          (message) => this.renderMessage(message),
        )}
      </ul>
    `;
  }

  private renderMessage(message: SeatMessage): TemplateResult {
    return html`<li>
      <p>${message.words}</p>
      <p class="quiet small">
        ${seatWords.by(message.by, timeOfDay(message.sentAt))} · ${this.stateOf(message)}
      </p>
    </li>`;
  }

  private stateOf({ expiresAt, reason, state: of }: SeatMessage): string {
    if (of === 'sent') return this.now > expiresAt ? seatWords.state.silent : seatWords.state.sent;
    return reason === null
      ? seatWords.state[of]
      : seatWords.because(seatWords.state[of], REASONS.get(reason) ?? reason);
  }

  private readonly onInput = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) this.text = event.target.value;
  };

  private readonly onSend = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!this.online) return;
    if (this.text.trim() === '') this.fault = seatWords.messageEmpty;
    else await this.send(this.text.trim());
  };

  private async answer({ id }: OpenHand): Promise<void> {
    const own = this.text.trim();
    await this.send(own === '' ? seatWords.answerWords : own, id);
  }

  private async send(words: string, hand?: string): Promise<void> {
    const { services } = this.live;
    if (services === undefined || this.sending) return;
    this.sending = true;
    try {
      const message = await sendMessage(services.hub, this.place, words, hand);
      services.store.dispatch({ type: 'said', key: seatKey(this.place), message });
      this.text = '';
      this.fault = null;
    } catch (err) {
      const why = refusalOf(err);
      this.fault = why === null ? seatWords.messageFailed : seatWords.messageRefused(why);
    } finally {
      this.sending = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-seat-messages': SeatMessages;
  }
}
