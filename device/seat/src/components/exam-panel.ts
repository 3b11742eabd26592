import { localized } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { examWords } from '../lib/exam-words.js';
import { watchedWords } from '../lib/watched-words.js';
import type { SeatState } from '../state/seat-state.js';
import { timeLeft } from '../state/time-left.js';
import { watchedOf } from '../state/watched.js';
import { baseStyles } from './base.styles.js';
import type { SeatActs } from './seat-acts.js';
import './hand-raiser.js';
import './message-card.js';

/** What stands beside the exam: time, what is recorded now, the state of camera and link, the hand, words of the invigilator, the end. */
@localized()
@customElement('invigil-exam-panel')
export class ExamPanel extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .panel {
        display: grid;
        gap: 1.1rem;
        align-content: start;
      }

      .time {
        font-size: 1.7rem;
        font-weight: 650;
        line-height: 1.2;
        font-variant-numeric: tabular-nums;
      }

      .states {
        display: grid;
        gap: 0.45rem;
        list-style: none;
        padding: 0;
      }

      .states li {
        display: grid;
        grid-template-columns: 1.2rem 1fr;
        gap: 0.5rem;
        align-items: baseline;
      }

      .mark {
        color: var(--accent);
        font-weight: 700;
      }

      .troubled .mark {
        color: var(--care);
      }

      summary {
        min-block-size: 48px;
        display: flex;
        align-items: center;
        gap: 0.5rem;
        font-weight: 560;
        cursor: pointer;
      }

      summary::before {
        content: '+';
        color: var(--accent);
        font-size: 1.4em;
        line-height: 1;
      }

      details[open] summary::before {
        content: '−';
      }

      .wide {
        inline-size: 100%;
      }
    `,
  ];

  @property({ attribute: false }) seat!: SeatState;
  @property({ attribute: false }) acts!: SeatActs;
  @property({ attribute: false }) clock: () => number = Date.now;
  @state() private now = 0;
  @state() private isFinishing = false;
  #tick: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.now = this.clock();
    this.#tick = setInterval(() => (this.now = this.clock()), 1000);
  }

  override disconnectedCallback(): void {
    clearInterval(this.#tick);
    super.disconnectedCallback();
  }

  protected override render() {
    const { progress, messages } = this.seat;
    return html`<div class="panel">
      ${messages.map(
        (message) =>
          html`<invigil-message-card .message=${message} .acts=${this.acts}></invigil-message-card>`,
      )}
      ${this.#time()} ${this.#states()}
      <invigil-hand-raiser ?up=${progress.hand !== null} .acts=${this.acts}></invigil-hand-raiser>
      ${this.#recorded()} ${this.#finish()}
    </div>`;
  }

  #time(): TemplateResult {
    const words = examWords();
    const endsAt = this.seat.facts?.exam?.endsAt ?? null;
    if (endsAt === null) return html`<p class="quiet">${words.noEnd}</p>`;
    const left = timeLeft(this.now, endsAt);
    return html`<div>
      <p class="quiet" id="left">${words.timeLeft}</p>
      <p class="time" role="timer" aria-labelledby="left">${left === null ? words.over : clockOf(left)}</p>
    </div>`;
  }

  #states(): TemplateResult {
    const words = examWords();
    const { link, status } = this.seat;
    if (status === null) return html`${nothing}`;
    const isThere = link.at === 'connected';
    return html`<div role="status">
      <ul class="states">
        ${stateLine(status.camera !== 'blind', words.camera[status.camera])}
        ${stateLine(isThere && status.hub === 'connected', words.hub[isThere ? status.hub : 'waiting'])}
        ${
          status.camera === 'off'
            ? nothing
            : stateLine(
                true,
                status.lookedAt ? words.lookedAt : words.notLookedAt,
                status.lookedAt ? '●' : '○',
              )
        }
      </ul>
    </div>`;
  }

  #recorded(): TemplateResult {
    const words = examWords();
    const names = watchedWords();
    const all = this.seat.facts === null ? [] : watchedOf(this.seat.facts);
    return html`<details>
      <summary>${words.recordedNow}</summary>
      <ul class="list">
        ${all.map((one) => html`<li>${names[one]}</li>`)}
      </ul>
    </details>`;
  }

  #finish(): TemplateResult {
    const words = examWords();
    if (!this.isFinishing) {
      return html`<button class="wide finish" @click=${() => this.#ask(true)}>${words.finish}</button>`;
    }
    return html`<div class="panel care" role="group" aria-labelledby="sure">
      <p id="sure">${words.finishAsk}</p>
      <button class="first" @click=${() => this.acts.finish()}>${words.finishNow}</button>
      <button class="not" @click=${() => this.#ask(false)}>${words.finishNot}</button>
    </div>`;
  }

  #ask(isFinishing: boolean): void {
    this.isFinishing = isFinishing;
    const selector = isFinishing ? '.not' : '.finish';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }
}

function stateLine(isWell: boolean, words: string, mark = isWell ? '✓' : '!'): TemplateResult {
  return html`<li class=${isWell ? '' : 'troubled'}>
    <span class="mark" aria-hidden="true">${mark}</span><span>${words}</span>
  </li>`;
}

/** Such as 1:05:09. */
function clockOf({ hours, minutes, seconds }: { hours: number; minutes: number; seconds: number }): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${hours}:${two(minutes)}:${two(seconds)}`;
}
