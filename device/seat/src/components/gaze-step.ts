import { localized } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { checkWords } from '../lib/check-words.js';
import { frameWords } from '../lib/frame-words.js';
import { DOT_MS, DOTS, gradeOf, onScreen, SETTLE_MS } from '../state/dots.js';
import type { SeatState } from '../state/seat-state.js';
import { baseStyles } from './base.styles.js';
import { focusHeading } from './focus-heading.js';
import type { SeatActs } from './seat-acts.js';

/** What comes of the dots is there by then, ms, or not at all. */
const RESULT_MS = 6000;

/** Five dots to look at, so that the seat learns how these eyes look at this screen. */
@localized()
@customElement('invigil-gaze-step')
export class GazeStep extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .dots {
        position: fixed;
        inset: 0;
        z-index: 10;
        background: var(--page);
      }

      .dot {
        position: absolute;
        inline-size: 2.6rem;
        block-size: 2.6rem;
        translate: -50% -50%;
        border-radius: 50%;
        background: var(--accent);
        display: grid;
        place-items: center;
        transition:
          left 350ms ease,
          top 350ms ease;
      }

      .dot::after {
        content: '';
        inline-size: 0.6rem;
        block-size: 0.6rem;
        border-radius: 50%;
        background: var(--accent-ink);
      }

      @media (prefers-reduced-motion: reduce) {
        .dot {
          transition: none;
        }
      }

      .below {
        position: absolute;
        inset-inline: 0;
        inset-block-start: 62%;
        display: grid;
        justify-items: center;
        gap: 0.75rem;
      }
    `,
  ];

  @property({ attribute: false }) seat!: SeatState;
  @property({ attribute: false }) acts!: SeatActs;
  /** The dot that is shown; null: none. */
  @state() private nth: number | null = null;
  @state() private phase: 'asked' | 'dots' | 'waits' | 'told' = 'asked';
  #timers: ReturnType<typeof setTimeout>[] = [];

  protected override firstUpdated(): void {
    focusHeading(this);
  }

  protected override updated(): void {
    if (this.phase === 'waits' && this.seat.calibrated !== undefined) this.#told();
    if (this.phase === 'dots') this.renderRoot.querySelector<HTMLElement>('.stop')?.focus();
  }

  override disconnectedCallback(): void {
    this.#clear();
    super.disconnectedCallback();
  }

  protected override render() {
    const words = checkWords();
    if (this.phase === 'dots') return this.#dots();
    return html`<div class="stack">
      <h1 tabindex="-1">${words.gazeTitle}</h1>
      <p class="lead">${words.gazeLead}</p>
      <p>${words.gazeWhy}</p>
      <div role="status">${this.#said()}</div>
      <div class="acts">${this.phase === 'told' ? this.#after() : this.#before()}</div>
      ${this.phase === 'asked' ? html`<p class="quiet">${words.skipNote}</p>` : nothing}
    </div>`;
  }

  #before() {
    const isWaiting = this.phase === 'waits';
    return html`<button class="first" aria-disabled=${isWaiting} @click=${() => isWaiting || this.#start()}>
        ${checkWords().gazeStart}
      </button>
      <button @click=${() => this.acts.pass('gaze', 'skipped')}>${frameWords().skip}</button>`;
  }

  #after() {
    const isRead = (this.seat.calibrated ?? null) !== null;
    return html`<button
        class="first"
        @click=${() => this.acts.pass('gaze', isRead ? 'done' : 'not-possible')}
      >
        ${frameWords().goOn}
      </button>
      <button @click=${() => this.#start()}>${frameWords().tryAgain}</button>`;
  }

  #said() {
    const words = checkWords();
    if (this.phase === 'waits') return html`<p class="quiet">${words.gazeWait}</p>`;
    if (this.phase !== 'told') return nothing;
    const grade = gradeOf(this.seat.calibrated ?? null);
    return html`<p class=${grade === 'none' ? 'care' : 'well'}>${words.gazeResult[grade]}</p>`;
  }

  #dots() {
    const words = checkWords();
    const dot = DOTS[this.nth ?? 0] ?? DOTS[0];
    return html`<div
      class="dots"
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.#stop()}
    >
      <div class="dot" style=${`left: ${dot.x * 100}%; top: ${dot.y * 100}%`}></div>
      <div class="below">
        <p role="status">${words.gazeNow((this.nth ?? 0) + 1)}</p>
        <button class="stop" @click=${() => this.#stop()}>${words.gazeStop}</button>
      </div>
    </div>`;
  }

  #start(): void {
    this.#clear();
    this.phase = 'dots';
    for (const [i, dot] of DOTS.entries()) {
      this.#later(i * DOT_MS, () => (this.nth = i));
      this.#later(i * DOT_MS + SETTLE_MS, () => this.acts.dot(onScreen(dot, placeOfWindow())));
    }
    this.#later(DOTS.length * DOT_MS, () => {
      this.phase = 'waits';
      this.acts.dot(null);
      this.#later(RESULT_MS, () => this.#told());
    });
  }

  #stop(): void {
    this.#clear();
    this.acts.dot(null);
    this.phase = 'asked';
    void this.updateComplete.then(() => focusHeading(this));
  }

  #told(): void {
    this.#clear();
    this.phase = 'told';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.first')?.focus());
  }

  #later(ms: number, then: () => void): void {
    this.#timers.push(setTimeout(then, ms));
  }

  #clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}

function placeOfWindow() {
  const { screenX, screenY, outerWidth, outerHeight, innerWidth, innerHeight, screen } = window;
  return {
    screenX,
    screenY,
    outerWidth,
    outerHeight,
    innerWidth,
    innerHeight,
    screenWidth: screen.width,
    screenHeight: screen.height,
  };
}
