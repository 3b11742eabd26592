import type { JudgementOutcome, JudgementReason } from '@invigil/contract';
import { html, type TemplateResult } from 'lit';
import { words } from '../lib/words.js';
import { needsWords, reasonsFor } from '../state/judging.js';

/** What is chosen in a form that judges. */
type Chosen = { outcome: JudgementOutcome; reason: JudgementReason };

/** The outcomes that can be chosen, each with its key. */
export function outcomeChoice<Outcome extends JudgementOutcome>(
  outcomes: readonly Outcome[],
  chosen: Outcome,
  choose: (outcome: Outcome) => void,
): TemplateResult {
  return html`<fieldset class="outcomes">
    <legend class="said-only">${words.outcomeOf}</legend>
    ${outcomes.map(
      (outcome, i) =>
        html`<label>
          <input
            type="radio"
            name="outcome"
            ?autofocus=${outcome === chosen}
            .checked=${outcome === chosen}
            @change=${() => choose(outcome)}
          />
          ${words.outcomeAct[outcome]} <kbd aria-hidden="true">${i + 1}</kbd>
        </label>`,
    )}
  </fieldset>`;
}

/** Why, as one of the outcome's reasons, and in words. */
export function reasonChoice(
  { outcome, reason }: Chosen,
  choose: (reason: JudgementReason) => void,
  onWords: () => void,
): TemplateResult {
  const needed = needsWords(outcome, reason);
  return html`<fieldset class="reasons">
      <legend class="quiet">${words.why}</legend>
      ${reasonsFor(outcome).map(
        (each) =>
          html`<label>
            <input type="radio" name="reason" .checked=${each === reason} @change=${() => choose(each)} />
            ${words.reason[each]}
          </label>`,
      )}
    </fieldset>
    <label class="words">
      <span class="quiet">${needed ? words.inWordsNeeded : words.inWords}</span>
      <textarea rows="2" maxlength="1000" aria-required=${needed} @input=${onWords}></textarea>
    </label>`;
}

/** What keeps it from being judged, and the buttons. */
export function judgeFoot(outcome: JudgementOutcome, fault: string, sending: boolean): TemplateResult {
  return html`<p class="fault" role="alert">${fault}</p>
    <footer>
      <button type="button" data-dialog="close">${words.cancel}</button>
      <button class="act" aria-disabled=${sending}>${words.outcomeAct[outcome]}</button>
    </footer>`;
}
