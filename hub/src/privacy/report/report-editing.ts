import type { EditingMinute, EditingStep, SessionReport } from '@invigil/contract';
import { type Markup, html, tableHead } from './markup.js';
import { moment, timeOnly } from './report-words.js';

/** How text came about in the editor, minute by minute. */
export function editingSection({ editing = [] }: SessionReport): Markup {
  const [first] = editing;
  const last = editing.at(-1);
  if (first === undefined || last === undefined) return html``;
  const total = sumOf(editing.flatMap(({ steps }) => steps));
  return html`<h2>How text came about in the editor</h2>
    <p>
      From ${moment(first.from)} on: ${total.typed} characters typed, ${total.pasted} pasted,
      ${total.completed} from suggestions, ${total.bulk} at once in no such way; ${total.deleted} deleted.
    </p>
    <p class="quiet">
      Counts, never the text. At once comes what a formatter, a rename or a snippet puts, as well as what a
      script or an assistant puts. The length is that of the files edited in the minute.
    </p>
    <table>
      ${tableHead(
        'from',
        'typed',
        'pasted',
        'suggestions',
        'at once',
        'deleted',
        'undone, redone',
        'files opened, saved, closed',
        'length',
      )}
      <tbody>
        ${editing.map((minute) => row(minute, timeOnly(minute.from)))}
      </tbody>
    </table>`;
}

function row({ closed, length, opened, redone, saved, steps, undone }: EditingMinute, from: string): Markup {
  const { bulk, completed, deleted, pasted, typed } = sumOf(steps);
  return html`<tr>
    <td>${from}</td>
    ${[typed, pasted, completed, bulk, deleted].map((count) => html`<td>${count}</td>`)}
    <td>${undone}, ${redone}</td>
    <td>${opened}, ${saved}, ${closed}</td>
    <td>${length}</td>
  </tr>`;
}

function sumOf(steps: readonly EditingStep[]): EditingStep {
  const sum = { typed: 0, pasted: 0, completed: 0, bulk: 0, deleted: 0 };
  for (const step of steps) {
    sum.typed += step.typed;
    sum.pasted += step.pasted;
    sum.completed += step.completed;
    sum.bulk += step.bulk;
    sum.deleted += step.deleted;
  }
  return sum;
}
