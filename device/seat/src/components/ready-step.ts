import type { ExamFacts } from '@invigil/contract';
import { localized } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { welcomeWords } from '../lib/welcome-words.js';
import { baseStyles } from './base.styles.js';
import { focusHeading } from './focus-heading.js';
import type { SeatActs } from './seat-acts.js';

/** The last step before the exam: from the press on, the page watches. */
@localized()
@customElement('invigil-ready-step')
export class ReadyStep extends LitElement {
  static override styles = baseStyles;

  @property({ attribute: false }) facts!: ExamFacts;
  @property({ attribute: false }) acts!: SeatActs;

  protected override firstUpdated(): void {
    focusHeading(this);
  }

  protected override render() {
    const words = welcomeWords();
    const address = this.facts.exam?.address ?? null;
    const isFramed = this.facts.exam?.shown === 'frame';
    return html`<div class="stack">
      <h1 tabindex="-1">${words.readyTitle}</h1>
      <p class="lead">${words.readyLead}</p>
      ${address === null ? nothing : html`<p>${isFramed ? words.readyFrame : words.readyWindow}</p>`}
      <p>${words.readyHelp}</p>
      <div class="acts">
        <button class="first" @click=${() => this.acts.begin()}>${words.begin}</button>
      </div>
    </div>`;
  }
}
