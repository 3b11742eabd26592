import { localized } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { checkWords } from '../lib/check-words.js';
import { baseStyles } from './base.styles.js';
import type { SeatActs } from './seat-acts.js';

/** One's own picture, mirrored, for as long as this stands on the page. */
@localized()
@customElement('invigil-self-view')
export class SelfView extends LitElement {
  static override styles = [
    baseStyles,
    css`
      figure {
        display: grid;
        gap: 0.5rem;
      }

      .frame {
        display: grid;
        place-items: center;
        aspect-ratio: 4 / 3;
        overflow: hidden;
        border-radius: var(--radius-small);
        background: #14110e;
        color: #e9e2d8;
      }

      img {
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
        transform: scaleX(-1);
      }

      figcaption {
        font-size: 0.88rem;
        color: var(--ink-quiet);
      }
    `,
  ];

  @property({ attribute: false }) acts!: SeatActs;
  @state() private address: string | null = null;
  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = this.acts.pictures((picture) => this.#show(URL.createObjectURL(picture)));
    this.acts.watchSelf(true);
  }

  override disconnectedCallback(): void {
    this.#stop?.();
    this.acts.watchSelf(false);
    this.#show(null);
    super.disconnectedCallback();
  }

  protected override render() {
    const words = checkWords();
    return html`<figure>
      <div class="frame">
        ${
          this.address === null
            ? html`<span>${words.noPicture}</span>`
            : html`<img src=${this.address} alt=${words.selfView} />`
        }
      </div>
      <figcaption>${words.notKept}</figcaption>
    </figure>`;
  }

  #show(address: string | null): void {
    if (this.address !== null) URL.revokeObjectURL(this.address);
    this.address = address;
  }
}
