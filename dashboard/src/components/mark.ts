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

/** The sign of a level: each has a shape of its own, so that no colour is needed to tell them apart. */
export function mark(level: SeatLevel): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
    ${SHAPES[level]}
  </svg>`;
}
