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
import type { JudgedDetail } from '../../state/just-judged.js';
import { baseStyles } from '../base.styles.js';
import type { BulkOutcome } from '../bulk-dialog/bulk-dialog.js';
import type { ChooseBar } from '../choose-bar/choose-bar.js';
import type { ChooseAsked, IncidentQueueList, JudgeAsked } from '../incident-queue/incident-queue.js';
import { JudgeController } from '../judge-controller.js';
import type { KeyHandlers } from '../key-controller.js';
import { LiveController } from '../live-controller.js';
import { SearchController } from '../search-controller.js';
import { queueTools } from './queue-tools.js';
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

  @query('invigil-incident-queue') private readonly list!: IncidentQueueList | null;
  @query('invigil-choose-bar') private readonly bar!: ChooseBar | null;

  private readonly live = new LiveController(this);
  private readonly judge = new JudgeController(this, this.live, (isJudged) => void this.goOn(isJudged));
  private readonly search = new SearchController(this, {
    room: () => this.room,
    onFailed: () => this.judge.say(queueWords.notLoaded),
  });
  /** The incident that is being judged, and what stands below it. */
  #from: readonly string[] = [];

  /** What the page's keys do here; null: a dialog lies over the queue. */
  keys(): KeyHandlers | null {
    if (this.judge.isOpen || this.bulk !== null || this.search.isOpen) return null;
    return {
      next: () => this.list?.step(1),
      previous: () => this.list?.step(-1),
      open: () => this.openFocused(),
      search: () => void this.search.open(),
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
        <span slot="tools" class="tools"
          >${queueTools({
            search: () => void this.search.open(),
            isChoosing: selection !== null,
            choose: this.canJudge
              ? () => (this.selection = selection === null ? NOTHING_CHOSEN : null)
              : null,
          })}</span
        >
        ${selection === null ? nothing : this.renderBar(selection)}
      </invigil-incident-queue>
      ${this.judge.render()} ${this.renderBulk()} ${this.search.render()}`;
  }

  private renderBar(selection: Selection): TemplateResult {
    return html`<invigil-choose-bar
      .count=${this.chosen(selection).length}
      .seat=${this.seatOfLast(selection)}
      @invigil-clear=${() => this.openBulk('cleared')}
      @invigil-note=${() => this.openBulk('noted')}
      @invigil-choose-seat=${() => this.chooseSeat(selection)}
      @invigil-end=${() => this.endChoosing()}
    ></invigil-choose-bar>`;
  }

  private renderBulk(): TemplateResult | typeof nothing {
    const { bulk } = this;
    if (bulk === null) return nothing;
    return html`<invigil-bulk-dialog
      .incidents=${bulk.incidents}
      .outcome=${bulk.outcome}
      @invigil-judged=${({ detail }: CustomEvent<JudgedDetail>) => this.tellBulk(detail, bulk.incidents)}
      @invigil-close=${() => this.closeBulk()}
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

  private chooseSeat(selection: Selection): void {
    const ids = this.ofLastSeat(selection).map(({ id }) => id);
    this.chooseAll(ids);
    void this.keepFocus(ids);
  }

  private endChoosing(): void {
    const anchor = this.selection?.anchor ?? null;
    this.selection = null;
    void this.keepFocus(anchor === null ? [] : [anchor]);
  }

  /** A button of the bar that was pressed may be gone: the focus goes to the first of these that is drawn. */
  private async keepFocus(ids: readonly string[]): Promise<void> {
    if (this.shadowRoot?.activeElement === null) return;
    await this.updateComplete;
    await this.list?.updateComplete;
    await this.bar?.updateComplete;
    if (this.hasNoFocus()) await this.list?.focusFirst(ids);
  }

  private hasNoFocus(): boolean {
    const at = this.shadowRoot?.activeElement ?? null;
    return at === null || (at.shadowRoot !== null && at.shadowRoot.activeElement === null);
  }

  private ask({ incident, outcome }: JudgeAsked): void {
    this.#from = this.list?.from(incident.id) ?? [];
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
    if (incident === undefined) return;
    this.#from = this.list?.from(incident.id) ?? [];
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
    const [first] = incidents;
    if (first === undefined) return;
    this.#from = this.list?.from(first.id) ?? [];
    if (await this.load(() => import('../bulk-dialog/bulk-dialog.js'))) this.bulk = { incidents, outcome };
  }

  /** More may be chosen than one request takes: the rest stays chosen. */
  private tellBulk(detail: JudgedDetail, asked: readonly Incident[]): void {
    const done = new Set(asked.map(({ id }) => id));
    const ids = new Set([...(this.selection?.ids ?? [])].filter((id) => !done.has(id)));
    this.selection = ids.size === 0 ? null : { ids, anchor: null };
    this.judge.tell(detail);
  }

  private closeBulk(): void {
    const isJudged = this.selection === null;
    this.bulk = null;
    void this.goOn(isJudged);
  }

  /** Loads a part of the page that is not needed at first. */
  private async load(part: () => Promise<unknown>): Promise<boolean> {
    try {
      await part();
      return true;
    } catch {
      this.judge.say(queueWords.notLoaded);
      return false;
    }
  }

  /** What was judged leaves its place, and what stood below it is next; else the focus stays, where it still can. */
  private async goOn(isJudged: boolean): Promise<void> {
    await this.updateComplete;
    await this.list?.updateComplete;
    if (isJudged) await this.list?.focusFirst(this.#from.slice(1));
    else if (this.hasNoFocus()) await this.list?.focusFirst(this.#from);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-queue-desk': QueueDesk;
  }
}
