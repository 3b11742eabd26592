import { html, type TemplateResult } from 'lit';
import { words } from '../lib/words.js';

/** The heading of a dialog, and the button that closes it. */
export function dialogHead(heading: string): TemplateResult {
  return html`<header>
    <h2>${heading}</h2>
    <button type="button" data-dialog="close" aria-label=${words.close}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="m3 3 10 10M13 3 3 13" stroke="currentColor" stroke-width="1.5" />
      </svg>
    </button>
  </header>`;
}
