import { localized } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { examWords } from '../lib/exam-words.js';
import { frameWords } from '../lib/frame-words.js';
import type { SeatState } from '../state/seat-state.js';
import { baseStyles } from './base.styles.js';
import { focusHeading } from './focus-heading.js';
import type { SeatActs } from './seat-acts.js';
import './exam-panel.js';

/** The exam: in a frame where its site allows it, else in a window of its own, with the seat's panel beside it. */
@localized()
@customElement('invigil-exam-step')
export class ExamStep extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        block-size: 100%;
      }

      .both {
        display: grid;
        block-size: 100%;
        grid-template-columns: minmax(0, 1fr) minmax(16rem, 19rem);
      }

      iframe {
        inline-size: 100%;
        block-size: 100%;
        border: 0;
        background: #ffffff;
      }

      aside {
        overflow: auto;
        padding: 1.1rem;
        border-inline-start: 1px solid var(--line);
        background: var(--panel);
        font-size: 0.94rem;
      }

      .apart {
        display: grid;
        gap: 1.5rem;
        grid-template-columns: minmax(0, 1fr) minmax(16rem, 20rem);
        max-inline-size: 62rem;
        margin-inline: auto;
        padding: clamp(1rem, 4vw, 3rem);
        align-items: start;
      }

      .apart aside {
        border: 1px solid var(--line);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
      }

      @media (max-width: 46rem) {
        .both,
        .apart {
          grid-template-columns: minmax(0, 1fr);
        }

        .both {
          grid-template-rows: minmax(24rem, 1fr) auto;
        }
      }

      .notice {
        margin-block-end: 1rem;
      }

      h1.small {
        font-size: 1.1rem;
        margin-block-end: 1rem;
      }
    `,
  ];

  @property({ attribute: false }) seat!: SeatState;
  @property({ attribute: false }) acts!: SeatActs;
  @state() private isFullScreenLeft = false;
  @state() private opened: 'no' | 'yes' | 'blocked' = 'no';

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('fullscreenchange', this.#look);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('fullscreenchange', this.#look);
    super.disconnectedCallback();
  }

  protected override firstUpdated(): void {
    focusHeading(this);
  }

  protected override render() {
    const exam = this.seat.facts?.exam ?? null;
    const words = examWords();
    if (exam?.address && exam.shown === 'frame') {
      return html`<div class="both">
        <iframe
          title=${words.examFrame(exam.name)}
          src=${exam.address}
          allow="fullscreen; clipboard-read; clipboard-write"
          referrerpolicy="no-referrer"
        ></iframe>
        ${this.#panel(html`<h1 class="small" tabindex="-1">${exam.name}</h1>`)}
      </div>`;
    }
    return html`<div class="apart">
      <div class="card stack">
        <h1 tabindex="-1">${exam?.name ?? words.exam}</h1>
        ${exam?.address ? this.#opener(exam.address) : html`<p class="lead">${words.noAddress}</p>`}
      </div>
      ${this.#panel(nothing)}
    </div>`;
  }

  #opener(address: string): TemplateResult {
    const words = examWords();
    return html`<p class="lead">${words.openLead}</p>
      <div class="acts">
        <button class="first" @click=${() => this.#open(address)}>
          ${this.opened === 'yes' ? words.openAgain : words.open}
        </button>
      </div>
      <div role="status">
        ${this.opened === 'blocked' ? html`<p class="care">${words.blocked}</p>` : nothing}
      </div>`;
  }

  #panel(heading: TemplateResult | typeof nothing): TemplateResult {
    const words = examWords();
    const lost = this.seat.link.at === 'lost' || this.seat.link.at === 'refused';
    return html`<aside aria-label=${words.panel}>
      ${heading}
      <div role="status">
        ${
          lost
            ? html`<div class="care notice">
                <h2>${frameWords().lostTitle}</h2>
                <p>${frameWords().lostText}</p>
              </div>`
            : nothing
        }
        ${
          this.isFullScreenLeft
            ? html`<div class="care notice">
                <p>${words.fullscreenTitle}</p>
                <button @click=${() => void document.documentElement.requestFullscreen()}>
                  ${words.fullscreenBack}
                </button>
              </div>`
            : nothing
        }
      </div>
      <invigil-exam-panel .seat=${this.seat} .acts=${this.acts}></invigil-exam-panel>
    </aside>`;
  }

  readonly #look = (): void => {
    this.isFullScreenLeft = document.fullscreenElement === null;
  };

  #open(address: string): void {
    this.opened = window.open(address, 'invigil-exam') === null ? 'blocked' : 'yes';
  }
}
