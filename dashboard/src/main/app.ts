import type { Role } from '@invigil/contract';
import { ContextProvider } from '@lit/context';
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { urls } from '../api/urls.js';
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
  @state() private viewer: Role | null = null;
  @state() private seatPageReady = false;
  #cameFrom: string | null = null;
  readonly #provider = new ContextProvider(this, { context: servicesContext });

  /** Hands the services to everything inside. */
  provide(services: Services): void {
    this.#provider.setValue(services);
  }

  /** Says to whom the pages are shown; what they hold is the hub's to decide. */
  showFor(role: Role): void {
    this.viewer = role;
  }

  show(route: Route): void {
    this.#cameFrom = this.route.page === 'seat' ? this.route.seat : null;
    this.route = route;
    void this.loadSeatPage();
  }

  protected override render(): TemplateResult {
    return html`${this.renderPage()}<invigil-announcer></invigil-announcer>`;
  }

  private renderPage(): unknown {
    const { route, viewer } = this;
    if (viewer === 'auditor') {
      return messagePage(words.product, words.auditorsPage, {
        href: urls.auditExport,
        text: words.auditExport,
      });
    }
    if (viewer === 'technician' && route.page === 'seat')
      return messagePage(words.product, words.noCandidates);
    switch (route.page) {
      case 'room':
        return html`<invigil-room-page
          .room=${route.room}
          .cameFrom=${this.#cameFrom}
          .canJudge=${this.canJudge}
        ></invigil-room-page>`;
      case 'seat':
        if (!this.seatPageReady) return messagePage(words.product, words.connecting);
        return keyed(
          `${route.room}/${route.seat}`,
          html`<invigil-seat-page
            .place=${{ room: route.room, seat: route.seat }}
            .canLook=${viewer === 'admin' || viewer === 'invigilator'}
            .canJudge=${this.canJudge}
          ></invigil-seat-page>`,
        );
      case 'unknown':
        return messagePage(words.product, words.unknownPage);
    }
  }

  /** The hub's table has the last word; here only what it would refuse is not offered. */
  private get canJudge(): boolean {
    return this.viewer === 'admin' || this.viewer === 'invigilator' || this.viewer === 'reviewer';
  }

  /** Its chart and dialog are not needed for the room, so they come after it. */
  private async loadSeatPage(): Promise<void> {
    if (this.seatPageReady) return;
    await import('../pages/seat-page/seat-page.js');
    this.seatPageReady = true;
  }
}
