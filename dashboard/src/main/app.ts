import type { Me } from '@invigil/contract';
import { ContextProvider } from '@lit/context';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { baseStyles } from '../components/base.styles.js';
import { servicesContext, type Services } from '../components/services.js';
import type { PageName, Route } from '../lib/route.js';
import { whenIdle } from '../lib/when-idle.js';
import { words } from '../lib/words.js';
import { messagePage } from '../pages/message-page.js';
import { PAGES } from './pages.js';
import '../components/alert-teller/alert-teller.js';
import '../components/announcer/announcer.js';
import '../components/undo-notice/undo-notice.js';

/** The whole app: one page at a time, and what is said aloud. */
@customElement('invigil-app')
export class App extends LitElement {
  static override styles = baseStyles;

  @state() private route: Route = { page: 'first-room', params: {} };
  /** To whom the pages are shown; what they hold is the hub's to decide. Null until the hub has told it. */
  @state() viewer: Me | null = null;
  /** Pages that were loaded. */
  @state() private ready: ReadonlySet<PageName> = new Set();
  /** Whether what somebody turns on for themselves is open. */
  @state() private settingsAreOpen = false;
  #cameFrom: string | null = null;
  readonly #provider = new ContextProvider(this, { context: servicesContext });

  /** Hands the services to everything inside. What is opened next is fetched once a room is there and nothing else to do. */
  provide(services: Services): void {
    this.#provider.setValue(services);
    const stop = services.store.subscribe(({ snapshots }) => {
      if (snapshots === 0) return;
      stop();
      whenIdle(
        () =>
          void Promise.allSettled([this.load('seat'), import('../components/judge-dialog/judge-dialog.js')]),
      );
    });
  }

  show(route: Route): void {
    this.#cameFrom = this.route.page === 'seat' ? (this.route.params['seat'] ?? null) : null;
    this.route = route;
  }

  /** What is not needed for the room comes when its page is opened. */
  protected override updated(): void {
    const page = this.page();
    if (page !== 'unknown') void this.load(page);
  }

  protected override render(): TemplateResult {
    return html`<div ?inert=${this.settingsAreOpen} @invigil-settings=${this.openSettings}>
        ${this.renderPage()}
      </div>
      <invigil-announcer></invigil-announcer><invigil-alert-teller></invigil-alert-teller>
      <invigil-undo-notice></invigil-undo-notice>
      ${
        this.settingsAreOpen
          ? html`<invigil-alert-settings
              @invigil-close=${() => (this.settingsAreOpen = false)}
            ></invigil-alert-settings>`
          : nothing
      }`;
  }

  private readonly openSettings = async (): Promise<void> => {
    await import('../components/alert-settings/alert-settings.js');
    this.settingsAreOpen = true;
  };

  private renderPage(): TemplateResult {
    const page = this.page();
    if (page === 'unknown') return messagePage(words.product, words.unknownPage);
    const { draw, load } = PAGES[page];
    if (load !== undefined && !this.ready.has(page)) return messagePage(words.product, words.connecting);
    return draw({ params: this.route.params, viewer: this.viewer, cameFrom: this.#cameFrom });
  }

  /** The page that is shown: for an auditor the log, in place of a room. */
  private page(): Route['page'] {
    const { page } = this.route;
    const isOfRoom = page === 'first-room' || page === 'room' || page === 'seat';
    return this.viewer?.role === 'auditor' && isOfRoom ? 'audit' : page;
  }

  private async load(page: PageName): Promise<void> {
    if (this.ready.has(page)) return;
    await PAGES[page].load?.();
    this.ready = new Set([...this.ready, page]);
  }
}
