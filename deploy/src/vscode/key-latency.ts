import type { Page } from 'playwright-core';

/** Types into the open document and gives, for each key, the time from its event in the page to the change of the lines, ms. */
export async function keyLatencies(page: Page, keys: string): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    let pressed: number | undefined;
    const onKey = (): void => void (pressed = performance.now());
    const observer = new MutationObserver(() => {
      if (pressed !== undefined) times.push(performance.now() - pressed);
      pressed = undefined;
    });
    document.addEventListener('keydown', onKey, true);
    const lines = document.querySelector('.editor-instance .view-lines');
    if (lines) observer.observe(lines, { childList: true, subtree: true, characterData: true });
    Object.assign(window, {
      endOfKeys: () => {
        observer.disconnect();
        document.removeEventListener('keydown', onKey, true);
        return times;
      },
    });
  });
  await page.keyboard.type(keys, { delay: 60 });
  await page.waitForTimeout(300);
  return page.evaluate<number[]>('window.endOfKeys()');
}
