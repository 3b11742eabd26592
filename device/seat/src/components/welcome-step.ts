import type { ExamFacts } from '@invigil/contract';
import { localized } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shownLanguage } from '../lib/locale.js';
import { keptWords, watchedWords } from '../lib/watched-words.js';
import { welcomeWords } from '../lib/welcome-words.js';
import { noticeFor } from '../state/notice-for.js';
import { watchedOf } from '../state/watched.js';
import { baseStyles } from './base.styles.js';
import { focusHeading } from './focus-heading.js';
import type { SeatActs } from './seat-acts.js';

/** What is watched, why, and what one can do about it, before anything begins. */
@localized()
@customElement('invigil-welcome-step')
export class WelcomeStep extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .watched {
        display: block;
        columns: 19rem 2;
        column-gap: 2rem;
      }

      .watched li {
        break-inside: avoid;
        margin-block-end: 0.35rem;
      }

      .facts {
        display: grid;
        gap: 1.1rem 2rem;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
      }

      .facts > div {
        display: grid;
        gap: 0.2rem;
        align-content: start;
      }

      dt {
        font-weight: 650;
      }

      dd {
        white-space: pre-line;
      }

      summary {
        min-block-size: 48px;
        display: flex;
        align-items: center;
        gap: 0.5rem;
        font-weight: 600;
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

  protected override updated(): void {
    const shown = this.facts.notice === null ? null : noticeFor(this.facts.notice, shownLanguage());
    if (shown !== null) this.acts.noticeShown(shown.language);
  }

  protected override render() {
    const words = welcomeWords();
    const { exam, notice } = this.facts;
    const shown = notice === null ? null : noticeFor(notice, shownLanguage());
    return html`<div class="stack">
      <h1 tabindex="-1">${exam === null ? words.title : words.titleOf(exam.name)}</h1>
      <p class="lead">${words.lead}</p>
      ${this.#watched()}
      <dl class="facts">
        ${
          shown === null
            ? nothing
            : html`
                <div>
                  <dt>${words.who}</dt>
                  <dd lang=${shown.language}>${shown.text.controller}</dd>
                </div>
                <div>
                  <dt>${words.why}</dt>
                  <dd lang=${shown.language}>${shown.text.legalBasis}</dd>
                </div>
              `
        }
        <div>
          <dt>${words.seen}</dt>
          <dd>${words.seenText}</dd>
        </div>
        <div>
          <dt>${words.kept}</dt>
          <dd>${this.#kept()}</dd>
        </div>
        <div>
          <dt>${words.object}</dt>
          ${shown === null ? nothing : html`<dd lang=${shown.language}>${shown.text.howToObject}</dd>`}
          ${this.facts.steps.camera ? html`<dd>${words.objectCamera}</dd>` : nothing}
        </div>
        ${
          shown === null
            ? nothing
            : html`<div>
                <dt>${words.contact}</dt>
                <dd lang=${shown.language}>${shown.text.contact}</dd>
              </div>`
        }
      </dl>
      ${
        shown === null
          ? html`<p class="care">${words.noNotice}</p>`
          : html`<details>
              <summary>${words.more}</summary>
              ${
                shown.language.startsWith(shownLanguage())
                  ? nothing
                  : html`<p class="quiet">${words.otherLanguage}</p>`
              }
              <p class="own" lang=${shown.language}>${shown.text.text}</p>
            </details>`
      }
      <div class="acts">
        <button class="first" @click=${() => this.acts.next()}>${words.understood}</button>
      </div>
    </div>`;
  }

  #watched(): TemplateResult {
    const words = welcomeWords();
    const all = watchedOf(this.facts);
    const names = watchedWords();
    return html`<section class="stack">
      <h2>${words.watched}</h2>
      ${this.facts.steps.camera ? nothing : html`<p class="well">${words.noCamera}</p>`}
      ${
        all.length === 0
          ? html`<p>${words.nothingWatched}</p>`
          : html`<p>${words.watchedLead}</p>
              <ul class="list watched">
                ${all.map((one) => html`<li>${names[one]}</li>`)}
              </ul>`
      }
      <p><strong>${words.decides}</strong> ${words.never}</p>
    </section>`;
  }

  #kept(): string {
    const { retention } = this.facts;
    return retention === null ? welcomeWords().keptUnknown : keptWords(retention).join('\n');
  }
}
