import { type EditingMinute, EditingStep, type SessionReport } from '@invigil/contract';
import { type Markup, html, tableHead } from './markup.js';
import type { Speech } from './report-speech.js';

const WAYS = EditingStep.keyof().options;

/** How text came about in the editor, minute by minute. */
export function editingSection({ editing = [] }: SessionReport, speech: Speech): Markup {
  const [first] = editing;
  if (first === undefined) return html``;
  const { editing: texts, moment, number } = speech;
  const { bulk, completed, deleted, pasted, typed } = sumOf(editing.flatMap(({ steps }) => steps));
  const total = {
    typed: number(typed),
    pasted: number(pasted),
    completed: number(completed),
    bulk: number(bulk),
    deleted: number(deleted),
  };
  return html`<h2>${texts.title}</h2>
    <p>${texts.total(moment(first.from), total)}</p>
    <p class="quiet">${texts.about}</p>
    <table>
      ${tableHead(texts.from, ...WAYS.map((way) => texts.ways[way]), texts.undone, texts.files, texts.length)}
      <tbody>
        ${editing.map((minute) => row(minute, speech))}
      </tbody>
    </table>`;
}

function row(minute: EditingMinute, { number, timeOnly }: Speech): Markup {
  const { closed, from, length, opened, redone, saved, steps, undone } = minute;
  const sum = sumOf(steps);
  const list = (...counts: number[]): string => counts.map((count) => number(count)).join(', ');
  return html`<tr>
    <td>${timeOnly(from)}</td>
    ${WAYS.map((way) => html`<td>${number(sum[way])}</td>`)}
    <td>${list(undone, redone)}</td>
    <td>${list(opened, saved, closed)}</td>
    <td>${number(length)}</td>
  </tr>`;
}

function sumOf(steps: readonly EditingStep[]): EditingStep {
  const sum = { typed: 0, pasted: 0, completed: 0, bulk: 0, deleted: 0 };
  for (const step of steps) for (const way of WAYS) sum[way] += step[way];
  return sum;
}
