import type { RoomLayout, RoomView } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { saveLayout } from '../../api/layout-api.js';
import { baseStyles } from '../../components/base.styles.js';
import type { LayoutStep } from '../../components/layout-editor/layout-editor.js';
import { hearKeys } from '../../components/hear-keys.js';
import { LeaveGuard } from '../../components/leave-guard.js';
import { LiveController } from '../../components/live-controller.js';
import { refusalOf } from '../../lib/errors.js';
import { layoutWords } from '../../lib/layout-words.js';
import { pathOf } from '../../lib/route.js';
import { words } from '../../lib/words.js';
import {
  type LayoutEdit,
  isChanged,
  layoutOfRoom,
  redone,
  startEdit,
  undone,
  withStep,
} from '../../state/layout-edit.js';
import type { LiveState } from '../../state/live-state.js';
import { messagePage } from '../message-page.js';
import { layoutPageStyles } from './layout-page.styles.js';
import '../../components/layout-editor/layout-editor.js';
import '../../components/layout-import/layout-import.js';
import '../../components/layout-panel/layout-panel.js';
import '../../components/top-bar/top-bar.js';

/** A room is arranged: seats, gaps, doors and front. What is changed holds once it is saved. */
@customElement('invigil-layout-page')
export class LayoutPage extends LitElement {
  static override styles = [baseStyles, layoutPageStyles];

  @property({ attribute: false }) room = '';

  @state() private edit: LayoutEdit | null = null;
  @state() private chosen: string | null = null;
  @state() private said = '';
  @state() private fault = '';
  @state() private saving = false;
  /** How many times the room was arranged when this began. */
  #after = 0;

  private readonly live = new LiveController(this);
  protected readonly guard = new LeaveGuard(this, {
    isUnkept: () => this.edit !== null && isChanged(this.edit),
    question: layoutWords.leave,
  });

  constructor() {
    super();
    hearKeys(this, (event) => this.onKeydown(event));
  }

