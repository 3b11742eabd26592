import { CHECK_IN_WORDS, type SessionReport, checkInLine } from '@invigil/contract';
import { html, type TemplateResult } from 'lit';
import { languageNow } from '../../lib/locale.js';
import { dayAndTime } from '../../lib/times.js';

export const checkInWords = CHECK_IN_WORDS[languageNow()];

/** How a session began and ended for the candidate. */
export function checkInSection({ checkIn = [] }: SessionReport): TemplateResult {
  if (checkIn.length === 0) return html`<p class="quiet">${checkInWords.none}</p>`;
  return html`<p class="quiet">${checkInWords.about}</p>
    <ul role="list" class="figures">
      ${checkIn.map((one) => html`<li>${dayAndTime(one.at)}: ${checkInLine(one, checkInWords)}</li>`)}
    </ul>`;
}
