import type { Page } from 'playwright-core';
import * as z from 'zod';

/**
 * Notes, for each change of a seat's tile, how much later it is than the newest event behind it: from the camera's
 * frame to the changed page. Hub, seats and page share this machine's clock.
 */
export async function watchDelays(page: Page): Promise<{ take: () => Promise<number[]> }> {
  const handle = await page.evaluateHandle(() => {
    const delays: number[] = [];
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        if (target instanceof Element) delays.push(Date.now() - Number(target.getAttribute('data-as-of')));
      }
    });
    const visit = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName === 'invigil-seat-tile') {
          observer.observe(element, { attributes: true, attributeFilter: ['data-as-of'] });
        }
        if (element.shadowRoot !== null) visit(element.shadowRoot);
      }
    };
    visit(document);
    return delays;
  });
  return { take: async () => z.array(z.number()).parse(await handle.jsonValue()) };
}
