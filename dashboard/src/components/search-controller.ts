import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';

type SearchDeps = {
  /** In which room is searched. */
  room: () => string;
  /** It could not be loaded. */
  onFailed: () => void;
  /** It was closed, or has led to another place on the page. */
  onClosed?: () => void;
};

/** The search of a page: a dialog that is loaded once it is asked for. */
export class SearchController {
  readonly #host: ReactiveControllerHost;
  readonly #deps: SearchDeps;
  #isOpen = false;

  constructor(host: ReactiveControllerHost, deps: SearchDeps) {
    this.#host = host;
    this.#deps = deps;
  }

  /** Whether the dialog is open: the page's own keys wait. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  readonly open = async (): Promise<void> => {
    try {
      await import('./search-dialog/search-dialog.js');
    } catch {
      this.#deps.onFailed();
      return;
    }
    this.#show(true);
  };

  /** To be drawn once on the page. */
  render(): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    return html`<invigil-search-dialog
      .room=${this.#deps.room()}
      @invigil-close=${this.#close}
    ></invigil-search-dialog>`;
  }

  readonly #close = (): void => {
    this.#show(false);
    this.#deps.onClosed?.();
  };

  #show(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#host.requestUpdate();
  }
}