  protected override willUpdate(): void {
    const { state } = this.live;
    const room = this.roomOf(state);
    if (state === undefined || room === undefined) return;
    // What the hub has is shown as long as nothing is changed here.
    if (this.edit !== null && (isChanged(this.edit) || this.#after >= (room.arranged ?? 0))) return;
    this.begin(room, state);
  }

  protected override render(): TemplateResult | undefined {
    const { state } = this.live;
    if (state === undefined) return undefined;
    if (state.snapshots === 0) return messagePage(words.product, words.connecting);
    const room = this.roomOf(state);
    if (room === undefined || this.edit === null) return messagePage(words.product, words.unknownRoom);
    document.title = `${layoutWords.title(room.name)} · ${words.product}`;
    return this.renderRoom(room, this.edit);
  }

  private renderRoom(room: RoomView, edit: LayoutEdit): TemplateResult {
    const changed = isChanged(edit);
    const isOld = changed && !this.saving && this.#after < (room.arranged ?? 0);
    return html`
      <invigil-top-bar>
        <a class="back" href=${pathOf('room', { room: room.room })}>‹ ${layoutWords.back}</a>
        <h1>${layoutWords.title(room.name)}</h1>
      </invigil-top-bar>
      <main>
        <section class="editor">
          <div class="bar">
            <button
              ?disabled=${edit.past.length === 0}
              title="Ctrl+Z"
              @click=${() => this.go(undone(edit), layoutWords.undoneStep)}
            >
              ${layoutWords.undo}
            </button>
            <button
              ?disabled=${edit.future.length === 0}
              title="Ctrl+Y"
              @click=${() => this.go(redone(edit), layoutWords.redoneStep)}
            >
              ${layoutWords.redo}
            </button>
            <button ?disabled=${!changed} @click=${this.onDiscard}>${layoutWords.discard}</button>
            <span class="state quiet">${changed ? layoutWords.unsaved : layoutWords.nothingChanged}</span>
            <button
              class="act"
              ?disabled=${!changed || this.saving}
              @click=${() => this.save(room, edit.now)}
            >
              ${this.saving ? layoutWords.saving : layoutWords.save}
            </button>
          </div>
          <p class="fault" role="alert">${isOld ? layoutWords.changedElsewhere : this.fault}</p>
          <p class="quiet">${edit.now.seats.length === 0 ? layoutWords.noSeats : layoutWords.help}</p>
          <invigil-layout-editor
            .layout=${edit.now}
            @invigil-step=${this.onStep}
            @invigil-say=${(event: CustomEvent<string>) => this.say(event.detail)}
            @invigil-chosen=${(event: CustomEvent<string | null>) => (this.chosen = event.detail)}
          ></invigil-layout-editor>
          <p class="said" role="status">${this.said === '' ? nothing : this.said}</p>
        </section>
        <section class="panel side" aria-label=${layoutWords.title(room.name)}>
          <invigil-layout-panel
            .layout=${edit.now}
            .chosen=${this.chosen}
            @invigil-step=${this.onStep}
          ></invigil-layout-panel>
          <invigil-layout-import
            .room=${room.room}
            .layout=${edit.now}
            @invigil-import=${this.onImport}
          ></invigil-layout-import>
        </section>
      </main>
    `;
  }

  private roomOf(state: LiveState | undefined): RoomView | undefined {
    return state?.rooms.find(({ room }) => room === this.room);
  }

  private begin(room: RoomView, state: LiveState): void {
    const seats = [...state.seats.values()].filter((seat) => seat.room === room.room);
    this.edit = startEdit(layoutOfRoom(room, seats));
    this.#after = room.arranged ?? 0;
  }

  private readonly onStep = ({ detail }: CustomEvent<LayoutStep>): void => {
    if (this.edit !== null) this.go(withStep(this.edit, detail.layout), detail.said);
  };

  /** A file says where seats stand and how large the room is; the gaps, doors and front stay as they are here. */
  private readonly onImport = ({ detail }: CustomEvent<RoomLayout>): void => {
    const { edit } = this;
    if (edit === null) return;
    const rows = Math.max(detail.rows, edit.now.rows);
    const columns = Math.max(detail.columns, edit.now.columns);
    this.go(withStep(edit, { ...edit.now, rows, columns, seats: detail.seats }), layoutWords.taken);
  };

  private go(edit: LayoutEdit, said: string): void {
    this.edit = edit;
    this.fault = '';
    this.say(said);
  }

  private say(text: string): void {
    this.said = text;
  }

  private readonly onDiscard = (): void => {
    const { state } = this.live;
    const room = this.roomOf(state);
    if (state === undefined || room === undefined) return;
    this.begin(room, state);
    this.fault = '';
    this.say(layoutWords.discarded);
  };

  private async save(room: RoomView, layout: RoomLayout): Promise<void> {
    const { services } = this.live;
    if (services === undefined || this.saving) return;
    this.saving = true;
    this.fault = '';
    try {
      const saved = await saveLayout(services.hub, room.room, { layout, after: this.#after });
      this.#after = saved.arranged ?? this.#after + 1;
      // Changes that were made while it was saved stay, unsaved.
      if (this.edit !== null) this.edit = { ...this.edit, saved: layout };
      this.say(layoutWords.saved);
    } catch (err) {
      const why = refusalOf(err);
      this.fault = why === null ? layoutWords.saveFailed : layoutWords.saveRefused(why);
    } finally {
      this.saving = false;
    }
  }

  private onKeydown(event: KeyboardEvent): void {
    const { edit } = this;
    if (
      edit === null ||
      !(event.ctrlKey || event.metaKey) ||
      event.composedPath()[0] instanceof HTMLInputElement
    )
      return;
    const key = event.key.toLowerCase();
    if (key === 'z' && !event.shiftKey) this.go(undone(edit), layoutWords.undoneStep);
    else if (key === 'y' || key === 'z') this.go(redone(edit), layoutWords.redoneStep);
    else return;
    event.preventDefault();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-layout-page': LayoutPage;
  }
}
