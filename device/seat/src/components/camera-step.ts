import { localized } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { checkWords } from '../lib/check-words.js';
import { frameWords } from '../lib/frame-words.js';
import type { SeatState } from '../state/seat-state.js';
import { baseStyles } from './base.styles.js';
import { checkStyles } from './check.styles.js';
import { focusHeading } from './focus-heading.js';
import type { SeatActs } from './seat-acts.js';
import './self-view.js';

/** The picture must be good for this long before it counts, ms. */
const GOOD_MS = 1200;

/** The camera check: one's own picture, and what would make it better. With `identity`, the look by which the seat knows the face again. */
@localized()
@customElement('invigil-camera-step')
export class CameraStep extends LitElement {
  static override styles = [baseStyles, checkStyles];

  @property({ attribute: false }) seat!: SeatState;
  @property({ attribute: false }) acts!: SeatActs;
  @property({ type: Boolean }) identity = false;
  /** Whether the picture was good for long enough, once. */
  @state() private wasGood = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override firstUpdated(): void {
    focusHeading(this);
  }

  protected override updated(): void {
    if (!this.#isGood()) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    } else if (this.#timer === undefined && !this.wasGood) {
      this.#timer = setTimeout(() => (this.wasGood = true), this.identity ? 3 * GOOD_MS : GOOD_MS);
    }
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  protected override render() {
    const words = checkWords();
    const step = this.identity ? 'identity' : 'camera';
    const isDone = this.wasGood && (this.identity || this.#isGood());
    return html`<div class="check">
      <div class="stack">
        <h1 tabindex="-1">${this.identity ? words.identityTitle : words.cameraTitle}</h1>
        <p class="lead">${this.identity ? words.identityLead : words.cameraLead}</p>
        ${this.identity ? html`<p>${words.identityWhere}</p>` : nothing}
        <div class="said" role="status">${this.#said(isDone)}</div>
        <div class="acts">
          ${
            isDone
              ? html`<button class="first" @click=${() => this.acts.pass(step, 'done')}>
                  ${frameWords().goOn}
                </button>`
              : html`<button
                  @click=${() => this.acts.pass(step, this.#isBlind() ? 'not-possible' : 'skipped')}
                >
                  ${words.anyway}
                </button>`
          }
        </div>
        ${isDone ? nothing : html`<p class="quiet">${words.anywayNote}</p>`}
      </div>
      <invigil-self-view .acts=${this.acts}></invigil-self-view>
    </div>`;
  }

  #said(isDone: boolean) {
    const words = checkWords();
    const { guidance, status } = this.seat;
    if (status?.camera === 'off') return html`<p class="care">${words.cameraOff}</p>`;
    if (this.#isBlind()) return html`<p class="care">${words.cameraLost}</p>`;
    if (isDone) return html`<p class="well">${this.identity ? words.identityDone : words.good}</p>`;
    if (guidance === null) return html`<p class="quiet">${words.looking}</p>`;
    if (guidance.light !== 'good') return html`<p class="care">${words.light[guidance.light]}</p>`;
    if (guidance.face !== 'good') return html`<p class="care">${words.face[guidance.face]}</p>`;
    return html`<p>${this.identity ? words.identityLook : words.face.good}</p>`;
  }

  #isGood(): boolean {
    const { guidance } = this.seat;
    return guidance !== null && guidance.face === 'good' && guidance.light === 'good' && !this.#isBlind();
  }

  /** Whether there is no picture at all; one that is dark or blurred is the guidance's to tell. */
  #isBlind(): boolean {
    const { status } = this.seat;
    return status !== null && (status.camera === 'off' || status.blind.includes('camera-lost'));
  }
}
