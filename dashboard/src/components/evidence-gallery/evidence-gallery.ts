import type { EvidencePicture, Incident } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { duration, timeOfDay } from '../../lib/times.js';
import { queueWords } from '../../lib/queue-words.js';
import { seatWords } from '../../lib/seat-words.js';
import { words } from '../../lib/words.js';
import { whatWasSeen } from '../../state/happening.js';
import { baseStyles } from '../base.styles.js';
import { lookAct, lookedAt } from '../looked-at.js';
import { mark } from '../mark.js';
import { evidenceGalleryStyles } from './evidence-gallery.styles.js';
import '../evidence-picture/evidence-picture.js';
import '../flip-book/flip-book.js';
import '../picture-dialog/picture-dialog.js';

/**
 * The incidents of a seat with their evidence pictures, each of which opens large, and what was made of them.
 * @fires invigil-judge - somebody wants to judge an {@link Incident}, its detail
 * @fires invigil-acknowledge - somebody looks at an {@link Incident}, its detail, or no longer
 */
@customElement('invigil-evidence-gallery')
export class EvidenceGallery extends LitElement {
  static override styles = [baseStyles, evidenceGalleryStyles];

  /** Newest first. */
  @property({ attribute: false }) incidents: readonly Incident[] = [];
  @property({ attribute: false }) label = '';
  /** Whether who looks may judge. */
  @property({ attribute: false }) canJudge = false;
  /** Who is signed in. */
  @property({ attribute: false }) user: string | null = null;
  /** The hub's time, in ms. */
  @property({ attribute: false }) now = 0;

  /** The incident that the page was opened at; null: none. */
  @property({ attribute: false }) at: string | null = null;

  /** The incident whose flip book is open. */
  @state() private flipped: string | null = null;
  #came: string | null = null;
  @state() private opened: { incident: string; index: number } | null = null;

  protected override render(): TemplateResult {
    const { incidents: shown } = this;
    if (shown.length === 0) return html`<p class="quiet">${words.noEvidence}</p>`;
    const opened = shown.find(({ id }) => id === this.opened?.incident);
    return html`
      <ul role="list">
        ${repeat(
          shown,
          ({ id }) => id,
          (incident) => this.renderIncident(incident),
        )}
      </ul>
      <invigil-picture-dialog
        .pictures=${opened === undefined ? [] : inTime(opened)}
        .index=${this.opened?.index ?? 0}
        .label=${this.label}
        .heading=${opened === undefined ? '' : words.sentence(whatWasSeen(opened.signals))}
        @invigil-close=${this.onClose}
      ></invigil-picture-dialog>
    `;
  }

  /** Opens the flip book of the incident that the page was opened at, once it is there. */
  protected override willUpdate(): void {
    if (this.at === null || this.at === this.#came) return;
    const id = this.at;
    if (!this.incidents.some((incident) => incident.id === id)) return;
    this.#came = id;
    this.flipped = id;
    void this.showBook();
  }

  private async showBook(): Promise<void> {
    await this.updateComplete;
    const book = this.renderRoot.querySelector('invigil-flip-book');
    await book?.updateComplete;
    book?.scrollIntoView({ block: 'center' });
    book?.focus();
  }

  private renderIncident(incident: Incident): TemplateResult {
    const length = duration((incident.endedAt ?? this.now) - incident.startedAt);
    return html`<li>
      <div class="head ${incident.severity}">
        ${mark(incident.severity)}
        <h3>${words.sentence(whatWasSeen(incident.signals))}</h3>
        <span class="quiet figures">${words.lasted(timeOfDay(incident.startedAt), length)}</span>
      </div>
      ${this.renderJudged(incident)} ${incident.evidence.length === 0 ? nothing : this.renderFlip(incident)}
      ${
        this.flipped === incident.id
          ? html`<invigil-flip-book
              .incident=${incident}
              .label=${this.label}
              .autoplay=${true}
            ></invigil-flip-book>`
          : nothing
      }
      <div class="pictures">
        ${inTime(incident).map((picture, index) => this.renderPicture(incident, picture, index))}
      </div>
    </li>`;
  }

  private renderFlip({ id }: Incident): TemplateResult {
    const isOpen = this.flipped === id;
    return html`<button
      class="flip"
      aria-expanded=${isOpen}
      @click=${() => (this.flipped = isOpen ? null : id)}
    >
      ${seatWords.flipBook}
    </button>`;
  }

  private renderJudged(incident: Incident): TemplateResult | typeof nothing {
    const { acknowledged, judged } = incident;
    if (judged === undefined && acknowledged === undefined && !this.canJudge) return nothing;
    return html`<div class="judged">
      ${acknowledged === undefined ? nothing : html`<span class="quiet">${lookedAt(acknowledged, this.user)}.</span>`}
      ${judged === undefined ? nothing : html`<span class="quiet">${words.sentence(words.judgedBy(judged))}.</span>`}
      ${this.canJudge ? this.renderLook(incident) : nothing}
      ${
        this.canJudge
          ? html`<button
              class="judge"
              aria-label=${words.judgeItem(this.label, whatWasSeen(incident.signals))}
              @click=${() => this.dispatchEvent(new CustomEvent<Incident>('invigil-judge', { detail: incident }))}
            >
              ${words.judge}
            </button>`
          : nothing
      }
    </div>`;
  }

  private renderLook(incident: Incident): TemplateResult {
    const look = lookAct(incident.acknowledged, this.user);
    return html`<button
      class="judge"
      aria-label=${queueWords.actOn(look, this.label, whatWasSeen(incident.signals))}
      @click=${() => this.dispatchEvent(new CustomEvent<Incident>('invigil-acknowledge', { detail: incident }))}
    >
      ${look}
    </button>`;
  }

  private renderPicture(incident: Incident, picture: EvidencePicture, index: number): TemplateResult {
    const time = timeOfDay(picture.takenAt);
    const role = words.role[picture.role];
    return html`<button @click=${() => this.open(incident.id, index)}>
      <invigil-evidence-picture
        .sha256=${picture.sha256}
        .alt=${words.evidenceAlt(role, this.label, time)}
      ></invigil-evidence-picture>
      <span class="figures" aria-hidden="true">${role} <span class="quiet">${time}</span></span>
    </button>`;
  }

  private open(incident: string, index: number): void {
    this.opened = { incident, index };
  }

  private readonly onClose = (): void => {
    this.opened = null;
  };
}

function inTime(incident: Incident): EvidencePicture[] {
  return [...incident.evidence].sort((a, b) => a.takenAt - b.takenAt);
}
