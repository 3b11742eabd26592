import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { RoomView, SeatView } from '@invigil/contract';
import { baseStyles } from '../../components/base.styles.js';
import { KeyController, type KeyHandlers } from '../../components/key-controller.js';
import { LiveController } from '../../components/live-controller.js';
import type { QueueDesk } from '../../components/queue-desk/queue-desk.js';
import { roomLinks, roomLinksStyles } from '../../components/room-links.js';
import type { RoomMap } from '../../components/room-map/room-map.js';
import { TickController } from '../../components/tick-controller.js';
import { timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { knownUntil } from '../../state/known-until.js';
import { incidentQueue, seatsWithOpen } from '../../state/incident-queue.js';
import type { LiveState } from '../../state/live-state.js';
import { roomCounts } from '../../state/seat-level.js';
import { messagePage } from '../message-page.js';
import { roomPageStyles } from './room-page.styles.js';
import '../../components/room-map/room-map.js';
import '../../components/queue-desk/queue-desk.js';
import '../../components/top-bar/top-bar.js';

/** A room: what asks for a look, and the seats as they stand. */
@customElement('invigil-room-page')
export class RoomPage extends LitElement {
  static override styles = [baseStyles, roomLinksStyles, roomPageStyles];

  /** Null: the first room that there is. */
  @property({ attribute: false }) room: string | null = null;
  /** The seat whose page was left for this one: it gets the focus. */
  @property({ attribute: false }) cameFrom: string | null = null;

  /** Whether who is signed in may judge. */
  @property({ attribute: false }) canJudge = false;
  /** Whether who is signed in may arrange the seats. */
  @property({ attribute: false }) canArrange = false;

  @query('invigil-room-map') private readonly map!: RoomMap | null;
  @query('invigil-queue-desk') private readonly desk!: QueueDesk | null;

  private readonly live = new LiveController(this);
  protected readonly tick = new TickController(this);
  private readonly keys = new KeyController(this, this.live, () => this.keyHandlers());
  #focused = false;

  protected override render(): TemplateResult | undefined {
    const { services, state } = this.live;
    if (services === undefined || state === undefined) return undefined;
    if (state.snapshots === 0) return messagePage(words.product, words.connecting);
    const room = this.room === null ? state.rooms[0] : state.rooms.find((each) => each.room === this.room);
    if (room === undefined)
      return messagePage(words.product, state.rooms.length === 0 ? words.noRooms : words.unknownRoom);
    return this.renderRoom(room, state, services.clock() + state.hubAheadMs);
  }

  protected override updated(): void {
    if (this.#focused || this.map === null) return;
    this.#focused = true;
    if (this.cameFrom !== null) void this.map.focusSeat(this.cameFrom);
  }

  private keyHandlers(): KeyHandlers | null {
    const ofQueue = this.desk === null ? {} : this.desk.keys();
    return ofQueue === null ? null : { ...ofQueue, ...this.map?.keys() };
  }

  private renderRoom(room: RoomView, state: LiveState, now: number): TemplateResult {
    const seats = [...state.seats.values()].filter((seat) => seat.room === room.room);
    const queue = incidentQueue(state.incidents.values(), room.room);
    document.title = `${queue.open.length > 0 ? `(${queue.open.length}) ` : ''}${room.name} · ${words.product}`;
    return html`
      <invigil-top-bar>
        <h1 class=${state.rooms.length > 1 ? 'said-only' : ''}>${room.name}</h1>
        <time class="quiet figures">${timeOfDay(now)}</time>
        ${roomLinks('room', state.rooms, room.room)}
        <span slot="facts">${renderCounts(seats)}</span>
      </invigil-top-bar>
      <main class=${knownUntil(state) === null ? '' : 'stale'}>
        <section class="panel queue" aria-label=${words.queue}>
          <invigil-queue-desk
            .room=${room.room}
            .queue=${queue}
            .seats=${state.seats}
            .perSeatHour=${room.itemsPerSeatHour ?? null}
            .now=${now}
            .canJudge=${this.canJudge}
          ></invigil-queue-desk>
        </section>
        <section class="map" aria-label=${words.seatMap}>
          <invigil-room-map
            .room=${room}
            .seats=${seats}
            .open=${seatsWithOpen(state.incidents.values(), room.room)}
            .now=${knownUntil(state) ?? now}
            .canArrange=${this.canArrange}
          ></invigil-room-map>
        </section>
      </main>
      ${this.keys.render()}
    `;
  }
}

function renderCounts(seats: readonly SeatView[]): TemplateResult {
  const { watched, unwatched, blind, empty } = roomCounts(seats);
  return html`<span>${words.counts(watched, words.watched)}</span>
    ${unwatched === 0 ? nothing : html`<span>${words.counts(unwatched, words.unwatched)}</span>`}
    <span class=${blind > 0 ? 'blind' : 'quiet'}>${words.counts(blind, words.blind)}</span>
    <span class="quiet">${words.counts(empty, words.empty)}</span>`;
}
