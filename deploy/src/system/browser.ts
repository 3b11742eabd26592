import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';

/** Where Debian, Ubuntu and others put it. `CHROMIUM` names another. */
const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
];

/** Flags for a machine without a screen, a graphics processor or a way out. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a real Chromium without a window. Throws an Error that says what to install where there is none. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath(), args: FLAGS });
}

/** Where Chromium is. Throws an Error that says what to install where there is none. */
export function browserPath(): string {
  const path = [process.env['CHROMIUM'], ...CANDIDATES].find(
    (path) => path !== undefined && existsSync(path),
  );
  if (path === undefined) throw new Error('no Chromium found: run npm test, or set CHROMIUM to its path');
  return path;
}

/** Where a hub is found, and by whom. */
type Entry = Pick<LocalRoom, 'url' | 'login'>;

/** A page of the dashboard, signed in as a person would, once a room is drawn on it. */
export async function signIn(browser: Browser, room: Entry, login = room.login): Promise<Page> {
  const page = await logIn(browser, room, login);
  await page.locator('invigil-seat-tile').first().waitFor({ timeout: 20_000 });
  return page;
}

/** A page of the dashboard, signed in as a person would. */
export async function logIn(browser: Browser, room: Entry, login = room.login): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.goto(room.url);
  await fillIn(page, login);
  return page;
}

/** Fills in the log-in page and sends it. */
export async function fillIn(page: Page, login: LocalRoom['login']): Promise<void> {
  await page.getByLabel(/name/i).fill(login.name);
  await page.getByLabel(/password/i).fill(login.password);
  await page.getByRole('button', { name: /sign in|log in/i }).click();
}

/** WCAG 2.2 AA and what it builds on. */
export const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on a page, each with the first place where it is. @param without rules that don't apply */
export async function violationsOf(page: Page, without: readonly string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags(STANDARD).disableRules([...without]);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}
