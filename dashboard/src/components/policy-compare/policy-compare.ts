import type { NamedPolicy, Policy } from '@invigil/contract';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type ListedPolicy, policyApi } from '../../api/policy-api.js';
import { policyWords } from '../../lib/policy-words.js';
import { words } from '../../lib/words.js';
import { type FieldDifference, differences } from '../../state/policy-draft.js';
import { baseStyles } from '../base.styles.js';
import { fieldStyles } from '../field.styles.js';
import { LiveController } from '../live-controller.js';
import { tableStyles } from '../table.styles.js';
import { wideTable } from '../wide-table.js';

/** Two policies side by side: only the fields in which they differ. */
@customElement('invigil-policy-compare')
export class PolicyCompare extends LitElement {
  static override styles = [
    baseStyles,
    tableStyles,
    fieldStyles,
    css`
      label {
        max-width: 320px;
        margin-block-end: 12px;
      }

      code {
        font-size: 12px;
        color: var(--ink-quiet);
        display: block;
      }
    `,
  ];

  /** The one that is looked at, as it stands in its fields. */
  @property({ attribute: false }) policy: Policy | null = null;
  @property({ attribute: false }) named = '';
  @property({ attribute: false }) policies: readonly ListedPolicy[] = [];

  /** What it is compared with, as `name/version`. */
  @state() private chosen = 'standard/1';
  @state() private other: NamedPolicy | 'loading' | 'failed' = 'loading';

  private readonly live = new LiveController(this);

  protected override firstUpdated(): void {
    void this.load(this.chosen);
  }

  protected override render(): TemplateResult {
    return html`
      <label
        ><span class="quiet">${policyWords.compareWith}</span>
        <select @change=${this.onChoice}>
          ${this.policies.flatMap(({ name, versions }) =>
            versions.map(({ version }) => {
              const value = `${name}/${version}`;
              return html`<option value=${value} ?selected=${value === this.chosen}>
                ${policyWords.named(name, version)}
              </option>`;
            }),
          )}
        </select></label
      >
      ${this.renderDifferences()}
    `;
  }

  private renderDifferences(): TemplateResult {
    const { other, policy } = this;
    if (other === 'loading' || policy === null)
      return html`<p class="quiet" role="status">${policyWords.loading}</p>`;
    if (other === 'failed')
      return html`<p class="fault" role="alert">
        ${policyWords.failed} <button @click=${() => this.load(this.chosen)}>${policyWords.again}</button>
      </p>`;
    const all = differences(other.policy, policy);
    if (all.length === 0) return html`<p role="status">${policyWords.sameFields}</p>`;
    const columns = [
      policyWords.field,
      policyWords.named(other.name, other.version),
      this.named,
      policyWords.unit,
    ];
    return wideTable(policyWords.tabs.compare, columns, all.map(renderRow), 'panel scrolls');
  }

  private async load(chosen: string): Promise<void> {
    const [name = '', version = ''] = chosen.split('/');
    const { services } = this.live;
    if (services === undefined) return;
    this.other = 'loading';
    const other = await policyApi.version(services.hub, name, Number(version)).catch(() => 'failed' as const);
    if (chosen === this.chosen) this.other = other;
  }

  private readonly onChoice = (event: Event): void => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    this.chosen = event.target.value;
    void this.load(this.chosen);
  };
}

function renderRow({ after, before, field }: FieldDifference): TemplateResult {
  return html`<tr>
    <th scope="row">
      ${words.sentence(policyWords.group(field.group))}: ${field.meaning} <code>${field.path}</code>
    </th>
    <td class="figures">${shown(before)}</td>
    <td class="figures">${shown(after)}</td>
    <td>${field.unit}</td>
  </tr>`;
}

function shown(text: string): string {
  return text === 'true' ? policyWords.on : text === 'false' ? policyWords.off : text;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-policy-compare': PolicyCompare;
  }
}
