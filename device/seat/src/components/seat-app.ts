import { localized } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { choose } from 'lit/directives/choose.js';
import type { Appearance } from '../lib/appearance.js';
import { frameWords } from '../lib/frame-words.js';
import type { PageLanguage } from '../lib/locale.js';
import type { InTheWay } from '../state/in-the-way.js';
import type { SeatState } from '../state/seat-state.js';
import { placeOf, planOf } from '../state/steps.js';
import { baseStyles } from './base.styles.js';
import type { SeatActs } from './seat-acts.js';
import './after-step.js';
import './camera-step.js';
import './exam-step.js';
import './gaze-step.js';
import './microphone-step.js';
import './ready-step.js';
import './seat-header.js';
import './turn-step.js';
import './welcome-step.js';

/** The whole page: one step at a time, or what is in its way. */
@localized()
@customElement('invigil-seat')
export class SeatApp extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto 1fr;
        min-block-size: 100%;
      }

      :host([exam]) {
        block-size: 100%;
      }

      main {
        min-block-size: 0;
      }

      .middle {
        max-inline-size: 58rem;
        margin: 0 auto;
        padding: clamp(0.5rem, 2.5vw, 1.5rem) clamp(1rem, 4vw, 2rem) 3rem;
      }

      .narrow {
        max-inline-size: 46rem;
      }
    `,
  ];

  @property({ attribute: false }) seat: SeatState | undefined;
  @property({ attribute: false }) acts!: SeatActs;
  @property({ attribute: false }) inTheWay: InTheWay | null = 'connecting';
  @property({ attribute: false }) appearance!: Appearance;
  @property({ attribute: false }) changed!: (appearance: Appearance) => void;
  @property({ attribute: false }) speak!: (language: PageLanguage) => void;

  protected override updated(): void {
    this.toggleAttribute('exam', this.#isExam());
  }

  protected override render() {
    if (this.seat === undefined) return nothing;
    const { facts, progress } = this.seat;
    const place = facts === null || this.inTheWay !== null ? null : placeOf(progress.step, planOf(facts));
    return html`${
        this.#isExam()
          ? nothing
          : html`<invigil-seat-header
              .seat=${facts === null ? null : facts.seat.seat.toUpperCase()}
              .place=${place}
              .appearance=${this.appearance}
              .changed=${this.changed}
              .speak=${this.speak}
            ></invigil-seat-header>`
      }
      <main>${this.inTheWay === null ? this.#step(this.seat) : this.#notice(this.inTheWay)}</main>`;
  }

  #isExam(): boolean {
    return this.inTheWay === null && this.seat?.progress.step === 'exam';
  }

  #step(seat: SeatState): TemplateResult {
    const { acts } = this;
    const { facts } = seat;
    if (facts === null) return html`${nothing}`;
    if (seat.progress.step === 'exam') {
      return html`<invigil-exam-step .seat=${seat} .acts=${acts}></invigil-exam-step>`;
    }
    const isWide = ['welcome', 'camera', 'identity', 'turn'].includes(seat.progress.step);
    return html`<div class=${isWide ? 'middle' : 'middle narrow'}>
      <div class="card">
        ${choose(seat.progress.step, [
          [
            'welcome',
            () => html`<invigil-welcome-step .facts=${facts} .acts=${acts}></invigil-welcome-step>`,
          ],
          ['camera', () => html`<invigil-camera-step .seat=${seat} .acts=${acts}></invigil-camera-step>`],
          [
            'identity',
            () => html`<invigil-camera-step identity .seat=${seat} .acts=${acts}></invigil-camera-step>`,
          ],
          ['gaze', () => html`<invigil-gaze-step .seat=${seat} .acts=${acts}></invigil-gaze-step>`],
          ['turn', () => html`<invigil-turn-step .seat=${seat} .acts=${acts}></invigil-turn-step>`],
          [
            'microphone',
            () => html`<invigil-microphone-step .seat=${seat} .acts=${acts}></invigil-microphone-step>`,
          ],
          ['ready', () => html`<invigil-ready-step .facts=${facts} .acts=${acts}></invigil-ready-step>`],
          ['after', () => html`<invigil-after-step .facts=${facts} .acts=${acts}></invigil-after-step>`],
        ])}
      </div>
    </div>`;
  }

  #notice(name: InTheWay): TemplateResult {
    const words = frameWords()[name];
    return html`<div class="middle narrow">
      <div class="card stack" role=${name === 'connecting' ? 'status' : 'alert'}>
        <h1>${words.title}</h1>
        <p class="lead">${words.text}</p>
        ${'act' in words ? html`<p>${words.act}</p>` : nothing}
      </div>
    </div>`;
  }
}
