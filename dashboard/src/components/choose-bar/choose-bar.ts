import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { queueWords } from '../../lib/queue-words.js';
import { baseStyles } from '../base.styles.js';

/**
 * What is done with those that are chosen.
 * @fires invigil-clear - they are to be cleared
 * @fires invigil-note - they are to be noted
 * @fires invigil-choose-seat - all of the seat are chosen too
 * @fires invigil-end - nothing is chosen any more
 */
@customElement('invigil-choose-bar')
export class ChooseBar extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        padding: 4px 8px;
        border-bottom: 1px solid var(--line);
        background: var(--hover);
      }

      p {
        padding-inline-start: 7px;
      }

      .acts {
        grid-column: 1 / -1;
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }

      button {
        padding: 0 10px;
        font-size: 13px;
      }

      .acts button {
        flex: 1 0 auto;
      }

      .act {
        border-color: var(--line-strong);
        background: var(--panel);
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) count = 0;
  /** The seat of the one that was chosen last, and how many of it can be chosen; null: no more than that one. */
  @property({ attribute: false }) seat: { label: string; count: number } | null = null;

  protected override render(): TemplateResult {
    return html`<p class="figures" role="status">
        ${this.count === 0 ? queueWords.noneChosen : queueWords.chosen(this.count)}
      </p>
      <button @click=${() => this.tell('invigil-end')}>${queueWords.chooseEnd}</button>
      ${this.count === 0 && this.seat === null ? nothing : html`<div class="acts">${this.renderActs()}</div>`}`;
  }

  private renderActs(): TemplateResult {
    return html`${
      this.count === 0
        ? nothing
        : html`<button class="act" @click=${() => this.tell('invigil-clear')}>
              ${queueWords.clearChosen}
            </button>
            <button class="act" @click=${() => this.tell('invigil-note')}>${queueWords.noteChosen}</button>`
    }
    ${
      this.seat === null
        ? nothing
        : html`<button @click=${() => this.tell('invigil-choose-seat')}>
            ${queueWords.chooseSeat(this.seat.label, this.seat.count)}
          </button>`
    }`;
  }

  private tell(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-choose-bar': ChooseBar;
  }
}
