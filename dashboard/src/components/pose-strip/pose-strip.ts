import { LookDirection, type MinuteAnalysis } from '@invigil/contract';
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { number } from '../../lib/numbers.js';
import { seatWords } from '../../lib/seat-words.js';
import { timeOfDay } from '../../lib/times.js';
import { poseCells, type PoseCell } from '../../state/pose-cells.js';
import type { Span } from '../../state/risk-curve.js';
import { baseStyles } from '../base.styles.js';
import { poseStripStyles } from './pose-strip.styles.js';

/** Where head and eyes were, minute by minute, on the axis that it stands in: a lane for each direction. */
@customElement('invigil-pose-strip')
export class PoseStrip extends LitElement {
  static override styles = [baseStyles, poseStripStyles];

  /** Oldest first. */
  @property({ attribute: false }) minutes: readonly MinuteAnalysis[] = [];
  @property({ attribute: false }) span: Span = { from: 0, to: 1 };

  protected override render(): TemplateResult {
    const cells = poseCells(this.minutes, this.span);
    if (cells.length === 0)
      return html`<p class="none quiet">
        <span class="name">${seatWords.poseStrip}</span> ${seatWords.noMinutes}
      </p>`;
    return html`<div class="strip">
      <span class="name"
        >${seatWords.poseStrip}
        <span class="lanes quiet" aria-hidden="true"
          >${LookDirection.options.map((direction) => html`<span>${seatWords.away[direction]}</span>`)}</span
        ></span
      >
      <ul role="list" aria-label=${seatWords.poseStrip}>
        ${cells.map((cell) => renderCell(cell))}
      </ul>
    </div>`;
  }
}

function renderCell({ away, left, minute, watched, width }: PoseCell): TemplateResult {
  const seconds = (ms: number): string => number(ms / 1000, 0);
  const { looks } = minute;
  return html`<li
    class=${watched < 0.5 ? 'unread' : ''}
    style=${styleMap({ left: share(left), width: share(width) })}
  >
    <span class="said-only"
      >${seatWords.minuteSaid(
        timeOfDay(minute.from),
        seconds(minute.watchedMs),
        seconds(looks.left.totalMs),
        seconds(looks.right.totalMs),
        seconds(looks.up.totalMs),
        seconds(looks.down.totalMs),
      )}</span
    >
    ${LookDirection.options.map(
      (direction) =>
        html`<span class="lane" aria-hidden="true"
          ><span style=${styleMap({ height: share(away[direction]) })}></span
        ></span>`,
    )}
  </li>`;
}

function share(value: number): string {
  return `${(value * 100).toFixed(3)}%`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-pose-strip': PoseStrip;
  }
}
