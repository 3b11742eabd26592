import type { Me } from '@invigil/contract';
import { ContextProvider } from '@lit/context';
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { baseStyles } from '../components/base.styles.js';
import { servicesContext, type Services } from '../components/services.js';
import type { Route } from '../lib/route.js';
import { words } from '../lib/words.js';
import { messagePage } from '../pages/message-page.js';
import '../components/announcer/announcer.js';
import '../pages/room-page/room-page.js';

/** The whole app: one page at a time, and what is said aloud. */
@customElement('invigil-app')
export class App extends LitElement {
  static override styles = baseStyles;

  @state() private route: Route = { page: 'room', room: null };
  /** Of who is signed in; null until the hub has told it. */
  @state() private viewer: Me | null = null;
  /** Pages that are loaded when they are opened. */
  @state() private ready: ReadonlySet<string> = new Set();
  #cameFrom: string | null = null;
  readonly #provider = new ContextProvider(this, { context: servicesContext });

  /** Hands the services to everything inside. */
  provide(services: Services): void {
    this.#provider.setValue(services);
  }

  /** Says to whom the pages are shown; what they hold is the hub's to decide. */
  showFor(me: Me): void {
    this.viewer = me;
  }

  show(route: Route): void {
    this.#cameFrom = this.route.page === 'seat' ? this.route.seat : null;
    this.route = route;
  }

  /** What is not needed for the room comes when its page is opened; the seat's, which is next, beforehand. */
  protected override updated(): void {
    const page = this.page();
    if (page !== 'room' && page !== 'unknown') void this.load(page);
    if (this.viewer !== null && this.viewer.role !== 'auditor') void this.load('seat');
  }

  protected override render(): TemplateResult {
    return html`${this.renderPage()}<invigil-announcer></invigil-announcer>`;
  }

  private renderPage(): unknown {
    const { route, viewer } = this;
    const page = this.page();
    if (viewer?.role === 'technician' && page === 'seat')
      return messagePage(words.product, words.noCandidates);
    if (page === 'unknown') return messagePage(words.product, words.unknownPage);
    if (page !== 'room' && !this.ready.has(page)) return messagePage(words.product, words.connecting);
    if (route.page === 'seat') {
      return keyed(
        `${route.room}/${route.seat}`,
        html`<invigil-seat-page
          .place=${{ room: route.room, seat: route.seat }}
          .canLook=${viewer?.role === 'admin' || viewer?.role === 'invigilator'}
          .canJudge=${this.canJudge}
        ></invigil-seat-page>`,
      );
    }
    if (page === 'audit') return html`<invigil-audit-page></invigil-audit-page>`;
    if (page === 'account') return html`<invigil-account-page .me=${viewer}></invigil-account-page>`;
    return html`<invigil-room-page
      .room=${route.page === 'room' ? route.room : null}
      .cameFrom=${this.#cameFrom}
      .canJudge=${this.canJudge}
    ></invigil-room-page>`;
  }

  /** The page that is shown: for an auditor the log, in place of a room. */
  private page(): Route['page'] {
    const { route, viewer } = this;
    const isOfRoom = route.page === 'room' || route.page === 'seat';
    return viewer?.role === 'auditor' && isOfRoom ? 'audit' : route.page;
  }

  /** The hub's table has the last word; here only what it would refuse is not offered. */
  private get canJudge(): boolean {
    const role = this.viewer?.role;
    return role === 'admin' || role === 'invigilator' || role === 'reviewer';
  }

  private async load(page: keyof typeof PAGES): Promise<void> {
    if (this.ready.has(page)) return;
    await PAGES[page]();
    this.ready = new Set([...this.ready, page]);
  }
}

const PAGES = {
  seat: () => import('../pages/seat-page/seat-page.js'),
  audit: () => import('../pages/audit-page/audit-page.js'),
  account: () => import('../pages/account-page/account-page.js'),
} as const;
