import { html, type TemplateResult } from 'lit';
import { recordsWords } from '../../lib/records-words.js';
import { duration, timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { whatWasSeen } from '../../state/happening.js';
import {
  type FieldChange,
  type IncidentDiff,
  type SideIncident,
  outcomeOf,
} from '../../state/replay-diff.js';

/** In what two policies differ. */
export function changeList(changes: readonly FieldChange[]): TemplateResult {
  if (changes.length === 0) return html`<p>${recordsWords.noDifference}</p>`;
  return html`<ul role="list">
    ${changes.map((one) => html`<li><code>${changeWords(one)}</code></li>`)}
  </ul>`;
}

/** The incidents of the record and of the replay next to each other, and why they differ. */
export function diffTable(diffs: readonly IncidentDiff[]): TemplateResult {
  const { asRecorded, asReplayed, nothingEither, sameAll, what, why } = recordsWords;
  const outcome = outcomeOf(diffs);
  if (outcome === 'nothing') return html`<p role="status">${nothingEither}</p>`;
  return html`${outcome === 'same' ? html`<p role="status">${sameAll}</p>` : ''}
    <div class="wide" tabindex="0" role="region" aria-label=${asReplayed}>
      <table>
        <thead>
          <tr>
            ${[what, asRecorded, asReplayed, why].map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${diffs.map(
            (one) =>
              html`<tr class=${one.what}>
                <td><b>${words.sentence(recordsWords.diffs[one.what])}</b></td>
                <td>${side(one.live)}</td>
                <td>${side(one.replayed)}</td>
                <td>${because(one)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

function side(one: SideIncident | null): TemplateResult | string {
  if (one === null) return recordsWords.nothingThere;
  const { endedAt, of, severity, startedAt } = one;
  const length = endedAt === null ? recordsWords.notOver : duration(endedAt - startedAt);
  return html`${words.severity[severity]}: ${whatWasSeen(of)}
    <span class="quiet figures">${timeOfDay(startedAt)}, ${length}</span>`;
}

function because({ because: fields, what }: IncidentDiff): string {
  if (what === 'same') return '';
  return fields.length === 0
    ? recordsWords.becauseOther
    : recordsWords.because(fields.map(changeWords).join('; '));
}

function changeWords({ after, before, path }: FieldChange): string {
  return recordsWords.change(path, before, after);
}
