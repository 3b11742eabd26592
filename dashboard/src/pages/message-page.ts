import { html, type TemplateResult } from 'lit';
import { words } from '../lib/words.js';
import '../components/top-bar/top-bar.js';

/** A page that has only one thing to say: that it is loading, or that there is nothing here. */
export function messagePage(heading: string, message: string): TemplateResult {
  document.title = words.product;
  return html`
    <invigil-top-bar><h1>${heading}</h1></invigil-top-bar>
    <main style="display: grid; place-content: center; justify-items: center; gap: 12px; min-height: 60vh">
      <p class="quiet" role="status">${message}</p>
      ${message === words.connecting ? undefined : html`<a href="/">${words.toTheRoom}</a>`}
    </main>
  `;
}
