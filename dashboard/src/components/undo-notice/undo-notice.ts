import { seatKey } from '@invigil/contract';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { words } from '../../lib/words.js';
import { baseStyles } from '../base.styles.js';
import type { JudgedDetail } from '../judge-dialog/judge-dialog.js';
import { LiveController } from '../live-controller.js';
import { undoNoticeStyles } from './undo-notice.styles.js';

/** How long a judgement can be taken back by one press, ms. */
const SHOWN_MS = 10_000;

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

  /** Takes back what was judged last, while that can be done by one press. */
  async undo(): Promise<void> {
    const { canUndo, done } = this;
    const { services } = this.live;
    if (done === null || !canUndo || services === undefined) return;
    this.canUndo = false;
    const after = done.incident.judged?.n ?? 0;
    try {
      await services.hub.judge(done.incident, { outcome: 'reopened', reason: 'undone', after });
      this.show(words.undone(this.label()), false);
    } catch {
      this.show(words.undoFailed(this.label()), false);
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { done } = this;
    if (!changed.has('done') || done === null) return;
    this.show(words.justJudged(this.label(), done.outcome), done.outcome !== 'reopened');
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

  private label(): string {
    const incident = this.done?.incident;
    if (incident === undefined) return '';
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
