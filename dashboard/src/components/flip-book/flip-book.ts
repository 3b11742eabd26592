import type { Incident } from '@invigil/contract';
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { seatWords } from '../../lib/seat-words.js';
import { timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { flipPages, type FlipPage } from '../../state/flip-order.js';
import { whatWasSeen } from '../../state/happening.js';
import { baseStyles } from '../base.styles.js';
import { flipBookStyles } from './flip-book.styles.js';
import '../evidence-picture/evidence-picture.js';

/** How long a picture stands at speed 1, ms. */
const PICTURE_MS = 1000;
const SPEEDS = [0.5, 1, 2, 4] as const;

/** The pictures of an incident, one after another: by key, or by themselves. It plays by itself only where motion is not unwanted. */
@customElement('invigil-flip-book')
export class FlipBook extends LitElement {
  static override styles = [baseStyles, flipBookStyles];

  @property({ attribute: false }) incident: Incident | null = null;
  /** What is written on the desk. */
  @property({ attribute: false }) label = '';
  /** Plays as soon as it is there, but for who wants less motion. */
  @property({ attribute: false }) autoplay = false;

  @state() private at = 0;
  @state() private playing = false;
  @state() private speed = 1;
  @query('.stage') private readonly stage!: HTMLElement | null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.playing = false;
    clearTimeout(this.#timer);
  }

  override focus(options?: FocusOptions): void {
    this.stage?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('incident') || changed.get('incident')?.id === this.incident?.id) return;
    this.at = 0;
    this.playing = this.autoplay && !matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  protected override updated(): void {
    clearTimeout(this.#timer);
    const last = this.pages().length - 1;
    if (!this.playing) return;
    if (this.at >= last) {
      this.playing = false;
      return;
    }
    this.#timer = setTimeout(() => {
      this.at += 1;
    }, PICTURE_MS / this.speed);
  }

  protected override render(): TemplateResult | undefined {
    const { incident } = this;
    if (incident === null) return undefined;
    const pages = this.pages();
    const page = pages[Math.min(this.at, pages.length - 1)];
    if (page === undefined) return html`<p class="quiet">${seatWords.noPictures}</p>`;
    return this.renderBook(whatWasSeen(incident.signals), page, pages.length);
  }

  private renderBook(what: string, page: FlipPage, count: number): TemplateResult {
    const { picture, fromOnsetMs } = page;
    const time = timeOfDay(picture.takenAt);
    const said = `${words.evidenceAlt(words.role[picture.role], this.label, time)}, ${seatWords.fromOnset(fromOnsetMs)}`;
    return html`
      <div
        class="stage"
        tabindex="0"
        role="group"
        aria-label="${seatWords.flipBook}: ${words.sentence(what)}. ${seatWords.flipKeys}"
        @keydown=${this.onKeydown}
      >
        <invigil-evidence-picture .sha256=${picture.sha256} .alt=${said}></invigil-evidence-picture>
      </div>
      <p class="said figures" aria-live=${this.playing ? 'off' : 'polite'}>
        <b>${seatWords.pictureOf(this.at + 1, count)}</b> ${words.role[picture.role]}, ${time}
        <span class="quiet">${seatWords.fromOnset(fromOnsetMs)}</span>
      </p>
      <div class="acts">
        <button aria-label=${seatWords.previous} aria-disabled=${this.at === 0} @click=${() => this.go(-1)}>
          <span aria-hidden="true">‹</span>
        </button>
        <button class="play" @click=${this.toggle}>${this.playing ? seatWords.pause : seatWords.play}</button>
        <button aria-label=${seatWords.next} aria-disabled=${this.at >= count - 1} @click=${() => this.go(1)}>
          <span aria-hidden="true">›</span>
        </button>
        <label
          >${seatWords.speed}
          <select @change=${this.onSpeed}>
            ${SPEEDS.map(
              (speed) =>
                html`<option value=${speed} ?selected=${speed === this.speed}>
                  ${seatWords.times(speed)}
                </option>`,
            )}
          </select></label
        >
      </div>
      <p class="keys quiet">${seatWords.flipKeys}</p>
    `;
  }

  private pages(): FlipPage[] {
    return this.incident === null ? [] : flipPages(this.incident);
  }

  private go(by: number): void {
    this.show(this.at + by);
  }

  private show(at: number): void {
    this.playing = false;
    this.at = Math.max(0, Math.min(at, this.pages().length - 1));
  }

  private readonly toggle = (): void => {
    if (!this.playing && this.at >= this.pages().length - 1) this.at = 0;
    this.playing = !this.playing;
  };

  private readonly onSpeed = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) this.speed = Number(event.target.value);
  };

  private readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.key === ' ') this.toggle();
    else if (event.key === 'ArrowLeft') this.go(-1);
    else if (event.key === 'ArrowRight') this.go(1);
    else if (event.key === 'Home') this.show(0);
    else if (event.key === 'End') this.show(Infinity);
    else return;
    event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-flip-book': FlipBook;
  }
}
