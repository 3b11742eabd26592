import { seatKey } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { queueWords } from '../../lib/queue-words.js';
import { words } from '../../lib/words.js';
import type { JudgedDetail, JustJudged, TakenBack } from '../../state/just-judged.js';
import { baseStyles } from '../base.styles.js';
import { LiveController } from '../live-controller.js';
import { undoNoticeStyles } from './undo-notice.styles.js';

/** How long it stands after the last that was said or done, ms. */
const SHOWN_MS = 10_000;

/**
 * Says what was just judged, and takes it back where asked. It stands on every page of the app, for ten seconds, and for as long as it has the focus
 * or the pointer. The record keeps what was judged and that it was taken back.
 */
@customElement('invigil-undo-notice')
export class UndoNotice extends LitElement {
  static override styles = [baseStyles, undoNoticeStyles];

  @query('[role="status"]') private readonly said!: HTMLElement | null;

  private readonly live = new LiveController(this);
  #unsubscribe: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether somebody is at it: time stands still. */
  #isHeld = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    clearTimeout(this.#timer);
  }

  protected override updated(): void {
    this.#unsubscribe ??= this.judged?.subscribe(() => this.onChange());
  }

  protected override render(): TemplateResult {
    const { judged } = this;
    const last = judged?.last;
    const text = judged === undefined ? '' : this.textOf(judged.said);
    const isShown = text !== '' || last !== undefined;
    return html`<div
      class=${isShown ? 'shown' : ''}
      @pointerenter=${this.hold}
      @pointerleave=${this.release}
      @focusin=${this.hold}
      @focusout=${this.release}
    >
      <div role="status" tabindex=${isShown ? -1 : nothing}>${text}</div>
      ${last === undefined ? nothing : this.renderUndo(last, judged?.said === last)}
    </div>`;
  }

  /** @param isSaid whether what it takes back stands right beside it */
  private renderUndo(last: JudgedDetail, isSaid: boolean): TemplateResult {
    const what = this.judgedText(last);
    return html`<div class="undo">
      ${isSaid ? nothing : html`<span>${what}</span>`}
      <button @click=${this.onUndo}>
        ${words.undo}<span class="said-only">: ${what}</span> <kbd aria-hidden="true">u</kbd>
      </button>
    </div>`;
  }

  private get judged(): JustJudged | undefined {
    return this.live.services?.judged;
  }

  private textOf(said: JustJudged['said']): string {
    if (said === null || typeof said === 'string') return said ?? '';
    return 'outcome' in said ? this.judgedText(said) : this.takenBackText(said);
  }

  private judgedText({ incidents, outcome }: JudgedDetail): string {
    return incidents.length === 1
      ? words.justJudged(this.labelOf(incidents[0]), outcome)
      : queueWords.manyJudged(incidents.length, words.outcomeDone[outcome]);
  }

  private takenBackText({ incidents, left }: TakenBack): string {
    const { length } = incidents;
    const isOne = length === 1;
    const label = this.labelOf(incidents[0]);
    if (left === null) return isOne ? queueWords.undoNoAnswer(label) : queueWords.manyUndoNoAnswer(length);
    if (left === 0) return isOne ? words.undone(label) : queueWords.manyUndone(length);
    if (left < length) return queueWords.manyPartlyUndone(length - left, left);
    return isOne ? words.undoFailed(label) : queueWords.manyUndoFailed(length);
  }

  private labelOf(incident: JudgedDetail['incidents'][number] | undefined): string {
    if (incident === undefined) return '';
    return this.live.state?.seats.get(seatKey(incident))?.label ?? incident.seat;
  }

  /** The button may be gone then: the focus stays here, beside what is said of it. */
  private readonly onUndo = async (): Promise<void> => {
    await this.judged?.undo();
    await this.updateComplete;
    if (this.judged?.last === undefined) this.said?.focus();
  };

  private onChange(): void {
    this.requestUpdate();
    this.count();
  }

  private readonly hold = (): void => {
    this.#isHeld = true;
    clearTimeout(this.#timer);
  };

  private readonly release = (): void => {
    this.#isHeld = false;
    this.count();
  };

  private count(): void {
    clearTimeout(this.#timer);
    if (this.#isHeld) return;
    this.#timer = setTimeout(() => this.judged?.forget(), SHOWN_MS);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-undo-notice': UndoNotice;
  }
}
