import type { Risk } from '@invigil/contract';
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { baseStyles } from '../base.styles.js';
import { contributionsTableStyles } from './contributions-table.styles.js';

/** A risk as the sum that it is: each term with what it stands for and since when, and the total. */
@customElement('invigil-contributions-table')
export class ContributionsTable extends LitElement {
  static override styles = [baseStyles, contributionsTableStyles];

  @property({ attribute: false }) risk: Risk | undefined;

  protected override render(): TemplateResult {
    const { risk } = this;
    if (risk === undefined || risk.contributions.length === 0)
      return html`<p class="quiet">${words.noSum}</p>`;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${words.what}</th>
          <th scope="col" class="number">${words.since}</th>
          <th scope="col" class="number">${words.points}</th>
        </tr>
      </thead>
      <tbody>
        ${risk.contributions.map(
          ({ kind, since, points }) =>
            html`<tr>
              <td>${words.sentence(words.kind[kind])}</td>
              <td class="number">${timeOfDay(since)}</td>
              <td class="number">${points.toFixed(1)}</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan="2">${words.total}</th>
          <td class="number">${risk.score.toFixed(1)}</td>
        </tr>
      </tfoot>
    </table>`;
  }
}
