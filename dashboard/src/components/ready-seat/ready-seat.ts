import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { readyWords } from '../../lib/ready-words.js';
import { words } from '../../lib/words.js';
import type { Finding, SeatReadiness } from '../../state/readiness.js';
import { hidden } from '../../state/readiness-rules.js';
import { toldFacts } from '../../state/told-facts.js';
import { baseStyles } from '../base.styles.js';
import { verdictMark } from '../verdict-mark.js';
import { readySeatStyles } from './ready-seat.styles.js';

/** A seat on the board: whether it is ready, what is in the way, and what to do. */
@customElement('invigil-ready-seat')
export class ReadySeat extends LitElement {
  static override styles = [baseStyles, readySeatStyles];

  @property({ attribute: false }) readiness: SeatReadiness | null = null;
  /** Where more is told of its machine; null: nowhere for who looks. */
  @property({ attribute: false }) href: string | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('readiness') && this.readiness !== null) this.dataset['verdict'] = this.readiness.verdict;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { href, readiness } = this;
    if (readiness === null) return nothing;
    const { facts, findings, verdict } = readiness;
    const name = words.seat(facts.seat.label);
    const told = toldFacts(facts);
    return html`
      <h3>${href === null ? name : html`<a href=${href}>${name}</a>`}</h3>
      <p class="verdict">${verdictMark(verdict)} ${readyWords.verdict[verdict]}</p>
      ${
        findings.length === 0
          ? html`<p class="quiet findings">${readyWords.nothing}</p>`
          : html`<ul class="findings" role="list">
              ${findings.map((finding) => this.renderFinding(finding, readiness))}
            </ul>`
      }
      <p class="told quiet figures">
        ${told.length === 0 ? readyWords.told.nothing : told.map((fact) => html`<span>${fact}</span> `)}
      </p>
    `;
  }

  private renderFinding({ id, limit, value, verdict }: Finding, { facts }: SeatReadiness): TemplateResult {
    const rule = readyWords.rule[id];
    const isMeasured = !('above' in limit) || limit.above > 0;
    const said =
      id === 'blind'
        ? hidden(facts.seat)
            .map((kind) => words.kind[kind])
            .join(', ')
        : rule.value(value);
    return html`<li class=${verdict}>
      <span class="what figures"
        ><b>${rule.what}${said === '' ? '' : `: ${said}`}</b
        >${isMeasured ? html` <span class="quiet">(${readyWords.limit(limit, id)})</span>` : nothing}</span
      >
      <span class="todo">${rule.todo}</span>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-ready-seat': ReadySeat;
  }
}
