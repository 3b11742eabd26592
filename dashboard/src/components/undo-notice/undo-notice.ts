import { type Incident, seatKey } from '@invigil/contract';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { queueWords } from '../../lib/queue-words.js';
import { words } from '../../lib/words.js';
import { baseStyles } from '../base.styles.js';
import type { JudgedDetail } from '../judge-dialog/judge-dialog.js';
import { LiveController } from '../live-controller.js';
import { undoNoticeStyles } from './undo-notice.styles.js';

/** How long a judgement can be taken back by one press, ms. */
const SHOWN_MS = 10_000;
const TAKEN_BACK = { outcome: 'reopened', reason: 'undone' } as const;

/** Says what was just judged, and takes it back where asked within ten seconds. The record keeps both. */
@customElement('invigil-undo-notice')
export class UndoNotice extends LitElement {
  static override styles = [baseStyles, undoNoticeStyles];

  /** What was judged last; null: nothing. */
  @property({ attribute: false }) done: JudgedDetail | null = null;

  @state() private text = '';
  @state() private canUndo = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  private readonly live = new LiveController(this);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** Takes back what was judged last, all of it, while that can be done by one press. */
  async undo(): Promise<void> {
    const { canUndo, done } = this;
    const [first, ...others] = done?.incidents ?? [];
    if (first === undefined || !canUndo) return;
    this.canUndo = false;
    this.say(others.length === 0 ? await this.undoOne(first) : await this.undoAll([first, ...others]));
  }

  /** Says something that can't be undone here. */
  say(text: string): void {
    this.show(text, false);
  }

  private async undoOne(incident: Incident): Promise<string> {
    const after = incident.judged?.n ?? 0;
    try {
      const judged = await this.live.services?.hub.judge(incident, { ...TAKEN_BACK, after });
      if (judged !== undefined) this.live.services?.store.dispatch({ type: 'incident', incident: judged });
      return words.undone(this.labelOf(incident));
    } catch {
      return words.undoFailed(this.labelOf(incident));
    }
  }

  private async undoAll(incidents: readonly Incident[]): Promise<string> {
    const { services } = this.live;
    const room = incidents[0]?.room ?? '';
    const named = incidents.map(({ id, judged, seat }) => ({ seat, incident: id, after: judged?.n ?? 0 }));
    try {
      const done = await services?.incidents.judgeMany(room, { ...TAKEN_BACK, incidents: named });
      for (const incident of done?.judged ?? []) services?.store.dispatch({ type: 'incident', incident });
      const left = done?.refused.length ?? 0;
      return left === 0
        ? queueWords.manyUndone(incidents.length)
        : queueWords.manyPartlyUndone(incidents.length - left, left);
    } catch {
      return queueWords.manyUndoFailed(incidents.length);
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { done } = this;
    if (!changed.has('done') || done === null) return;
    const [first, ...others] = done.incidents;
    if (first === undefined) return;
    const text =
      others.length === 0
        ? words.justJudged(this.labelOf(first), done.outcome)
        : queueWords.manyJudged(done.incidents.length, words.outcomeDone[done.outcome]);
    this.show(text, done.outcome !== 'reopened');
  }

  protected override render(): TemplateResult {
    return html`<div role="status" class=${this.text === '' ? '' : 'shown'}>
      ${this.text === '' ? nothing : html`<span>${this.text}</span>`}
      ${
        this.canUndo
          ? html`<button @click=${() => this.undo()}>${words.undo} <kbd aria-hidden="true">u</kbd></button>`
          : nothing
      }
    </div>`;
  }

  private labelOf(incident: Incident): string {
    return this.live.state?.seats.get(seatKey(incident))?.label ?? incident.seat;
  }

  private show(text: string, canUndo: boolean): void {
    this.text = text;
    this.canUndo = canUndo;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.text = '';
      this.canUndo = false;
    }, SHOWN_MS);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-undo-notice': UndoNotice;
  }
}
