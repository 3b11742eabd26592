import { html, type TemplateResult } from 'lit';
import { queueWords } from '../../lib/queue-words.js';

const PARTS = [1, 2, 3, 4, 5] as const;
/** Points that one part of the bar stands for. */
const POINTS = 100 / PARTS.length;

/** A risk of 0–100 as five parts and its number. */
export function riskBar(risk: number): TemplateResult {
  const filled = Math.ceil(risk / POINTS);
  return html`<span class="risk figures">
    <span class="bar" aria-hidden="true"
      >${PARTS.map((part) => html`<i class=${part <= filled ? 'full' : ''}></i>`)}</span
    >
    ${queueWords.risk(Math.round(risk))}
  </span>`;
}
