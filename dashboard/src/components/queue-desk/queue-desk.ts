import { type Incident, MAX_BATCH_JUDGEMENTS, type SeatView, seatKey } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { queueWords } from '../../lib/queue-words.js';
import { pathOfIncident } from '../../lib/route.js';
import type { IncidentQueue } from '../../state/incident-queue.js';
import {
  NOTHING_CHOSEN,
  type Selection,
  chosenOf,
  mayBeChosen,
  reached,
  toggled,
  withAll,
} from '../../state/selection.js';
import { baseStyles } from '../base.styles.js';
import type { BulkOutcome } from '../bulk-dialog/bulk-dialog.js';
import type { ChooseAsked, IncidentQueueList, JudgeAsked } from '../incident-queue/incident-queue.js';
import { JudgeController } from '../judge-controller.js';
import type { JudgedDetail } from '../judge-dialog/judge-dialog.js';
import type { KeyHandlers } from '../key-controller.js';
import { LiveController } from '../live-controller.js';
import { queueDeskStyles } from './queue-desk.styles.js';
import '../choose-bar/choose-bar.js';
import '../incident-queue/incident-queue.js';

/** The queue of a room with all that is done in it: looking, judging one or several, searching; and what its keys do. */
@customElement('invigil-queue-desk')
export class QueueDesk extends LitElement {
  static override styles = [baseStyles, queueDeskStyles];

  @property({ attribute: false }) room = '';
  @property({ attribute: false }) queue: IncidentQueue | null = null;
  @property({ attribute: false }) seats: ReadonlyMap<string, SeatView> = new Map();
  /** Items that the budget allows for each watched seat and hour; null from a hub that tells none. */
  @property({ attribute: false }) perSeatHour: number | null = null;
  /** The hub's time, in ms. */
  @property({ attribute: false }) now = 0;
  /** Whether who is signed in may judge. */
  @property({ attribute: false }) canJudge = false;

  /** Null: nobody is choosing. */
  @state() private selection: Selection | null = null;
  @state() private bulk: { incidents: readonly Incident[]; outcome: BulkOutcome } | null = null;
  @state() private searching = false;

  @query('invigil-incident-queue') private readonly list!: IncidentQueueList | null;

  private readonly live = new LiveController(this);
  private readonly judge = new JudgeController(this, this.live, () => void this.goOn());
  /** Where in the queue the incident was that is being judged. */
  #place = 0;

  /** What the page's keys do here. */
  keys(): KeyHandlers {
    return {
      next: () => this.list?.step(1),
      previous: () => this.list?.step(-1),
      open: () => this.openFocused(),
      search: () => void this.openSearch(),
      ...(this.canJudge && {
        acknowledge: () => this.acknowledgeFocused(),
        judge: (key) => this.judgeByKey(key),
        undo: () => this.judge.undo(),
        choose: () => this.chooseFocused(false),
        'choose-to': () => this.chooseFocused(true),
        leave: () => this.endChoosing(),
      }),
    };
  }

  protected override render(): TemplateResult | typeof nothing {
    const { queue, selection } = this;
    if (queue === null) return nothing;
    return html`<invigil-incident-queue
        .queue=${queue}
        .seats=${this.seats}
        .perSeatHour=${this.perSeatHour}
        .now=${this.now}
        .canJudge=${this.canJudge}
        .user=${this.live.services?.personal.user ?? null}
        .selection=${selection}
        @invigil-judge=${({ detail }: CustomEvent<JudgeAsked>) => this.ask(detail)}
        @invigil-acknowledge=${({ detail }: CustomEvent<Incident>) => this.judge.acknowledge(detail)}
        @invigil-choose=${({ detail }: CustomEvent<ChooseAsked>) => this.choose(detail)}
        @invigil-choose-all=${({ detail }: CustomEvent<string[]>) => this.chooseAll(detail)}
      >
        <span slot="tools" class="tools">${this.renderTools()}</span>
        ${selection === null ? nothing : this.renderBar(selection)}
      </invigil-incident-queue>
      ${this.judge.render()} ${this.renderBulk()}
      ${
        this.searching
          ? html`<invigil-search-dialog
              .room=${this.room}
              @invigil-close=${() => (this.searching = false)}
            ></invigil-search-dialog>`
          : nothing
      }`;
  }

  private renderTools(): TemplateResult {
    const isChoosing = this.selection !== null;
    return html`<button aria-label=${queueWords.search} title=${queueWords.search} @click=${this.openSearch}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <circle cx="7" cy="7" r="4.5" />
          <path d="m10.5 10.5 4 4" />
        </svg>
      </button>
      ${
        this.canJudge
          ? html`<button
              aria-label=${queueWords.chooseSeveral}
              title=${queueWords.chooseSeveral}
              aria-pressed=${isChoosing}
              @click=${() => (this.selection = isChoosing ? null : NOTHING_CHOSEN)}
            >
              <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path d="m1.5 4 1.5 1.5L6 2.5M1.5 12 3 13.5l3-3M8.5 4h6M8.5 12h6" />
              </svg>
            </button>`
          : nothing
      }`;
  }

