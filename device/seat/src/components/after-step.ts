import type { ExamFacts } from '@invigil/contract';
import { localized } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { examWords } from '../lib/exam-words.js';
import { shownLanguage } from '../lib/locale.js';
import { keptWords, watchedWords } from '../lib/watched-words.js';
import { noticeFor } from '../state/notice-for.js';
import { watchedOf } from '../state/watched.js';
import { baseStyles } from './base.styles.js';
import { focusHeading } from './focus-heading.js';
import type { SeatActs } from './seat-acts.js';

/** After the exam: what was recorded, how to see it, how to appeal. */
@localized()
@customElement('invigil-after-step')
export class AfterStep extends LitElement {
  static override styles = [
    baseStyles,
    css`
      section {
        display: grid;
        gap: 0.35rem;
      }

      .own {
        white-space: pre-line;
      }
    `,
  ];

  @property({ attribute: false }) facts!: ExamFacts;
  @property({ attribute: false }) acts!: SeatActs;

  protected override firstUpdated(): void {
    focusHeading(this);
  }

  protected override render() {
    const words = examWords();
    const names = watchedWords();
    const { notice, retention, seat, session } = this.facts;
    const shown = notice === null ? null : noticeFor(notice, shownLanguage());
    return html`<div class="stack">
      <h1 tabindex="-1">${words.afterTitle}</h1>
      <p class="lead">${words.afterLead}</p>
      <section>
        <h2>${words.afterRecorded}</h2>
        <p>${words.afterRecordedLead}</p>
        <ul class="list">
          ${watchedOf(this.facts).map((one) => html`<li>${names[one]}</li>`)}
        </ul>
        <p>${words.afterPeople}</p>
      </section>
      <section>
        <h2>${words.afterSee}</h2>
        ${
          shown === null
            ? html`<p>${words.afterSeeNobody}</p>`
            : html`<p>${words.afterSeeText}</p>
                <p class="own" lang=${shown.language}>${shown.text.contact}</p>`
        }
        ${session === null ? nothing : html`<p>${words.afterSession(session, seat.seat.toUpperCase())}</p>`}
      </section>
      <section>
        <h2>${words.afterAppeal}</h2>
        ${
          shown === null
            ? html`<p>${words.afterAppealNobody}</p>`
            : html`<p class="own" lang=${shown.language}>${shown.text.howToObject}</p>`
        }
        ${retention === null ? nothing : html`<p>${words.afterAppealDays(retention.appealDays)}</p>`}
      </section>
      ${
        retention === null
          ? nothing
          : html`<section>
              <h2>${words.afterKept}</h2>
              ${keptWords(retention).map((one) => html`<p>${one}</p>`)}
            </section>`
      }
      <div class="acts">
        <button class="plain" @click=${() => this.acts.startAnew()}>${words.startAnew}</button>
      </div>
    </div>`;
  }
}
