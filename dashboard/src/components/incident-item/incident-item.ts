import type { Incident } from '@invigil/contract';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { pathOf } from '../../lib/route.js';
import { duration, isoDuration, timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { kindsOf, whatWasSeen } from '../../state/happening.js';
import { isOpen } from '../../state/incident-queue.js';
import { baseStyles } from '../base.styles.js';
import { mark } from '../mark.js';
import { incidentItemStyles } from './incident-item.styles.js';

/**
 * One incident of the queue; it leads to its seat.
 * @fires invigil-judge - somebody wants to judge it
 */
@customElement('invigil-incident-item')
export class IncidentItem extends LitElement {
  static override styles = [baseStyles, incidentItemStyles];

  @property({ attribute: false }) incident: Incident | undefined;
  /** What is written on the desk. */
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) candidate: string | null = null;
  /** Seconds for which it has been going on; fixed for one that has ended. */
  @property({ attribute: false }) seconds = 0;

  /** Whether it may be judged here. */
  @property({ attribute: false }) canJudge = false;

  @query('a') private readonly link!: HTMLAnchorElement | null;

  override focus(options?: FocusOptions): void {
    this.link?.focus(options);
  }

  protected override render(): TemplateResult | undefined {
    const { incident } = this;
    if (incident === undefined) return undefined;
    const isLoud = isOpen(incident) && (incident.judged === undefined || incident.judged.grown);
    const length = this.seconds * 1000;
    return html`<a href=${pathOf('seat', incident)} class=${isLoud ? incident.severity : 'ended'}>
        ${mark(incident.severity)}
        <span class="what">
          <span class="said-only">${words.severity[incident.severity]}:</span>
          <span class="label">${this.label}</span> ${words.sentence(whatWasSeen(incident.signals))}
        </span>
        <time class="figures" datetime=${isoDuration(length)}>${duration(length)}</time>
        <span class="who">${this.candidate ?? words.noCandidate}</span>
        <time class="start figures" datetime=${new Date(incident.startedAt).toISOString()}
          >${timeOfDay(incident.startedAt)}</time
        >
        ${
          incident.judged === undefined
            ? nothing
            : html`<span class="judged">${words.sentence(words.judgedBy(incident.judged))}</span>`
        }
      </a>
      ${this.canJudge ? this.renderJudge(incident) : nothing}`;
  }

  private renderJudge(incident: Incident): TemplateResult {
    return html`<button
      aria-label=${words.judgeItem(this.label, whatWasSeen(incident.signals))}
      @click=${() => this.dispatchEvent(new CustomEvent('invigil-judge'))}
    >
      ${words.judge}
    </button>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { incident } = this;
    if (!changed.has('incident') || incident === undefined) return;
    this.dataset['state'] = isOpen(incident) ? 'open' : 'ended';
    this.dataset['judged'] = incident.judged?.state ?? '';
    this.dataset['kinds'] = kindsOf(incident.signals).join(' ');
    this.dataset['seat'] = `${incident.room}/${incident.seat}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-incident-item': IncidentItem;
  }
}
