import type { Incident, JudgementOutcome } from '@invigil/contract';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { queueWords } from '../../lib/queue-words.js';
import { pathOfIncident } from '../../lib/route.js';
import { heardElsewhere } from '../../lib/sound-words.js';
import { duration, isoDuration, timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { kindsOf, whatWasSeen } from '../../state/happening.js';
import { asksForALook, isOpen } from '../../state/incident-queue.js';
import { baseStyles } from '../base.styles.js';
import { lookAct, lookedAt } from '../looked-at.js';
import { mark } from '../mark.js';
import { incidentItemStyles } from './incident-item.styles.js';
import { riskBar } from './risk-bar.js';

/**
 * One incident of the queue; it leads to its seat's page.
 * @fires invigil-judge - somebody wants to judge it, with which outcome
 * @fires invigil-acknowledge - somebody looks at it, or no longer
 * @fires invigil-choose - it is chosen, or no longer; true: and all from the one that was chosen last
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
  /** The seat's risk now; null: it says nothing of this incident. */
  @property({ attribute: false }) risk: number | null = null;

  /** Whether it may be judged here. */
  @property({ attribute: false }) canJudge = false;
  /** Whether what can be done stands in a row of its own; else in one button. */
  @property({ attribute: false }) isWide = false;
  /** Whether it is chosen; null: nobody is choosing, or it can't be. */
  @property({ attribute: false }) chosen: boolean | null = null;
  /** Who is signed in. */
  @property({ attribute: false }) user: string | null = null;

  @query('a') private readonly link!: HTMLAnchorElement | null;

  /** Whether something of it had the focus before it was drawn anew. */
  #hadFocus = false;

  override focus(options?: FocusOptions): void {
    this.link?.focus(options);
  }

  protected override render(): TemplateResult | undefined {
    const { incident } = this;
    if (incident === undefined) return undefined;
    const isLoud = asksForALookNow(incident);
    const length = this.seconds * 1000;
    return html`${this.chosen === null ? nothing : this.renderChoice(incident, this.chosen)}
      <a href=${pathOfIncident(incident)} class=${isLoud ? incident.severity : 'ended'}>
        ${mark(incident.severity)}
        <span class="what">
          <span class="said-only">${words.severity[incident.severity]}:</span>
          <span class="label">${this.label}</span> ${words.sentence(whatWasSeen(incident.signals))}
        </span>
        <time class="figures" datetime=${isoDuration(length)}>${duration(length)}</time>
        <span class="who">${this.renderRank(incident)}${this.candidate ?? words.noCandidate}</span>
        <time class="start figures" datetime=${new Date(incident.startedAt).toISOString()}
          >${timeOfDay(incident.startedAt)}</time
        >
        ${this.risk === null || !isLoud ? nothing : riskBar(this.risk)} ${sourcesOf(incident)}
        ${this.renderStanding(incident)}
      </a>
      ${this.canJudge && this.chosen === null ? (this.isWide ? this.renderActions(incident) : this.renderJudge(incident)) : nothing}`;
  }

  /** Its place among those that are held back. */
  private renderRank({ acknowledged, heldBack, rank }: Incident): TemplateResult | typeof nothing {
    const isHeld = heldBack !== undefined && acknowledged === undefined;
    return !isHeld || rank === undefined
      ? nothing
      : html`<span class="figures">${words.rank(rank)} · </span>`;
  }

  private renderStanding({ acknowledged, judged, signals }: Incident): TemplateResult {
    const elsewhere = heardElsewhere(signals);
    return html`${elsewhere === '' ? nothing : html`<span class="judged">${words.sentence(elsewhere)}</span>`}${acknowledged === undefined ? nothing : html`<span class="judged">${lookedAt(acknowledged, this.user)}</span>`}
    ${judged === undefined ? nothing : html`<span class="judged">${words.sentence(words.judgedBy(judged))}</span>`}`;
  }

  private renderChoice({ signals }: Incident, chosen: boolean): TemplateResult {
    return html`<label class="choice"
      ><span class="said-only">${queueWords.choose(this.label, whatWasSeen(signals))}</span
      ><input type="checkbox" .checked=${chosen} @click=${this.onChoose}
    /></label>`;
  }

  private renderActions(incident: Incident): TemplateResult {
    const what = whatWasSeen(incident.signals);
    const look = lookAct(incident.acknowledged, this.user);
    return html`<div class="actions">
      <button
        aria-label=${queueWords.actOn(look, this.label, what)}
        @click=${() => this.dispatchEvent(new CustomEvent('invigil-acknowledge'))}
      >
        ${look}
      </button>
      <button
        aria-label=${queueWords.actOn(queueWords.clear, this.label, what)}
        @click=${() => this.ask('cleared')}
      >
        ${queueWords.clear}
      </button>
      <button
        aria-label=${queueWords.actOn(queueWords.escalate, this.label, what)}
        @click=${() => this.ask('escalated')}
      >
        ${queueWords.escalate}
      </button>
    </div>`;
  }

  private renderJudge(incident: Incident): TemplateResult {
    return html`<button
      class="judge"
      aria-label=${words.judgeItem(this.label, whatWasSeen(incident.signals))}
      @click=${() => this.ask('cleared')}
    >
      ${words.judge}
    </button>`;
  }

  private ask(outcome: JudgementOutcome): void {
    this.dispatchEvent(new CustomEvent<JudgementOutcome>('invigil-judge', { detail: outcome }));
  }

  /** What is drawn follows from what is chosen, so the box is not left to the browser. */
  private readonly onChoose = (event: MouseEvent): void => {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent<boolean>('invigil-choose', { detail: event.shiftKey }));
  };

  protected override willUpdate(): void {
    this.#hadFocus = (this.shadowRoot?.activeElement ?? null) !== null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { incident } = this;
    // The button that was pressed is another one now.
    if (this.#hadFocus && this.shadowRoot?.activeElement === null) this.focus();
    if (!changed.has('incident') || incident === undefined) return;
    this.dataset['tone'] = asksForALookNow(incident) ? incident.severity : 'ended';
    this.dataset['state'] = isOpen(incident) ? 'open' : 'ended';
    this.dataset['judged'] = incident.judged?.state ?? '';
    this.dataset['kinds'] = kindsOf(incident.signals).join(' ');
    this.dataset['seat'] = `${incident.room}/${incident.seat}`;
  }
}

/** Whether it goes on, and nobody has judged it as it is. */
function asksForALookNow(incident: Incident): boolean {
  return isOpen(incident) && asksForALook(incident);
}

/** From where what was seen came, where that is not the camera alone. */
function sourcesOf({ signals }: Incident): TemplateResult | typeof nothing {
  const sources = [...new Set(signals.map(({ source }) => source))];
  if (sources.length === 1 && sources[0] === 'camera') return nothing;
  const said = sources.map((source) => queueWords.source[source]).join(', ');
  return html`<span class="judged">${queueWords.sources(said)}</span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-incident-item': IncidentItem;
  }
}
