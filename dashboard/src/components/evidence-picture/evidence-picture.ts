import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isPictureRefused } from '../../api/seat-api.js';
import { urls } from '../../api/urls.js';
import { seatWords } from '../../lib/seat-words.js';
import { words } from '../../lib/words.js';
import { baseStyles } from '../base.styles.js';
import { evidencePictureStyles } from './evidence-picture.styles.js';

/** A picture may reach the hub a little later than the word of it: it is asked for again after these times, in ms. */
const AGAIN_AFTER_MS = [1000, 2000, 4000, 8000, 16_000];

/** What stands in the place of a picture. */
const SAID = { waiting: words.onItsWay, missing: words.notThere, refused: seatWords.pictureRefused };

/** A picture that the hub keeps, by its SHA-256. */
@customElement('invigil-evidence-picture')
export class EvidencePictureView extends LitElement {
  static override styles = [baseStyles, evidencePictureStyles];

  @property({ attribute: false }) sha256: string | undefined;
  @property({ attribute: false }) alt = '';

  @state() private attempt = 0;
  @state() private status: 'waiting' | 'shown' | 'missing' | 'refused' = 'waiting';
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
      ${this.status === 'shown' ? undefined : html`<span class="quiet">${SAID[this.status]}</span>`}
    `;
  }

  private readonly onLoad = (): void => {
    this.status = 'shown';
  };

  private readonly onError = (): void => {
    if (this.attempt === 0) void this.askWhy();
    const wait = AGAIN_AFTER_MS[this.attempt];
    if (wait === undefined) {
      this.status = 'missing';
      return;
    }
    this.#timer = setTimeout(() => {
      this.attempt += 1;
    }, wait);
  };
  /** A picture that who looks may not have is not asked for again. */
  private async askWhy(): Promise<void> {
    const { sha256 } = this;
    if (sha256 === undefined || !(await isPictureRefused(sha256)) || sha256 !== this.sha256) return;
    clearTimeout(this.#timer);
    this.status = 'refused';
  }
}
