import type { Page } from 'playwright-core';

/** So many presses of Tab lead round any page. */
const MOST_TABS = 80;

/** What has the focus, also within components: its element and its label, or else its text, as `BUTTON Judge`. */
export async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!(at instanceof HTMLElement)) return '';
    const label = 'labels' in at && at.labels instanceof NodeList ? (at.labels[0]?.textContent ?? '') : '';
    const said = at.getAttribute('aria-label') ?? (label === '' ? at.innerText : label);
    return `${at.tagName} ${said.replaceAll(/\s+/g, ' ').trim()}`;
  });
}

/** Presses Tab until something like this has the focus, as {@link focused} names it. Throws an Error that names what it met where nothing is. */
export async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  const met: string[] = [];
  for (let i = 0; i < MOST_TABS; i += 1) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (wanted.test(at)) return;
    met.push(at);
  }
  throw new Error(`Tab never reached ${String(wanted)}: ${[...new Set(met)].join(' | ')}`);
}
