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
      for (const { oldValue, target } of changes) {
        const asOf = target instanceof Element ? target.getAttribute('data-as-of') : null;
        // A tile that is drawn again for other reasons, such as a health report, tells nothing new.
        if (asOf !== null && asOf !== oldValue) delays.push(Date.now() - Number(asOf));
      }
    });
    const visit = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName === 'invigil-seat-tile') {
          observer.observe(element, { attributeFilter: ['data-as-of'], attributeOldValue: true });
        }
        if (element.shadowRoot !== null) visit(element.shadowRoot);
      }
    };
    visit(document);
    return delays;
  });
  return { take: async () => z.array(z.number()).parse(await handle.jsonValue()) };
}
