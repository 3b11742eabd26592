import { seatKey, type Incident, type SeatNote } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { strikeNote, writeNote } from '../../api/seat-api.js';
import { refusalOf } from '../../lib/errors.js';
import { seatWords } from '../../lib/seat-words.js';
import { timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { whatWasSeen } from '../../state/happening.js';
import { baseStyles } from '../base.styles.js';
import { fieldStyles } from '../field.styles.js';
import { LiveController } from '../live-controller.js';
import { seatNotesStyles } from './seat-notes.styles.js';

/** Notes on a seat and its incidents: read, write, and strike one's own through. */
@customElement('invigil-seat-notes')
export class SeatNotes extends LitElement {
  static override styles = [baseStyles, fieldStyles, seatNotesStyles];

  @property({ attribute: false }) place = { room: '', seat: '' };
  /** Newest first. */
  @property({ attribute: false }) notes: readonly SeatNote[] = [];
  @property({ attribute: false }) incidents: readonly Incident[] = [];
  /** Name of who is signed in; null: not known. */
  @property({ attribute: false }) viewer: string | null = null;
  @property({ attribute: false }) canWrite = false;

  /** The note that is about to be struck through. */
  @state() private striking: string | null = null;
  @state() private fault: string | null = null;
  @query('textarea') private readonly field!: HTMLTextAreaElement | null;
  @query('select') private readonly about!: HTMLSelectElement | null;
  @query('.why input') private readonly why!: HTMLInputElement | null;

  private readonly live = new LiveController(this);

  protected override render(): TemplateResult {
    return html`
      ${this.canWrite ? this.renderForm() : nothing}
      ${this.fault === null ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
      ${
        this.notes.length === 0
          ? html`<p class="quiet">${seatWords.noNotes}</p>`
          : html`<ul role="list">
              ${repeat(
                this.notes,
                ({ id }) => id,
                (note) => this.renderNote(note),
              )}
            </ul>`
      }
    `;
  }

  private renderForm(): TemplateResult {
    return html`<form @submit=${this.onWrite}>
      <label>${seatWords.newNote}<textarea rows="2" maxlength="1000"></textarea></label>
      <div class="acts">
        <label
          >${seatWords.noteOn}
          <select>
            <option value="">${seatWords.theSeat}</option>
            ${this.incidents.map((one) => html`<option value=${one.id}>${this.nameOf(one)}</option>`)}
          </select></label
        >
        <button>${seatWords.writeNote}</button>
      </div>
    </form>`;
  }

  private renderNote(note: SeatNote): TemplateResult {
    const incident = this.incidents.find(({ id }) => id === note.incident);
    const mayStrike = note.struck === null && note.by === this.viewer;
    return html`<li>
      <p class="text">${note.struck === null ? note.words : html`<s>${note.words}</s>`}</p>
      <p class="quiet">
        ${seatWords.by(note.by, timeOfDay(note.at))}${note.incident === null ? nothing : html` · <a href="#${note.incident}">${incident === undefined ? note.incident : this.nameOf(incident)}</a>`}
      </p>
      ${note.struck === null ? nothing : html`<p class="quiet">${seatWords.struck(timeOfDay(note.struck.at), note.struck.reason)}</p>`}
      ${this.striking === note.id ? this.renderStrike(note) : nothing}
      ${
        mayStrike && this.striking !== note.id
          ? html`<button
              class="strike"
              aria-label=${seatWords.strikeNote(note.words)}
              @click=${() => this.askWhy(note)}
            >
              ${seatWords.strike}
            </button>`
          : nothing
      }
    </li>`;
  }

  private renderStrike(note: SeatNote): TemplateResult {
    return html`<form class="why" @submit=${(event: Event) => this.onStrike(event, note)}>
      <label>${seatWords.strikeReason}<input minlength="3" maxlength="200" required /></label>
      <button>${seatWords.strike}</button>
      <button type="button" @click=${() => (this.striking = null)}>${seatWords.cancel}</button>
    </form>`;
  }

  private nameOf({ signals, startedAt }: Incident): string {
    return `${timeOfDay(startedAt)} ${words.sentence(whatWasSeen(signals))}`;
  }

  private async askWhy(note: SeatNote): Promise<void> {
    this.striking = note.id;
    await this.updateComplete;
    this.why?.focus();
  }

  private readonly onWrite = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { about, field } = this;
    const text = field?.value.trim() ?? '';
    if (field === null || text === '') {
      this.fault = seatWords.noteEmpty;
      field?.focus();
      return;
    }
    const incident = about?.value === '' ? undefined : about?.value;
    if (await this.keep((hub) => writeNote(hub, this.place, text, incident))) field.value = '';
  };

  private async onStrike(event: Event, note: SeatNote): Promise<void> {
    event.preventDefault();
    const reason = this.why?.value.trim() ?? '';
    if (reason.length < 3) return;
    if (await this.keep((hub) => strikeNote(hub, this.place, note.id, reason))) this.striking = null;
  }

  /** Does it, shows it, or says why not. */
  private async keep(act: (hub: Parameters<typeof writeNote>[0]) => Promise<SeatNote>): Promise<boolean> {
    const { services } = this.live;
    if (services === undefined) return false;
    try {
      const note = await act(services.hub);
      services.store.dispatch({ type: 'said', key: seatKey(this.place), note });
      this.fault = null;
      return true;
    } catch (err) {
      const why = refusalOf(err);
      this.fault = why === null ? seatWords.noteFailed : seatWords.noteRefused(why);
      return false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-seat-notes': SeatNotes;
  }
}
