import { svg, html, type TemplateResult } from 'lit';
import type { SeatLevel } from '../lib/words.js';

const SHAPES = {
  alert: svg`<path d="M8 1.6 15.2 14.4H.8Z" fill="currentColor" />`,
  watch: svg`<path d="M8 1.5 14.5 8 8 14.5 1.5 8Z" fill="currentColor" />`,
  blind: svg`<circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" stroke-width="2.5" />`,
  lost: svg`<circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" stroke-width="2" />
    <path d="M3 13 13 3" stroke="currentColor" stroke-width="2" />`,
  calm: svg`<circle cx="8" cy="8" r="2" fill="currentColor" />`,
  unwatched: svg`<rect x="3" y="3" width="10" height="10" fill="none" stroke="currentColor" stroke-width="2" />`,
  stopped: svg`<path d="M3 8h10" stroke="currentColor" stroke-width="2" />`,
  never: svg`<path d="M3 8h10" stroke="currentColor" stroke-width="2" stroke-dasharray="2.5 1.25" />`,
} satisfies Record<SeatLevel, TemplateResult>;

/** The sign of a raised hand: drawn, since not every machine has a picture for the character. */
export const handMark = html`<svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
  <path
    d="M5 8.5v-5a1 1 0 0 1 2 0V7.5V2.2a1 1 0 0 1 2 0v5.3V3a1 1 0 0 1 2 0v5V5a1 1 0 0 1 2 0v5.2c0 3-1.8 5-4.4 5-2.4 0-4-1.4-5.3-3.9L2 8.8c-.5-1 .9-1.8 1.6-.9L5 9.8"
    fill="none"
    stroke="currentColor"
    stroke-width="1.3"
    stroke-linecap="round"
    stroke-linejoin="round"
  />
</svg>`;

/** The sign of a level: each has a shape of its own, so that no colour is needed to tell them apart. */
export function mark(level: SeatLevel): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
    ${SHAPES[level]}
  </svg>`;
}
