import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { KEY_ACTIONS, type KeyAction, actionOf, isAlwaysOn } from '../lib/keys.js';
import { hearKeys } from './hear-keys.js';
import type { LiveController } from './live-controller.js';

/** What a page does at the keys of the table; it is given the key itself. */
export type KeyHandlers = Partial<Record<KeyAction, (key: string) => void>>;

/** Fields in which nobody writes: keys may act while they have the focus. */
const NOT_WRITTEN_IN = new Set(['checkbox', 'radio', 'button', 'submit', 'reset']);
/** What a press of the space bar acts on by itself. */
const PRESSED = 'button, input, summary, select, [role="option"], [role="button"]';

/**
 * The keys of a page, by the one table of them, and their help. They rest while somebody writes or a dialog is open, and where they were
 * turned off.
 */
export class KeyController {
  readonly #host: LitElement;
  readonly #live: LiveController;
  readonly #handlers: () => KeyHandlers | null;
  readonly #heardElsewhere: readonly KeyAction[];
  #helpIsOpen = false;

  /**
   * @param handlers what the page can do now; null: something lies over it, and every key rests
   * @param heardElsewhere what parts of the page hear by themselves while they have the focus: for the help
   */
  constructor(
    host: LitElement,
    live: LiveController,
    handlers: () => KeyHandlers | null,
    heardElsewhere: readonly KeyAction[] = [],
  ) {
    this.#host = host;
    this.#live = live;
    this.#handlers = handlers;
    this.#heardElsewhere = heardElsewhere;
    hearKeys(host, (event) => this.#onKeydown(event));
  }

  /** The help; to be drawn once on the page. */
  render(): TemplateResult | typeof nothing {
    if (!this.#helpIsOpen) return nothing;
    const handlers = this.#handlers() ?? {};
    const actions = new Set(
      KEY_ACTIONS.filter(
        (action) =>
          action === 'help' || handlers[action] !== undefined || this.#heardElsewhere.includes(action),
      ),
    );
    return html`<invigil-key-help .actions=${actions} @invigil-close=${this.#close}></invigil-key-help>`;
  }

  readonly #close = (): void => {
    this.#helpIsOpen = false;
    this.#host.requestUpdate();
  };

  async #openHelp(): Promise<void> {
    await import('./key-help/key-help.js');
    this.#helpIsOpen = true;
    this.#host.requestUpdate();
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const action = actionOf(event.key);
    if (action === undefined || restsAt(event)) return;
    if (!isAlwaysOn(action) && this.#live.services?.personal.has('keys-off') === true) return;
    const handlers = this.#handlers();
    if (handlers === null || this.#helpIsOpen || this.#host.closest('[inert]') !== null) return;
    const act = action === 'help' ? (): void => void this.#openHelp() : handlers[action];
    if (act === undefined) return;
    event.preventDefault();
    act(event.key);
  }
}

/** Whether the key belongs to what has the focus: a field, a dialog, a menu, or a button that the space bar presses. */
function restsAt(event: KeyboardEvent): boolean {
  const path = event.composedPath();
  const [at] = path;
  if (at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement) return true;
  if (at instanceof HTMLInputElement && !NOT_WRITTEN_IN.has(at.type)) return true;
  if (at instanceof HTMLElement && at.isContentEditable) return true;
  if (event.key === ' ' && at instanceof Element && at.matches(PRESSED)) return true;
  return path.some(
    (node) =>
      node instanceof HTMLDialogElement || (node instanceof HTMLElement && node.matches(':popover-open')),
  );
}
