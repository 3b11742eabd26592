import type { SeatView } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { askForTrack } from '../../api/seat-api.js';
import { seatWords } from '../../lib/seat-words.js';
import { words } from '../../lib/words.js';
import { panned, showing, spanOf, ZOOMS, type AxisView } from '../../state/axis-view.js';
import type { SeatTrace } from '../../state/seat-trace.js';
import { baseStyles } from '../base.styles.js';
import { LiveController } from '../live-controller.js';
import { seatTimelineStyles } from './seat-timeline.styles.js';
import '../pose-strip/pose-strip.js';
import '../time-axis/time-axis.js';

/**
 * The time axis of a seat with what moves and zooms it.
 * @fires invigil-point - a `CustomEvent<number | null>` with the time pointed at, in ms; null: now
 * @fires invigil-reload - what was before is to be loaded again
 */
@customElement('invigil-seat-timeline')
export class SeatTimeline extends LitElement {
  static override styles = [baseStyles, seatTimelineStyles];

  @property({ attribute: false }) seat: SeatView | undefined;
  @property({ attribute: false }) trace: SeatTrace | null = null;
  /** The time pointed at, in ms; null: now. */
  @property({ attribute: false }) pointed: number | null = null;
  /** Whether who looks may ask something of the seat. */
  @property({ attribute: false }) canLook = false;
  /** The hub's time, in ms. */
  @property({ attribute: false }) now = 0;

  @state() private view: AxisView = { zoom: 5, end: null };
  @state() private track: 'idle' | 'asked' | 'failed' = 'idle';
  #reach = { began: 0, now: 0 };

  private readonly live = new LiveController(this);

  protected override render(): TemplateResult | typeof nothing {
    const { now, seat, trace } = this;
    if (seat === undefined) return nothing;
    const to = Math.max(now, trace?.risk.at(-1)?.at ?? 0);
    this.#reach = { began: trace?.began ?? to, now: to };
    const span = spanOf(this.view, this.#reach);
    return html`
      <div class="head">
        <h2>${seatWords.overTime}</h2>
        <span class="quiet" role="status">${trace?.loaded === 'loading' ? words.loading : nothing}</span>
        ${this.renderRanges()}
      </div>
      ${
        trace?.loaded === 'failed'
          ? html`<p class="failed" role="alert">
              ${words.timelineFailed}
              <button @click=${() => this.dispatchEvent(new CustomEvent('invigil-reload'))}>
                ${words.again}
              </button>
            </p>`
          : nothing
      }
      <invigil-time-axis
        .trace=${trace}
        .span=${span}
        .pointed=${this.pointed}
        @invigil-point=${this.onPoint}
        @invigil-pan=${(event: CustomEvent<-1 | 1>) => this.pan(event.detail)}
        @invigil-zoom=${(event: CustomEvent<-1 | 1>) => this.zoom(event.detail)}
      >
        <invigil-pose-strip .minutes=${trace?.minutes ?? []} .span=${span}></invigil-pose-strip>
      </invigil-time-axis>
      <p class="note quiet">${seatWords.axisKeys}</p>
      <p class="note quiet">
        ${seatWords.poseAbout}
        ${
          this.canLook && seat.state === 'online'
            ? html`<button @click=${() => this.askTrack(seat)}>${seatWords.askTrack}</button>`
            : nothing
        }
        <span role="status"
          >${this.track === 'asked' ? seatWords.trackAsked : nothing}${this.track === 'failed' ? seatWords.trackFailed : nothing}</span
        >
      </p>
    `;
  }

  private renderRanges(): TemplateResult {
    const isWhole = this.view.zoom === null;
    return html`<div class="ranges" role="group" aria-label=${words.range}>
      ${this.pointed === null ? nothing : html`<button @click=${() => this.point(null)}>${seatWords.toNow}</button>`}
      <button aria-disabled=${isWhole} aria-label=${seatWords.earlier} @click=${() => this.pan(-1)}>‹</button>
      <button
        aria-disabled=${isWhole || this.view.end === null}
        aria-label=${seatWords.later}
        @click=${() => this.pan(1)}
      >
        ›
      </button>
      ${ZOOMS.map(
        (zoom) =>
          html`<button
            aria-pressed=${zoom === this.view.zoom}
            @click=${() => (this.view = { ...this.view, zoom })}
          >
            ${seatWords.zoom(zoom)}
          </button>`,
      )}
    </div>`;
  }

  private pan(by: -1 | 1): void {
    this.view = panned(this.view, by, this.#reach);
  }

  private zoom(by: -1 | 1): void {
    const zoom = ZOOMS[ZOOMS.indexOf(this.view.zoom) + by];
    if (zoom !== undefined) this.view = { ...this.view, zoom };
  }

  private async askTrack({ boot, room, seat }: SeatView): Promise<void> {
    const { services } = this.live;
    if (services === undefined || boot === null) return;
    try {
      await askForTrack(services.hub, { room, seat }, boot);
      this.track = 'asked';
    } catch {
      this.track = 'failed';
    }
  }

  private readonly onPoint = ({ detail }: CustomEvent<number | null>): void => this.point(detail);

  private point(detail: number | null): void {
    if (detail !== null) this.view = showing(this.view, detail, this.#reach);
    this.dispatchEvent(new CustomEvent<number | null>('invigil-point', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-seat-timeline': SeatTimeline;
  }
}
