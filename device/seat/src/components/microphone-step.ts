import { localized } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { checkWords } from '../lib/check-words.js';
import { frameWords } from '../lib/frame-words.js';
import type { SeatState } from '../state/seat-state.js';
import { baseStyles } from './base.styles.js';
import { focusHeading } from './focus-heading.js';
import type { SeatActs } from './seat-acts.js';

/** A voice is heard from this probability on. */
const HEARD = 0.5;

/** Whether the seat's microphone hears a voice. */
@localized()
@customElement('invigil-microphone-step')
export class MicrophoneStep extends LitElement {
  static override styles = [
    baseStyles,
    css`
      meter {
        inline-size: min(100%, 24rem);
        block-size: 1.4rem;
      }
    `,
  ];

  @property({ attribute: false }) seat!: SeatState;
  @property({ attribute: false }) acts!: SeatActs;
  @state() private wasHeard = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.acts.watchSelf(true);
  }

  override disconnectedCallback(): void {
    this.acts.watchSelf(false);
    super.disconnectedCallback();
  }

  protected override firstUpdated(): void {
    focusHeading(this);
  }

  protected override willUpdate(): void {
    if ((this.seat.voice ?? 0) >= HEARD) this.wasHeard = true;
  }

  protected override render() {
    const words = checkWords();
    const { voice } = this.seat;
    return html`<div class="stack">
      <h1 tabindex="-1">${words.microphoneTitle}</h1>
      <p class="lead">${words.microphoneLead}</p>
      <meter aria-label=${words.microphoneLevel} min="0" max="1" .value=${voice ?? 0}></meter>
      <div role="status">
        ${
          this.wasHeard
            ? html`<p class="well">${words.microphoneHeard}</p>`
            : html`<p class="quiet">${words.microphoneSilent}</p>`
        }
      </div>
      <div class="acts">
        ${
          this.wasHeard
            ? html`<button class="first" @click=${() => this.acts.pass('microphone', 'done')}>
                ${frameWords().goOn}
              </button>`
            : html`<button
                @click=${() => this.acts.pass('microphone', voice === null ? 'not-possible' : 'skipped')}
              >
                ${words.anyway}
              </button>`
        }
      </div>
    </div>`;
  }
}
