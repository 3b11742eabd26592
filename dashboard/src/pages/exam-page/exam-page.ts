import type { ExamDetail, RoomView, SeatView, Sitting, SittingPlace } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { examApi } from '../../api/exam-api.js';
import { baseStyles } from '../../components/base.styles.js';
import type { SeatChosen } from '../../components/exam-seats/exam-seats.js';
import { fieldStyles } from '../../components/field.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { RenewController } from '../../components/renew-controller.js';
import { tableStyles } from '../../components/table.styles.js';
import { DashboardError, refusalOf } from '../../lib/errors.js';
import { examWords } from '../../lib/exam-words.js';
import { pathOf } from '../../lib/route.js';
import { whyNot } from '../../lib/why-not.js';
import { words } from '../../lib/words.js';
import { candidateList } from './candidate-list.js';
import { examHead, otherSessions, type ExamAct } from './exam-head.js';
import { examPageStyles } from './exam-page.styles.js';
import '../../components/candidate-dialog/candidate-dialog.js';
import '../../components/exam-dialog/exam-dialog.js';
import '../../components/exam-seats/exam-seats.js';
import '../../components/top-bar/top-bar.js';

/** One exam: when and where, who sits where, and whether it is open. */
@customElement('invigil-exam-page')
export class ExamPage extends LitElement {
  static override styles = [baseStyles, tableStyles, fieldStyles, examPageStyles];

  @property({ attribute: false }) exam = '';
  /** Whether who looks may change it. */
  @property({ attribute: false }) may = false;

  @state() private detail: ExamDetail | 'loading' | 'failed' | 'unknown' = 'loading';
  @state() private dialog: 'exam' | 'new' | { id: string } | null = null;
  /** The candidate who is picked, and gets the seat that is pressed next. */
  @state() private picked: string | null = null;
  @state() private sought = '';
  /** Whose seat is being chosen from a list. */
  @state() private choosing: string | null = null;
  @state() private asked: ExamAct | null = null;
  @state() private said: { text: string; isFault: boolean } = { text: '', isFault: false };

  private readonly live = new LiveController(this);
  protected readonly renewal = new RenewController(this, () => this.renew());
  #busy = false;

