import type { Contribution, EvidencePicture, Incident, Risk } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { number } from '../../lib/numbers.js';
import { timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { baseStyles } from '../base.styles.js';
import { contributionsTableStyles } from './contributions-table.styles.js';
import '../evidence-picture/evidence-picture.js';

/** A risk as the sum that it is: each term with what it stands for, since when, how its points came about and on which pictures. */
@customElement('invigil-contributions-table')
export class ContributionsTable extends LitElement {
  static override styles = [baseStyles, contributionsTableStyles];

  @property({ attribute: false }) risk: Risk | undefined;
  /** Those of the seat: they hold the pictures. */
  @property({ attribute: false }) incidents: readonly Incident[] = [];
  @property({ attribute: false }) label = '';

  /** The signal whose arithmetic is shown. */
  @state() private opened: string | null = null;

  protected override render(): TemplateResult {
    const { risk } = this;
    const terms = risk?.contributions.filter(({ points }) => points > 0) ?? [];
    if (risk === undefined || terms.length === 0) return html`<p class="quiet">${words.noSum}</p>`;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${words.what}</th>
          <th scope="col" class="number">${words.since}</th>
          <th scope="col" class="number">${words.points}</th>
        </tr>
      </thead>
      <tbody>
        ${terms.map((term) => this.renderTerm(term))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan="2">${words.total}</th>
          <td class="number">${number(risk.score, 1)}</td>
        </tr>
        ${this.opened === null ? nothing : renderScale(risk)}
      </tfoot>
    </table>`;
  }

  private renderTerm(term: Contribution): TemplateResult {
    const { kind, points, signalId, since } = term;
    const open = this.opened === signalId;
    return html`<tr>
        <td>
          <button aria-expanded=${open} @click=${() => this.toggle(signalId)}>
            ${words.sentence(words.kind[kind])}
          </button>
        </td>
        <td class="number">${timeOfDay(since)}</td>
        <td class="number">${number(points, 1)}</td>
      </tr>
      ${open ? this.renderArithmetic(term) : nothing}`;
  }

  private renderArithmetic({ factors, signalId }: Contribution): TemplateResult {
    const pictures = picturesOf(this.incidents, signalId);
    return html`<tr class="arithmetic">
      <td colspan="3">
        <p>${factors === undefined ? words.noArithmetic : words.arithmetic(factors)}</p>
        ${
          pictures.length === 0
            ? html`<p class="quiet">${words.noPictureOfSignal}</p>`
            : html`<div class="pictures">${pictures.map((picture) => this.renderPicture(picture))}</div>`
        }
      </td>
    </tr>`;
  }

  private renderPicture({ role, sha256, takenAt }: EvidencePicture): TemplateResult {
    return html`<invigil-evidence-picture
      .sha256=${sha256}
      .alt=${words.evidenceAlt(words.role[role], this.label, timeOfDay(takenAt))}
    ></invigil-evidence-picture>`;
  }

  private toggle(signalId: string): void {
    this.opened = this.opened === signalId ? null : signalId;
  }
}

function renderScale({ contributions, score }: Risk): TemplateResult | typeof nothing {
  const amounts = contributions.flatMap(({ factors }) => factors?.amount ?? []);
  if (amounts.length < contributions.length) return nothing;
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return html`<tr class="arithmetic">
    <td colspan="3">${words.scaled(sum, score)}</td>
  </tr>`;
}

function picturesOf(incidents: readonly Incident[], signalId: string): EvidencePicture[] {
  return incidents
    .flatMap(({ evidence }) => evidence)
    .filter((picture) => picture.signalId === signalId)
    .sort((a, b) => a.takenAt - b.takenAt);
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-contributions-table': ContributionsTable;
  }
}
