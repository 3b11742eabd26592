import assert from 'node:assert/strict';
import axe from 'axe-core';
import * as z from 'zod';
import type { BareBrowser, BareTab } from './bare-browser.js';
import { STANDARD } from './browser.js';
import { until } from './until.js';

const CTRL = 2;

/** A key, as the protocol of the browser names it. */
const KEYS = {
  Enter: { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  Tab: { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 },
} as const;

/** Keys that an editor takes for one of its commands. */
const COMMANDS = {
  selectAll: { key: 'a', code: 'KeyA' },
  copy: { key: 'c', code: 'KeyC' },
  cut: { key: 'x', code: 'KeyX' },
  paste: { key: 'v', code: 'KeyV' },
} as const;

/** A candidate's page in a browser as people have it, used by keyboard alone. */
export class CandidateTab {
  readonly tab: BareTab;

  private constructor(tab: BareTab) {
    this.tab = tab;
  }

  static async open(browser: BareBrowser, url: string): Promise<CandidateTab> {
    const tab = await browser.tab(url);
    await tab.send('Page.enable');
    return new CandidateTab(tab);
  }

  /** Waits until a step's heading has the focus on it. */
  async heading(name: string, withinMs = 10_000): Promise<void> {
    await this.#seen(async () => (await this.#focused()) === name, `the heading “${name}”`, withinMs);
  }

  /** Waits until a field has the keyboard. */
  async field(): Promise<void> {
    await this.#seen(async () => (await this.tab.evaluate(IN_FIELD)) === true, 'a field', 10_000);
  }

  /** Waits until words stand on the page. */
  async words(part: string, withinMs = 10_000): Promise<void> {
    await this.#seen(() => this.shows(part), `“${part}”`, withinMs);
  }

  async shows(part: string): Promise<boolean> {
    return String(await this.tab.evaluate(TEXT)).includes(part);
  }

  /** Goes by Tab to a button, and presses it. */
  async press(name: string): Promise<void> {
    await this.#seen(
      async () => (await this.tab.evaluate(isThere(name))) === true,
      `the button “${name}”`,
      10_000,
    );
    for (let i = 0; i < 40; i += 1) {
      if ((await this.#focused()) === name) return this.#key(KEYS.Enter);
      await this.#key(KEYS.Tab);
    }
    assert.fail(`“${name}” is not reached by Tab`);
  }

  async type(text: string): Promise<void> {
    await this.tab.send('Input.insertText', { text });
  }

  /** Presses the keys of a command of an editor: the browser does the rest, with its own clipboard. */
  async command(name: keyof typeof COMMANDS): Promise<void> {
    const { code, key } = COMMANDS[name];
    const held = { key, code, modifiers: CTRL, windowsVirtualKeyCode: key.toUpperCase().codePointAt(0) };
    await this.tab.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...held, commands: [name] });
    await this.tab.send('Input.dispatchKeyEvent', { type: 'keyUp', ...held });
  }

  /** Makes the window full screen, as a kiosk or a key does, or an ordinary one. */
  async becomes(windowState: 'fullscreen' | 'normal'): Promise<void> {
    const { windowId } = await this.tab.send('Browser.getWindowForTarget');
    await this.tab.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
  }

  /** Whether the picture of oneself is drawn, and how wide it is, px. */
  async pictureWidth(): Promise<number> {
    return Number(await this.tab.evaluate(PICTURE));
  }

  /** Sees that axe finds nothing. In dark and by other sizes the steps are looked at in `candidate.test.ts`. */
  async looksWell(): Promise<void> {
    await this.tab.evaluate(`${axe.source}; 0`);
    const found = await this.tab.evaluate(LOOK);
    assert.deepEqual(z.array(z.string()).parse(JSON.parse(String(found))), []);
  }

  async #focused(): Promise<string> {
    return String(await this.tab.evaluate(FOCUSED));
  }

  async #key(key: (typeof KEYS)[keyof typeof KEYS]): Promise<void> {
    await this.tab.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
    await this.tab.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  }

  async #seen(holds: () => Promise<boolean>, what: string, withinMs: number): Promise<void> {
    // A page that is just being loaded can't be asked.
    const asked = (): Promise<boolean> => holds().catch(() => false);
    try {
      await until(asked, withinMs);
    } catch {
      assert.fail(`${what} did not come. The page says:\n${String(await this.tab.evaluate(TEXT))}`);
    }
  }
}

const RULES = JSON.stringify({ runOnly: { type: 'tag', values: STANDARD } });
const LOOK = `axe.run(document, ${RULES}).then(({ violations }) =>
  JSON.stringify(violations.map(({ id, nodes }) => id + ': ' + (nodes[0]?.html ?? ''))))`;

/** The words of what has the focus, through every shadow tree. */
export const FOCUSED = `(() => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active?.textContent.trim() ?? '';
})()`;

const IN_FIELD = `(() => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLTextAreaElement;
})()`;

/** All that stands on the page, through every shadow tree. */
const TEXT = `(function text(root) {
  return [...root.childNodes].map((node) => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element) || node.localName === 'style' || node.localName === 'script') return '';
    return text(node.shadowRoot ?? node);
  }).join(' ').replace(/\\s+/g, ' ');
})(document.body)`;

const PICTURE = `(function find(root) {
  for (const one of root.querySelectorAll('*')) {
    if (one instanceof HTMLImageElement) return one.naturalWidth;
    const inner = one.shadowRoot && find(one.shadowRoot);
    if (inner) return inner;
  }
  return 0;
})(document)`;

function isThere(name: string): string {
  return `(function find(root) {
    for (const one of root.querySelectorAll('*')) {
      if (one instanceof HTMLButtonElement && one.textContent.trim() === ${JSON.stringify(name)}) return true;
      if (one.shadowRoot && find(one.shadowRoot)) return true;
    }
    return false;
  })(document)`;
}
