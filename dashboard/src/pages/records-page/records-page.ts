import { SessionFilter, type SessionLine } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { type SessionsAsked, recordUrls, recordsApi } from '../../api/records-api.js';
import { baseStyles } from '../../components/base.styles.js';
import { fieldStyles } from '../../components/field.styles.js';
import { listPageStyles } from '../../components/list-page.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { wideTable } from '../../components/wide-table.js';
import { percent } from '../../lib/numbers.js';
import { recordsWords } from '../../lib/records-words.js';
import { pathOf } from '../../lib/route.js';
import { dayAndTime } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { recordStyles } from './records-page.styles.js';
import '../../components/top-bar/top-bar.js';

const COUNTING_MS = 2000;
/** As many as the hub gives in one answer. */
const MOST_AT_ONCE = 200;

/** The sessions that are kept, those that began last first, page by page. */
@customElement('invigil-records-page')
export class RecordsPage extends LitElement {
  static override styles = [baseStyles, fieldStyles, listPageStyles, recordStyles];

  @state() private sessions: readonly SessionLine[] = [];
  /** Where earlier ones begin; null: there are none. */
  @state() private next: string | null = null;
  @state() private step: 'loading' | 'there' | 'failed' = 'loading';
  /** What is asked for. */
  @state() private asked: SessionsAsked = {};
  @query('[name=room]') private readonly room!: HTMLSelectElement | null;
  @query('[name=from]') private readonly from!: HTMLInputElement | null;
  @query('[name=to]') private readonly to!: HTMLInputElement | null;
  @query('[name=state]') private readonly filter!: HTMLSelectElement | null;
  @query('form') private readonly form!: HTMLFormElement | null;

  private readonly live = new LiveController(this);
  #loads = 0;
  #again: ReturnType<typeof setTimeout> | undefined;

  protected override firstUpdated(): void {
    document.title = `${recordsWords.records} · ${words.product}`;
    void this.load();
  }

  protected override render(): TemplateResult {
    const rooms = [...(this.live.state?.rooms.values() ?? [])];
    return html`
      <invigil-top-bar .live=${false}><h1>${recordsWords.records}</h1></invigil-top-bar>
      <main>
        <p class="quiet">${recordsWords.notes}</p>
        <form @submit=${this.onSubmit}>
          <label
            ><span class="quiet">${recordsWords.room}</span>
            <select name="room">
              <option value="">${recordsWords.allRooms}</option>
              ${rooms.map(({ name, room }) => html`<option value=${room}>${name}</option>`)}
            </select></label
          >
          <label
            ><span class="quiet">${recordsWords.from}</span> <input name="from" type="datetime-local"
          /></label>
          <label
            ><span class="quiet">${recordsWords.to}</span> <input name="to" type="datetime-local"
          /></label>
          <label
            ><span class="quiet">${recordsWords.state}</span>
            <select name="state">
              <option value="">${recordsWords.anyState}</option>
              ${SessionFilter.options.map((one) => html`<option value=${one}>${recordsWords.states[one]}</option>`)}
            </select></label
          >
          <button>${recordsWords.show}</button>
        </form>
        <nav>
          <a href=${recordUrls.sessionTable(this.asked)} download>${recordsWords.sessionsCsv}</a>
          <a href=${recordUrls.incidentTable(this.asked)} download>${recordsWords.incidentsCsv}</a>
        </nav>
        ${this.sessions.length === 0 ? nothing : this.renderTable()}
        <p class="state" role="status">${this.renderState()}</p>
        ${
          this.next === null || this.step === 'loading'
            ? nothing
            : html`<button class="more" @click=${() => this.load(this.next)}>${recordsWords.more}</button>`
        }
      </main>
    `;
  }

  private renderState(): TemplateResult | string | typeof nothing {
    if (this.step === 'loading') return recordsWords.loading;
    if (this.step === 'failed')
      return html`${recordsWords.listFailed}
        <button @click=${() => this.load(this.next)}>${recordsWords.again}</button>`;
    if (this.sessions.length > 0) return nothing;
    if (Object.keys(this.asked).length === 0) return recordsWords.none;
    return html`${recordsWords.noneAsAsked}
      <button @click=${this.onShowAll}>${recordsWords.showAll}</button>`;
  }

