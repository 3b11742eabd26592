import type { Browser, Page } from 'playwright-core';

/** A document open in VS Code, in a window that has the focus only while it has. */
export async function openDocument(browser: Browser, url: string, name: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1300, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await page.goto(url, { timeout: 120_000 });
  await openFile(page, name);
  return page;
}

/** Opens another file of the same window, and puts the cursor into it. */
export async function openFile(page: Page, name: string): Promise<void> {
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
  await row.waitFor({ timeout: 180_000 });
  await row.dblclick();
  await page.locator('.tab.active', { hasText: name }).waitFor({ timeout: 60_000 });
  await page.locator('.editor-instance .view-lines .view-line').first().waitFor({ timeout: 60_000 });
  await page.locator('.editor-instance .view-lines').first().click();
}

/** Runs a command of the editor by its palette. */
export async function runByPalette(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().waitFor();
  await page.keyboard.type(title);
  await page
    .locator('.quick-input-list .monaco-list-row.focused', { hasText: title })
    .waitFor({ timeout: 20_000 });
  await page.keyboard.press('Enter');
}

/** Says to the page that its window lost the focus, or has it again, as a window manager would. */
export async function setFocus(page: Page, focused: boolean): Promise<void> {
  await page.evaluate((focused) => {
    document.hasFocus = () => focused;
    window.dispatchEvent(new Event(focused ? 'focus' : 'blur'));
  }, focused);
}
