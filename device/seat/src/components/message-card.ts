import { localized } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { examWords } from '../lib/exam-words.js';
import type { ShownMessage } from '../state/seat-state.js';
import { baseStyles } from './base.styles.js';
import type { SeatActs } from './seat-acts.js';

/** Words of the invigilator. That they can be read is said once they stand on a page that is shown. */
@localized()
@customElement('invigil-message-card')
export class MessageCard extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .message {
        display: grid;
        gap: 0.6rem;
        padding: 1rem;
        border: 2px solid var(--accent);
        border-radius: var(--radius-small);
        background: var(--accent-soft);
      }

      .words {
        font-size: 1.15rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) message!: ShownMessage;
  @property({ attribute: false }) acts!: SeatActs;
  #said: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#say);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#say);
    super.disconnectedCallback();
  }

  protected override updated(): void {
    this.#say();
  }

  protected override render() {
    const words = examWords();
    return html`<div class="message" role="alert">
      <h2>${words.message}</h2>
      <p class="words">${this.message.words}</p>
      <button @click=${() => this.acts.read(this.message.id)}>${words.messageRead}</button>
    </div>`;
  }

  readonly #say = (): void => {
    const { id } = this.message;
    if (document.visibilityState !== 'visible' || this.#said === id) return;
    this.#said = id;
    this.acts.shown(id);
  };
}
