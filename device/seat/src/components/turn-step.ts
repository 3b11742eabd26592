import type { Cue } from '@invigil/contract';
import { localized } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { checkWords } from '../lib/check-words.js';
import { frameWords } from '../lib/frame-words.js';
import type { SeatState } from '../state/seat-state.js';
import { baseStyles } from './base.styles.js';
import { checkStyles } from './check.styles.js';
import { focusHeading } from './focus-heading.js';
import type { SeatActs } from './seat-acts.js';
import './self-view.js';

const TURNS = ['turn-left', 'turn-right'] as const satisfies readonly Cue[];
type Turn = (typeof TURNS)[number];
/** The seat has said by then what came of a cue, ms. */
const ANSWER_MS = 25_000;

/** One turn of the head on cue, so that a picture before the camera is told from a person. */
@localized()
@customElement('invigil-turn-step')
export class TurnStep extends LitElement {
  static override styles = [
    baseStyles,
    checkStyles,
    css`
      .now {
        display: flex;
        align-items: center;
        gap: 1rem;
        font-size: 1.25rem;
        font-weight: 620;
      }

      .arrow {
        font-size: 2.6rem;
        line-height: 1;
        color: var(--accent);
      }
    `,
  ];

  @property({ attribute: false }) seat!: SeatState;
  @property({ attribute: false }) acts!: SeatActs;
  /** A number in [0, 1): by it a side is drawn. */
  @property({ attribute: false }) random: () => number = Math.random;
  @state() private turn: Turn | null = null;
  @state() private isLate = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override firstUpdated(): void {
    focusHeading(this);
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  protected override render() {
    const words = checkWords();
    const { cued } = this.seat;
    return html`<div class="check">
      <div class="stack">
        <h1 tabindex="-1">${words.turnTitle}</h1>
        <p class="lead">${words.turnLead}</p>
        <div class="said" role="status">${this.#said()}</div>
        <div class="acts">
          ${
            cued === 'answered'
              ? html`<button class="first" @click=${() => this.acts.pass('turn', 'done')}>
                  ${frameWords().goOn}
                </button>`
              : html`${
                    this.#isAsked()
                      ? nothing
                      : html`<button class="first" @click=${() => this.#ask()}>
                          ${this.turn === null ? words.turnStart : frameWords().tryAgain}
                        </button>`
                  }
                  <button
                    @click=${() => this.acts.pass('turn', cued === 'could-not-see' ? 'not-possible' : 'skipped')}
                  >
                    ${frameWords().skip}
                  </button>`
          }
        </div>
        ${cued === 'answered' ? nothing : html`<p class="quiet">${words.skipNote}</p>`}
      </div>
      <invigil-self-view .acts=${this.acts}></invigil-self-view>
    </div>`;
  }

  #isAsked(): boolean {
    return this.turn !== null && this.seat.cued === null && !this.isLate;
  }

  #said() {
    const words = checkWords();
    const { cued } = this.seat;
    if (this.turn === null) return nothing;
    if (this.#isAsked()) {
      // The picture is a mirror: the candidate's left is on the left.
      const arrow = this.turn === 'turn-left' ? '←' : '→';
      return html`<p class="now">
        <span class="arrow" aria-hidden="true">${arrow}</span>${words.turnNow[this.turn]}
      </p>`;
    }
    const outcome = cued ?? 'no-answer';
    return html`<p class=${outcome === 'answered' ? 'well' : 'care'}>${words.turnOutcome[outcome]}</p>`;
  }

  #ask(): void {
    this.turn = TURNS[Math.floor(this.random() * TURNS.length)] ?? 'turn-left';
    this.isLate = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.isLate = true), ANSWER_MS);
    this.acts.cue(this.turn);
    void this.updateComplete.then(() => focusHeading(this));
  }
}
