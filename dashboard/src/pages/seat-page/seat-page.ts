import { seatKey, type Incident, type SeatView } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { baseStyles } from '../../components/base.styles.js';
import { JudgeController } from '../../components/judge-controller.js';
import { KeyController } from '../../components/key-controller.js';
import { LiveController } from '../../components/live-controller.js';
import { SearchController } from '../../components/search-controller.js';
import { TickController } from '../../components/tick-controller.js';
import { queueWords } from '../../lib/queue-words.js';
import { pathOf } from '../../lib/route.js';
import { seatWords } from '../../lib/seat-words.js';
import { timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { knownUntil } from '../../state/known-until.js';
import type { LiveState } from '../../state/live-state.js';
import { riskAt } from '../../state/risk-curve.js';
import { messagePage } from '../message-page.js';
import { seatNow } from './seat-now.js';
import { seatPageStyles } from './seat-page.styles.js';
import { TraceController } from './trace-controller.js';
import '../../components/answer-check/answer-check.js';
import '../../components/behaviour-analysis/behaviour-analysis.js';
import '../../components/contributions-table/contributions-table.js';
import '../../components/evidence-gallery/evidence-gallery.js';
import '../../components/seat-messages/seat-messages.js';
import '../../components/seat-notes/seat-notes.js';
import '../../components/seat-picture/seat-picture.js';
import '../../components/seat-timeline/seat-timeline.js';
import '../../components/seat-facts/seat-facts.js';
import '../../components/top-bar/top-bar.js';

/** One seat: picture, time axis, the sum behind the risk, evidence, and how its machine fares. */
@customElement('invigil-seat-page')
export class SeatPage extends LitElement {
  static override styles = [baseStyles, seatPageStyles];

  @property({ attribute: false }) place = { room: '', seat: '' };
  /** Whether who is signed in may look at the seat as it is now, and ask something of it; else its record is shown. */
  @property({ attribute: false }) canLook = false;
  /** Whether who is signed in may judge. */
  @property({ attribute: false }) canJudge = false;

  /** Name of who is signed in; null: not known. */
  @property({ attribute: false }) viewerName: string | null = null;

  /** The incident that the address names, after its `#`. */
  @state() private hash = location.hash.slice(1);
  @state() private pointed: number | null = null;
  @query('h1') private readonly heading!: HTMLElement | null;

  private readonly live = new LiveController(this);
  protected readonly tick = new TickController(this);
  private readonly judge = new JudgeController(this, this.live);
  private readonly search = new SearchController(this, {
    room: () => this.place.room,
    onFailed: () => this.judge.say(queueWords.notLoaded),
    onClosed: () => this.onHash(),
  });
  private readonly keys = new KeyController(
    this,
    this.live,
    () =>
      this.judge.isOpen || this.search.isOpen
        ? null
        : {
            ...(this.canJudge && { undo: () => this.judge.undo() }),
            search: () => void this.search.open(),
            leave: () => this.live.services?.go(pathOf('room', this.place)),
          },
    ['play', 'flip'],
  );
  private readonly trace = new TraceController(this, () => this.live.services);
  #loadedSnapshot = 0;
  #focused = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.onHash);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.onHash);
  }

  protected override render(): TemplateResult | undefined {
    const { services, state } = this.live;
    if (services === undefined || state === undefined) return undefined;
    if (state.snapshots === 0) return messagePage(words.product, words.connecting);
    const seat = state.seats.get(seatKey(this.place));
    if (seat === undefined) return messagePage(words.product, words.unknownSeat);
    return this.renderSeat(seat, state, services.clock() + state.hubAheadMs);
  }

  /** A first or new snapshot: what came live before it may have been missed. */
  protected override updated(): void {
    const snapshots = this.live.state?.snapshots ?? 0;
    if (snapshots !== this.#loadedSnapshot) {
      this.#loadedSnapshot = snapshots;
      void this.trace.load();
    }
    if (!this.#focused && this.heading !== null && snapshots > 0) {
      this.#focused = true;
      // The flip book that the address names takes the focus itself.
      if (this.hash !== '') return;
      // The bar that the heading stands in is drawn after this page.
      requestAnimationFrame(() => this.heading?.focus());
    }
  }

  private renderSeat(seat: SeatView, state: LiveState, now: number): TemplateResult {
    const trace = state.trace;
    const room = state.rooms.find((each) => each.room === seat.room);
    const incidents = incidentsOf(state, seat);
    const isLost =
      this.hash !== '' && trace?.loaded === 'ready' && !incidents.some(({ id }) => id === this.hash);
    document.title = `${words.seat(seat.label)} · ${words.product}`;
    return html`
      <invigil-top-bar>
        <a class="back" href=${pathOf('room', seat)}
          ><span aria-hidden="true">‹</span> ${room?.name ?? seat.room}</a
        >
        <h1 tabindex="-1">${words.seat(seat.label)}</h1>
        <span class="quiet"
          >${seat.candidate ?? words.noCandidate}${seat.arrangement === undefined ? nothing : html` · ${words.arrangement}: ${seat.arrangement}`}</span
        >
        <span slot="facts">${seatNow(seat)}</span>
      </invigil-top-bar>
      <main class=${knownUntil(state) === null ? '' : 'stale'}>
        <div class="side">
          <section class="panel picture" aria-label=${words.picture}>
            <invigil-seat-picture
              .seat=${seat}
              .incidents=${incidents}
              .pointed=${this.pointed}
              .canLook=${this.canLook}
              .previewAt=${trace?.previewAt ?? null}
              .now=${now}
            ></invigil-seat-picture>
          </section>
          ${this.canLook ? this.renderMessages(seat, state, now) : nothing}
          ${this.renderSum(seat, incidents, state)}
          ${this.canLook ? this.renderCheck(seat, state, now) : nothing}
          <section class="panel">
            <h2>${words.facts}</h2>
            <invigil-seat-facts
              .seat=${seat}
              .wantedPolicy=${seat.wantedPolicyHash ?? room?.policyHash ?? ''}
              .now=${now}
            ></invigil-seat-facts>
          </section>
        </div>
        <div class="wide">
          <invigil-seat-timeline
            class="panel"
            .seat=${seat}
            .trace=${trace}
            .pointed=${this.pointed}
            .canLook=${this.canLook}
            .now=${now}
            @invigil-point=${this.onPoint}
            @invigil-reload=${() => this.trace.load()}
          ></invigil-seat-timeline>
          <section class="panel">
            <h2>${words.evidence}</h2>
            ${isLost ? html`<p class="quiet" role="status">${seatWords.unknownIncident}</p>` : nothing}
            <invigil-evidence-gallery
              .incidents=${incidents}
              .label=${seat.label}
              .now=${now}
              .canJudge=${this.canJudge}
              .at=${this.hash === '' ? null : this.hash}
              .user=${this.live.services?.personal.user ?? null}
              @invigil-judge=${(event: CustomEvent<Incident>) => this.judge.ask(event.detail)}
              @invigil-acknowledge=${(event: CustomEvent<Incident>) => this.judge.acknowledge(event.detail)}
            ></invigil-evidence-gallery>
          </section>
          <section class="panel" aria-labelledby="notes">
            <h2 id="notes">${seatWords.notes}</h2>
            <invigil-seat-notes
              .place=${this.place}
              .notes=${trace?.notes ?? []}
              .incidents=${incidents}
              .viewer=${this.viewerName}
              .canWrite=${this.canJudge}
            ></invigil-seat-notes>
          </section>
          <section class="panel" aria-labelledby="analysis">
            <h2 id="analysis">${words.analysis}</h2>
            <invigil-behaviour-analysis
              .place=${this.place}
              .analysedTo=${trace?.analysedTo ?? null}
            ></invigil-behaviour-analysis>
          </section>
        </div>
      </main>
      ${this.judge.render()} ${this.search.render()} ${this.keys.render()}
    `;
  }

  private renderMessages(seat: SeatView, { trace }: LiveState, now: number): TemplateResult {
    return html`<section class="panel" aria-labelledby="messages">
      <h2 id="messages">${seatWords.messageTo}</h2>
      <invigil-seat-messages
        .place=${this.place}
        .messages=${trace?.messages ?? []}
        .hand=${seat.hand}
        .online=${seat.state === 'online'}
        .now=${now}
      ></invigil-seat-messages>
    </section>`;
  }

  private renderCheck(seat: SeatView, { trace }: LiveState, now: number): TemplateResult {
    return html`<section class="panel" aria-labelledby="check">
      <h2 id="check">${words.check}</h2>
      <invigil-answer-check
        .place=${this.place}
        .online=${seat.state === 'online'}
        .challenges=${trace?.challenges ?? []}
        .now=${now}
      ></invigil-answer-check>
    </section>`;
  }

  private renderSum({ label, risk }: SeatView, incidents: Incident[], state: LiveState): TemplateResult {
    const { pointed } = this;
    const shown = pointed === null ? risk : riskAt(state.trace?.risk ?? [], pointed);
    return html`<section class="panel">
      <div class="head">
        <h2>${words.sum}</h2>
        <span class="quiet figures">${pointed === null ? words.now : words.at(timeOfDay(pointed))}</span>
      </div>
      <invigil-contributions-table
        .risk=${shown}
        .incidents=${incidents}
        .label=${label}
      ></invigil-contributions-table>
    </section>`;
  }

  private readonly onPoint = ({ detail }: CustomEvent<number | null>): void => {
    this.pointed = detail;
  };

  private readonly onHash = (): void => {
    this.hash = location.hash.slice(1);
  };
}

function incidentsOf(state: LiveState, { room, seat }: SeatView): Incident[] {
  const loaded = state.trace?.key === seatKey({ room, seat }) ? state.trace.incidents : [];
  const all = new Map([...loaded, ...state.incidents.values()].map((one) => [one.id, one]));
  return [...all.values()]
    .filter((incident) => incident.room === room && incident.seat === seat)
    .sort((a, b) => b.startedAt - a.startedAt);
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-seat-page': SeatPage;
  }
}
