import { CHECK_IN_WORDS, type SessionReport, checkInLine } from '@invigil/contract';
import { type Markup, html } from './markup.js';
import type { Speech } from './report-speech.js';

/** How the session began and ended for the candidate. */
export function checkInSection({ checkIn = [] }: SessionReport, { language, moment }: Speech): Markup {
  const words = CHECK_IN_WORDS[language];
  if (checkIn.length === 0) return html``;
  return html`<h2>${words.title}</h2>
    <p class="quiet">${words.about}</p>
    <ul>
      ${checkIn.map((one) => html`<li>${moment(one.at)}: ${checkInLine(one, words)}</li>`)}
    </ul>`;
}
