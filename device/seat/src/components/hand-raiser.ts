import { localized } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { examWords } from '../lib/exam-words.js';
import { baseStyles } from './base.styles.js';
import type { SeatActs } from './seat-acts.js';

/** Five fingers, as a line. */
const HAND = html`<svg
  aria-hidden="true"
  width="20"
  height="20"
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
  stroke-linecap="round"
  stroke-linejoin="round"
>
  <path
    d="M7 12V6.5a1.5 1.5 0 0 1 3 0V11m0-6.500a1.5 1.5 0 0 1 3 0V11m0-5a1.5 1.5 0 0 1 3 0v6m0-3.500a1.500 1.500 0 0 1 3 0V15a6.500 6.500 0 0 1-6.500 6.500c-3 0-4.500-1.500-6-4L4.300 14.300a1.400 1.400 0 0 1 2.200-1.700L8 14"
  />
</svg>`;

/** Raises a hand, with words or without, and takes it down. */
@localized()
@customElement('invigil-hand-raiser')
export class HandRaiser extends LitElement {
  static override styles = [
    baseStyles,
    css`
      form,
      .up {
        display: grid;
        gap: 0.6rem;
      }

      textarea {
        inline-size: 100%;
        min-block-size: 4.2rem;
        padding: 0.5rem 0.7rem;
        border: 1.5px solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--panel);
        color: var(--ink);
        font: inherit;
        resize: vertical;
      }

      .wide {
        inline-size: 100%;
      }
    `,
  ];

  @property({ type: Boolean }) up = false;
  @property({ attribute: false }) acts!: SeatActs;
  @state() private isWriting = false;

  protected override render() {
    const words = examWords();
    if (this.up) {
      return html`<div class="up">
        <p class="well" role="status">${words.raised}</p>
        <button class="wide" @click=${() => this.#lower()}>${words.takeDown}</button>
      </div>`;
    }
    if (!this.isWriting) {
      return html`<button class="wide open" aria-expanded="false" @click=${() => this.#write(true)}>
        ${HAND}${words.raise}
      </button>`;
    }
    return html`<form @submit=${(event: Event) => this.#raise(event)} @keydown=${this.#onKey}>
      <label for="words">${words.raiseWords}</label>
      <textarea id="words" maxlength="200"></textarea>
      <div class="acts">
        <button class="first">${words.raiseNow}</button>
        <button type="button" class="plain" @click=${() => this.#write(false)}>${words.cancel}</button>
      </div>
    </form>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#write(false);
  };

  #write(isWriting: boolean): void {
    this.isWriting = isWriting;
    this.#focus(isWriting ? 'textarea' : '.open');
  }

  #raise(event: Event): void {
    event.preventDefault();
    this.acts.raise(this.renderRoot.querySelector('textarea')?.value.trim() ?? '');
    this.isWriting = false;
    this.#focus('.up button');
  }

  #lower(): void {
    this.acts.lower();
    this.#focus('.open');
  }

  #focus(selector: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }
}