  private renderTable(): TemplateResult {
    const { began, ended, incidents, recordColumn, seat, session, watched } = recordsWords;
    const columns = [session, seat, began, ended, watched, incidents, recordColumn];
    return wideTable(recordsWords.records, columns, this.sessions.map(renderLine), 'panel wide');
  }

  /** Loads the first page of what is asked for, or the one that begins there. */
  private async load(after: string | null = null): Promise<void> {
    this.#loads += 1;
    const load = this.#loads;
    this.step = 'loading';
    if (after === null) this.sessions = [];
    const hub = this.live.services?.hub;
    if (hub === undefined) return;
    try {
      const page = await recordsApi.sessions(hub, { ...this.asked, ...(after !== null && { after }) });
      if (load !== this.#loads) return;
      this.sessions = [...this.sessions, ...page.sessions];
      this.next = page.next;
      this.step = 'there';
      this.askAgain();
    } catch {
      if (load === this.#loads) this.step = 'failed';
    }
  }

  /** What is being counted is there in a moment: its lines are asked for again, and no other moves. */
  private askAgain(): void {
    clearTimeout(this.#again);
    if (!this.isConnected || !this.sessions.some(({ counting }) => counting === true)) return;
    this.#again = setTimeout(() => void this.refresh(), COUNTING_MS);
  }

  private async refresh(): Promise<void> {
    const hub = this.live.services?.hub;
    const load = this.#loads;
    if (hub === undefined) return;
    // A list that can't be had now is asked for again; what is shown stays.
    const page = await recordsApi.sessions(hub, { ...this.asked, limit: MOST_AT_ONCE }).catch(() => null);
    if (load !== this.#loads) return;
    this.sessions = this.sessions.map((line) => page?.sessions.find((one) => isSame(one, line)) ?? line);
    this.askAgain();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#again);
  }

  private readonly onShowAll = (): void => {
    this.form?.reset();
    this.asked = {};
    void this.load();
  };

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const room = this.room?.value ?? '';
    const [from, to] = [this.from, this.to].map((field) => new Date(field?.value ?? '').getTime());
    const chosen = SessionFilter.safeParse(this.filter?.value).data;
    this.asked = {
      ...(room !== '' && { room }),
      ...(from !== undefined && !Number.isNaN(from) && { from }),
      ...(to !== undefined && !Number.isNaN(to) && { to }),
      ...(chosen !== undefined && { state: chosen }),
    };
    void this.load();
  };
}

function isSame(a: SessionLine, b: SessionLine): boolean {
  return a.room === b.room && a.seat === b.seat && a.session === b.session;
}

/** Why there is no figure, where there is none yet. */
function waitWords({ counting, running }: SessionLine): string | null {
  if (counting === true) return recordsWords.counting;
  return running ? recordsWords.whenOver : null;
}

function watchedWords(line: SessionLine): string {
  if (line.watched !== null) return percent(line.watched);
  return waitWords(line) ?? (line.complete === null ? recordsWords.notProved : recordsWords.nothingToWatch);
}

function recordWords(line: SessionLine): string {
  if (line.complete !== null) return line.complete ? recordsWords.complete : recordsWords.incomplete;
  return waitWords(line) ?? recordsWords.noCertificate;
}

function renderLine(line: SessionLine): TemplateResult {
  const { from, hold, incidents, room, running, seat, session, to } = line;
  const counts = [
    ...(incidents.open > 0 ? [html`<b>${recordsWords.toJudge(incidents.open)}</b>`] : []),
    ...(incidents.judged > 0 ? [recordsWords.judgedCount(incidents.judged)] : []),
  ];
  return html`<tr>
    <td><a href=${pathOf('record', { room, seat, session })}>${session}</a></td>
    <td>${room}/${seat}</td>
    <td class="figures"><time datetime=${new Date(from).toISOString()}>${dayAndTime(from)}</time></td>
    <td class="figures">
      ${running ? recordsWords.running : html`<time datetime=${new Date(to).toISOString()}>${dayAndTime(to)}</time>`}
    </td>
    <td class="figures">${watchedWords(line)}</td>
    <td class="figures">
      ${counts.length === 0 ? html`<span class="quiet">${recordsWords.noIncidents}</span>` : counts.map((one, i) => html`${i > 0 ? ', ' : ''}${one}`)}
    </td>
    <td>${recordWords(line)}${hold === null ? nothing : html`, <b>${recordsWords.held}</b>`}</td>
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-records-page': RecordsPage;
  }
}
