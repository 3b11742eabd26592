import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { urls } from '../../api/urls.js';
import { words } from '../../lib/words.js';
import { baseStyles } from '../base.styles.js';
import { evidencePictureStyles } from './evidence-picture.styles.js';

/** A picture may reach the hub a little later than the word of it: it is asked for again after these times, in ms. */
const AGAIN_AFTER_MS = [1000, 2000, 4000, 8000, 16_000];

/** A picture that the hub keeps, by its SHA-256. */
@customElement('invigil-evidence-picture')
export class EvidencePictureView extends LitElement {
  static override styles = [baseStyles, evidencePictureStyles];

  @property({ attribute: false }) sha256: string | undefined;
  @property({ attribute: false }) alt = '';

  @state() private attempt = 0;
  @state() private status: 'waiting' | 'shown' | 'missing' = 'waiting';
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('sha256')) return;
    clearTimeout(this.#timer);
    this.attempt = 0;
    this.status = 'waiting';
  }

  protected override render(): TemplateResult | undefined {
    if (this.sha256 === undefined) return undefined;
    return html`
      <img
        src=${urls.evidence(this.sha256, this.attempt)}
        alt=${this.alt}
        class=${this.status}
        @load=${this.onLoad}
        @error=${this.onError}
      />
      ${
        this.status === 'shown'
          ? undefined
          : html`<span class="quiet">${this.status === 'waiting' ? words.onItsWay : words.notThere}</span>`
      }
    `;
  }

  private readonly onLoad = (): void => {
    this.status = 'shown';
  };

  private readonly onError = (): void => {
    const wait = AGAIN_AFTER_MS[this.attempt];
    if (wait === undefined) {
      this.status = 'missing';
      return;
    }
    this.#timer = setTimeout(() => {
      this.attempt += 1;
    }, wait);
  };
}
