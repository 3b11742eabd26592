import { localized } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { SIZES, THEMES, type Appearance } from '../lib/appearance.js';
import { frameWords } from '../lib/frame-words.js';
import { isPageLanguage, LANGUAGES, shownLanguage, type PageLanguage } from '../lib/locale.js';
import { baseStyles } from './base.styles.js';

/** Where one is, and how the page is to look: language, size of letters, colours. */
@localized()
@customElement('invigil-seat-header')
export class SeatHeader extends LitElement {
  static override styles = [
    baseStyles,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem 1.5rem;
        padding: 0.7rem clamp(1rem, 4vw, 2rem);
      }

      .where {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 1rem;
        align-items: baseline;
      }

      .seat {
        font-weight: 650;
      }

      .look {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
      }

      label {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        font-size: 0.88rem;
        color: var(--ink-quiet);
      }

      select {
        min-block-size: 44px;
        padding-inline: 0.6rem;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--panel);
        color: var(--ink);
        font: inherit;
      }
    `,
  ];

  @property({ attribute: false }) seat: string | null = null;
  @property({ attribute: false }) place: { nth: number; of: number } | null = null;
  @property({ attribute: false }) appearance!: Appearance;
  @property({ attribute: false }) changed!: (appearance: Appearance) => void;
  @property({ attribute: false }) speak!: (language: PageLanguage) => void;

  protected override render() {
    const words = frameWords();
    return html`<header>
      <div class="where">
        ${this.seat === null ? nothing : html`<span class="seat">${words.seat(this.seat)}</span>`}
        ${
          this.place === null
            ? nothing
            : html`<span class="quiet">${words.step(this.place.nth, this.place.of)}</span>`
        }
      </div>
      <div class="look">${this.#language()} ${this.#size()} ${this.#theme()}</div>
    </header>`;
  }

  #language() {
    const choose = (event: Event): void => {
      const { value } = target(event);
      if (isPageLanguage(value)) this.speak(value);
    };
    return html`<label
      >${frameWords().language}
      <select @change=${choose}>
        ${LANGUAGES.map(
          ({ code, name }) =>
            html`<option value=${code} lang=${code} ?selected=${code === shownLanguage()}>${name}</option>`,
        )}
      </select></label
    >`;
  }

  #size() {
    const words = frameWords();
    const choose = (event: Event): void => {
      const size = SIZES.find((one) => one === target(event).value) ?? '1';
      this.changed({ ...this.appearance, size });
    };
    return html`<label
      >${words.size}
      <select @change=${choose}>
        ${SIZES.map(
          (size) =>
            html`<option value=${size} ?selected=${size === this.appearance.size}>
              ${words.sizes[size]}
            </option>`,
        )}
      </select></label
    >`;
  }

  #theme() {
    const words = frameWords();
    const choose = (event: Event): void => {
      const theme = THEMES.find((one) => one === target(event).value) ?? 'auto';
      this.changed({ ...this.appearance, theme });
    };
    return html`<label
      >${words.theme}
      <select @change=${choose}>
        ${THEMES.map(
          (theme) =>
            html`<option value=${theme} ?selected=${theme === this.appearance.theme}>
              ${words.themes[theme]}
            </option>`,
        )}
      </select></label
    >`;
  }
}

function target(event: Event): { value: string } {
  return event.target instanceof HTMLSelectElement ? event.target : { value: '' };
}
