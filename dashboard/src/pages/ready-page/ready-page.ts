import type { RoomView } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { baseStyles } from '../../components/base.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { MachinesController } from '../../components/machines-controller.js';
import { roomLinks, roomLinksStyles } from '../../components/room-links.js';
import { TickController } from '../../components/tick-controller.js';
import { verdictMark } from '../../components/verdict-mark.js';
import { readyWords } from '../../lib/ready-words.js';
import { storeWords } from '../../lib/store-words.js';
import { timeOfDay } from '../../lib/times.js';
import { pathOf } from '../../lib/route.js';
import { words } from '../../lib/words.js';
import { knownUntil } from '../../state/known-until.js';
import type { LiveState } from '../../state/live-state.js';
import { VERDICTS, type Verdict } from '../../lib/verdicts.js';
import { type RoomReadiness, type SeatReadiness, roomReadiness } from '../../state/readiness.js';
import { messagePage } from '../message-page.js';
import { readyPageStyles } from './ready-page.styles.js';
import '../../components/ready-seat/ready-seat.js';
import '../../components/top-bar/top-bar.js';

/** Before an exam: whether each seat of a room is ready, what is in the way and what to do. */
@customElement('invigil-ready-page')
export class ReadyPage extends LitElement {
  static override styles = [baseStyles, roomLinksStyles, readyPageStyles];

  /** Null: the first room that there is. */
  @property({ attribute: false }) room: string | null = null;
  /** Whether who looks may open a machine's own page. */
  @property({ attribute: false }) tendsMachines = false;

  @state() private shown: Verdict | 'all' = 'all';

  private readonly live = new LiveController(this);
  protected readonly tick = new TickController(this);
  private readonly machines = new MachinesController(this, this.live);

  protected override render(): TemplateResult | undefined {
    const { services, state } = this.live;
    if (services === undefined || state === undefined) return undefined;
    if (state.snapshots === 0) return messagePage(words.product, words.connecting);
    const room = this.room === null ? state.rooms[0] : state.rooms.find((each) => each.room === this.room);
    if (room === undefined)
      return messagePage(words.product, state.rooms.length === 0 ? words.noRooms : words.unknownRoom);
    this.machines.show(room.room);
    // Once the hub or its database is lost nothing is known of now: what stands here stays as it was.
    return this.renderRoom(room, state, knownUntil(state) ?? services.clock() + state.hubAheadMs);
  }

  private renderRoom(room: RoomView, state: LiveState, now: number): TemplateResult {
    const seats = [...state.seats.values()].filter((seat) => seat.room === room.room);
    const board = roomReadiness(room, seats, this.machines.list, now);
    document.title = `${readyWords.title} · ${room.name} · ${words.product}`;
    return html`
      <invigil-top-bar>
        <h1>${readyWords.title} <span class="quiet">${room.name}</span></h1>
        ${roomLinks('ready', state.rooms, room.room)}
      </invigil-top-bar>
      <main class=${knownUntil(state) === null ? '' : 'stale'}>
        ${renderOld(state, now)}
        <p class="printed figures">${readyWords.printedAt(now)}</p>
        ${board.verdict === null ? html`<p class="quiet" role="status">${readyWords.noSeats}</p>` : this.renderBoard(board, board.verdict)}
      </main>
    `;
  }

  private renderBoard(board: RoomReadiness, verdict: Verdict): TemplateResult {
    const shown = board.seats.filter((seat) => this.shown === 'all' || seat.verdict === this.shown);
    return html`
      <section class="panel whole" data-verdict=${verdict} aria-labelledby="whole">
        <div role="status">
          <h2 id="whole">${verdictMark(verdict)} ${readyWords.roomVerdict[verdict]}</h2>
        </div>
        <p class="figures">
          ${readyWords.seats(board.seats.length)}:
          ${VERDICTS.map((each) => readyWords.count(readyWords.verdict[each], board.counts[each])).join(', ')}
        </p>
      </section>
      ${this.renderMachinesState()}
      <div class="tools">
        <div role="group" aria-label=${readyWords.filter}>
          ${this.renderFilter('all', readyWords.all, board.seats.length)}
          ${VERDICTS.map((each) => this.renderFilter(each, readyWords.verdict[each], board.counts[each]))}
        </div>
        <button class="print" @click=${() => globalThis.print()}>${readyWords.print}</button>
      </div>
      <section class="panel board" aria-label=${words.seatMap}>
        ${shown.length === 0 ? html`<p class="quiet none" role="status">${readyWords.noneOfThese}</p>` : nothing}
        ${repeat(
          shown,
          ({ facts }) => facts.seat.seat,
          (seat) =>
            html`<invigil-ready-seat .readiness=${seat} .href=${this.hrefOf(seat)}></invigil-ready-seat>`,
        )}
      </section>
    `;
  }

  private renderMachinesState(): TemplateResult | typeof nothing {
    if (this.machines.failed)
      return html`<p class="fault" role="alert">
        ${readyWords.failed} <button @click=${() => this.machines.load()}>${readyWords.again}</button>
      </p>`;
    return this.machines.list === null
      ? html`<p class="quiet" role="status">${readyWords.loading}</p>`
      : nothing;
  }

  private renderFilter(verdict: Verdict | 'all', text: string, count: number): TemplateResult {
    return html`<button
      class="filter figures"
      aria-pressed=${verdict === this.shown}
      @click=${() => (this.shown = verdict)}
    >
      ${verdict === 'all' ? nothing : verdictMark(verdict)} ${readyWords.count(text, count)}
    </button>`;
  }

  private hrefOf({ facts: { seat } }: SeatReadiness): string | null {
    return this.tendsMachines ? pathOf('device', seat) : null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-ready-page': ReadyPage;
  }
}

/** Why this is not of now, for who prints it too. */
function renderOld({ connection, storeAwaySince }: LiveState, now: number): TemplateResult | typeof nothing {
  if (connection.status === 'lost') return html`<p class="fault" role="alert">${readyWords.lost(now)}</p>`;
  return storeAwaySince === null ? nothing : html`<p class="fault">${storeWords.asOf(timeOfDay(now))}</p>`;
}
