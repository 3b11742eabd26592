import { html, type TemplateResult } from 'lit';
import { words } from '../lib/words.js';
import '../components/top-bar/top-bar.js';

/** A page that has only one thing to say: that it is loading, that nothing is here, or that it is not for who is signed in. */
export function messagePage(
  heading: string,
  message: string,
  link: { href: string; text: string } = { href: '/', text: words.toTheRoom },
): TemplateResult {
  document.title = words.product;
  return html`
    <invigil-top-bar><h1>${heading}</h1></invigil-top-bar>
    <main style="display: grid; place-content: center; justify-items: center; gap: 12px; min-height: 60vh">
      <p class="quiet" role="status">${message}</p>
      ${message === words.connecting ? undefined : html`<a href=${link.href}>${link.text}</a>`}
    </main>
  `;
}