  protected override firstUpdated(): void {
    document.title = `${this.exam} · ${examWords.title} · ${words.product}`;
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.picked = null;
    });
    void this.load();
  }

  protected override render(): TemplateResult {
    const { detail } = this;
    const name = typeof detail === 'string' ? this.exam : detail.name;
    return html`
      <invigil-top-bar><h1>${name}</h1></invigil-top-bar>
      <main>
        <p><a href=${pathOf('exams', {})}>${examWords.toList}</a></p>
        ${typeof detail === 'string' ? this.renderWaiting(detail) : this.renderExam(detail)}
      </main>
    `;
  }

  private renderWaiting(step: 'loading' | 'failed' | 'unknown'): TemplateResult {
    if (step === 'loading') return html`<p class="quiet" role="status">${examWords.loading}</p>`;
    if (step === 'unknown') return html`<p role="alert">${examWords.unknown}</p>`;
    return html`<p class="fault" role="alert">
      ${examWords.failed} <button @click=${() => this.load()}>${examWords.again}</button>
    </p>`;
  }

  private renderExam(exam: ExamDetail): TemplateResult {
    const { dialog, may } = this;
    const rooms = this.rooms(exam);
    const seats = this.seats(rooms);
    const sitting =
      typeof dialog === 'object' && dialog !== null
        ? (exam.sittings.find(({ id }) => id === dialog.id) ?? null)
        : dialog === 'new'
          ? 'new'
          : null;
    const picked = exam.sittings.find(({ id }) => id === this.picked);
    return html`
      ${examHead({ exam, rooms, may, asked: this.asked, press: (act) => this.press(act), change: () => (this.dialog = 'exam') })}
      ${exam.state === 'open' ? otherSessions(exam.exam, seats) : nothing}
      <p class=${this.said.isFault ? 'fault' : 'said'} role="status">${this.said.text}</p>
      <div class="columns">
        <section class="panel" aria-label=${examWords.candidates}>
          ${candidateList({
            exam,
            seats,
            rooms,
            may,
            picked: this.picked,
            sought: this.sought,
            choosing: this.choosing,
            choose: (id) => (this.choosing = id),
            seek: (text) => (this.sought = text),
            pick: (id) => (this.picked = this.picked === id ? null : id),
            seat: (id, place) => this.seat(id, place),
            edit: (id) => (this.dialog = { id }),
            add: () => (this.dialog = 'new'),
          })}
        </section>
        <section class="panel" aria-label=${examWords.seats}>
          ${may ? html`<p class="quiet">${picked === undefined ? examWords.notPicked : examWords.picked(picked.name)}</p>` : nothing}
          ${rooms.map(
            (room) =>
              html`<invigil-exam-seats
                .room=${room}
                .seats=${seats.filter((seat) => seat.room === room.room)}
                .sittings=${exam.sittings}
                .picked=${this.picked}
                .may=${may}
                @invigil-seat=${this.onSeat}
              ></invigil-exam-seats>`,
          )}
        </section>
      </div>
      <invigil-exam-dialog
        .exam=${dialog === 'exam' ? exam : null}
        @invigil-close=${this.onClose}
        @invigil-exam-done=${this.onChanged}
      ></invigil-exam-dialog>
      <invigil-candidate-dialog
        .exam=${exam.exam}
        .sitting=${sitting}
        @invigil-close=${this.onClose}
        @invigil-candidate-done=${this.onChanged}
      ></invigil-candidate-dialog>
    `;
  }

  private rooms(exam: ExamDetail): RoomView[] {
    return (this.live.state?.rooms ?? []).filter(({ room }) => exam.rooms.includes(room));
  }

  private seats(rooms: readonly RoomView[]): SeatView[] {
    const names = new Set(rooms.map(({ room }) => room));
    return [...(this.live.state?.seats.values() ?? [])].filter(({ room }) => names.has(room));
  }

  private async load(): Promise<void> {
    const { services } = this.live;
    if (services === undefined) return;
    try {
      this.detail = await examApi.detail(services.hub, this.exam);
      document.title = `${this.detail.name} · ${examWords.title} · ${words.product}`;
    } catch (err) {
      const isGone = err instanceof DashboardError && err.refusal === 'not-found';
      this.detail = isGone ? 'unknown' : 'failed';
    }
  }

  /** Others may change it meanwhile. What somebody does just now is not drawn anew under their hands. */
  private async renew(): Promise<void> {
    const { services } = this.live;
    const isAtRest = (): boolean => this.dialog === null && this.choosing === null && !this.#busy;
    if (services === undefined || !isAtRest()) return;
    const detail = await examApi.detail(services.hub, this.exam).catch(() => null);
    if (detail !== null && isAtRest()) this.detail = detail;
  }

  private seat(id: string, place: SittingPlace | null): void {
    if (typeof this.detail === 'string') return;
    const { sittings } = this.detail;
    this.picked = null;
    void this.try(async (hub) => {
      const instead = place && (sittingAt(sittings, place)?.id ?? null);
      const { name } = await examApi.seat(hub, this.exam, id, { place, instead });
      const label = place && this.live.state?.seats.get(`${place.room}/${place.seat}`)?.label;
      return place === null ? examWords.stoodUp(name) : examWords.moved(name, label ?? place.seat);
    });
  }

  private press(act: ExamAct): void {
    if (this.asked !== act && act !== 'open') {
      this.asked = act;
      return;
    }
    this.asked = null;
    void this.try(async (hub) => {
      if (act !== 'remove') {
        await examApi.turn(hub, this.exam, act);
        return examWords.done[act];
      }
      await examApi.remove(hub, this.exam);
      this.live.services?.go(pathOf('exams', {}));
      return '';
    });
  }

  /** Does it once, tells what became of it, and reads the exam anew. */
  private async try(
    act: (hub: NonNullable<LiveController['services']>['hub']) => Promise<string>,
  ): Promise<void> {
    const { services } = this.live;
    if (services === undefined || this.#busy) return;
    this.#busy = true;
    try {
      this.said = { text: await act(services.hub), isFault: false };
      if (this.isConnected) await this.load();
    } catch (err) {
      this.said = { text: whyNot(err), isFault: true };
      // Where somebody else was faster the page shows what is now.
      if (refusalOf(err) !== null) await this.load();
    } finally {
      this.#busy = false;
    }
  }

  private readonly onSeat = ({ detail: { candidate, place } }: CustomEvent<SeatChosen>): void => {
    if (!this.may || typeof this.detail === 'string') return;
    const id = candidate ?? this.picked;
    if (id !== null) this.seat(id, place);
    else this.picked = sittingAt(this.detail.sittings, place)?.id ?? null;
  };

  private readonly onClose = (): void => {
    this.dialog = null;
  };

  private readonly onChanged = (): void => {
    this.dialog = null;
    this.said = { text: examWords.done.saved, isFault: false };
    void this.load();
  };
}

function sittingAt(sittings: readonly Sitting[], at: SittingPlace): Sitting | undefined {
  return sittings.find(({ place }) => place?.room === at.room && place.seat === at.seat);
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-exam-page': ExamPage;
  }
}