  private renderBar(selection: Selection): TemplateResult {
    return html`<invigil-choose-bar
      .count=${this.chosen(selection).length}
      .seat=${this.seatOfLast(selection)}
      @invigil-clear=${() => this.openBulk('cleared')}
      @invigil-note=${() => this.openBulk('noted')}
      @invigil-choose-seat=${() => this.chooseAll(this.ofLastSeat(selection).map(({ id }) => id))}
      @invigil-end=${() => (this.selection = null)}
    ></invigil-choose-bar>`;
  }

  private renderBulk(): TemplateResult | typeof nothing {
    const { bulk } = this;
    if (bulk === null) return nothing;
    return html`<invigil-bulk-dialog
      .incidents=${bulk.incidents}
      .outcome=${bulk.outcome}
      @invigil-judged=${({ detail }: CustomEvent<JudgedDetail>) => {
        this.selection = null;
        void this.judge.tell(detail);
      }}
      @invigil-close=${() => (this.bulk = null)}
    ></invigil-bulk-dialog>`;
  }

  /** Everything that is drawn here and may be judged together. */
  private choosable(): Incident[] {
    const { queue } = this;
    if (queue === null) return [];
    return [...queue.open, ...queue.taken, ...queue.ended, ...queue.second, ...queue.held].filter(
      mayBeChosen,
    );
  }

  private chosen(selection: Selection): Incident[] {
    return chosenOf(selection, this.choosable());
  }

  private ofLastSeat({ anchor }: Selection): Incident[] {
    const all = this.choosable();
    const last = all.find(({ id }) => id === anchor);
    return last === undefined ? [] : all.filter((one) => seatKey(one) === seatKey(last));
  }

  private seatOfLast(selection: Selection): { label: string; count: number } | null {
    const ofSeat = this.ofLastSeat(selection);
    const [first] = ofSeat;
    const areChosen = ofSeat.every(({ id }) => selection.ids.has(id));
    if (first === undefined || areChosen) return null;
    return { label: this.seats.get(seatKey(first))?.label ?? first.seat, count: ofSeat.length };
  }

  private choose({ id, range }: ChooseAsked): void {
    const before = this.selection ?? NOTHING_CHOSEN;
    this.selection = range ? reached(before, this.list?.order() ?? [], id) : toggled(before, id);
  }

  private chooseAll(ids: readonly string[]): void {
    this.selection = withAll(this.selection ?? NOTHING_CHOSEN, ids);
  }

  private chooseFocused(range: boolean): void {
    const incident = this.list?.focused;
    if (incident !== undefined && mayBeChosen(incident)) this.choose({ id: incident.id, range });
  }

  private endChoosing(): void {
    this.selection = null;
  }

  private ask({ incident, outcome }: JudgeAsked): void {
    this.#place = this.list?.placeOf(incident.id) ?? 0;
    this.judge.ask(incident, outcome);
  }

  /** The number of an outcome judges the item with the focus; while several are chosen, all of them. */
  private judgeByKey(key: string): void {
    const { selection } = this;
    if (selection !== null && this.chosen(selection).length > 0) {
      if (key === '1') void this.openBulk('cleared');
      else if (key === '2') void this.openBulk('noted');
      else this.judge.say(queueWords.oneByOne);
      return;
    }
    const incident = this.list?.focused;
    this.#place = incident === undefined ? 0 : (this.list?.placeOf(incident.id) ?? 0);
    this.judge.key(key, incident);
  }

  private acknowledgeFocused(): void {
    const incident = this.list?.focused;
    if (incident !== undefined) void this.judge.acknowledge(incident);
  }

  private openFocused(): void {
    const incident = this.list?.focused;
    if (incident !== undefined) this.live.services?.go(pathOfIncident(incident));
  }

  private async openBulk(outcome: BulkOutcome): Promise<void> {
    const incidents = this.chosen(this.selection ?? NOTHING_CHOSEN).slice(0, MAX_BATCH_JUDGEMENTS);
    if (incidents.length === 0) return;
    this.#place = 0;
    await import('../bulk-dialog/bulk-dialog.js');
    this.bulk = { incidents, outcome };
  }

  private readonly openSearch = async (): Promise<void> => {
    await import('../search-dialog/search-dialog.js');
    this.searching = true;
  };

  /** What was judged leaves its place, and what follows there is next. */
  private async goOn(): Promise<void> {
    await this.list?.updateComplete;
    this.list?.focusAt(this.#place);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-queue-desk': QueueDesk;
  }
}
