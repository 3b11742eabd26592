import { html, svg, type TemplateResult } from 'lit';
import type { Verdict } from '../lib/verdicts.js';

const SHAPES = {
  ready: svg`<path d="m2.5 8.5 3.5 3.5 7.5-8" fill="none" stroke="currentColor" stroke-width="2.25" />`,
  warning: svg`<path d="M8 1.5 14.5 8 8 14.5 1.5 8Z" fill="currentColor" />`,
  'not-ready': svg`<path d="M3 3 13 13M13 3 3 13" stroke="currentColor" stroke-width="3" />`,
} satisfies Record<Verdict, TemplateResult>;

/** The sign of a verdict: each has a shape of its own, so that no colour is needed to tell them apart. */
export function verdictMark(verdict: Verdict): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${SHAPES[verdict]}
  </svg>`;
}
