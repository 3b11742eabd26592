import { Policy } from '@invigil/contract';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type ListedPolicy, policyApi } from '../../api/policy-api.js';
import { baseStyles } from '../../components/base.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { tableStyles } from '../../components/table.styles.js';
import { wideTable } from '../../components/wide-table.js';
import { policyWords } from '../../lib/policy-words.js';
import { pathOf } from '../../lib/route.js';
import { words } from '../../lib/words.js';
import { differences } from '../../state/policy-draft.js';
import '../../components/top-bar/top-bar.js';

const STANDARD = Policy.parse({});

/** Every policy that has a name, with the rooms that work under it. */
@customElement('invigil-policies-page')
export class PoliciesPage extends LitElement {
  static override styles = [
    baseStyles,
    tableStyles,
    css`
      .target {
        display: inline-grid;
        align-items: center;
        min-height: 44px;
      }
    `,
  ];

  @state() private policies: readonly ListedPolicy[] | 'loading' | 'failed' = 'loading';

  private readonly live = new LiveController(this);

  protected override firstUpdated(): void {
    document.title = `${policyWords.title} · ${words.product}`;
    void this.load();
  }

  protected override render(): TemplateResult {
    return html`
      <invigil-top-bar .live=${false}><h1>${policyWords.title}</h1></invigil-top-bar>
      <main>
        <p class="quiet">${policyWords.notes}</p>
        ${this.renderList()}
      </main>
    `;
  }

  private renderList(): TemplateResult {
    const { policies } = this;
    if (policies === 'loading') return html`<p class="quiet" role="status">${policyWords.loading}</p>`;
    if (policies === 'failed')
      return html`<p class="fault" role="alert">
        ${policyWords.failed} <button @click=${() => this.load()}>${policyWords.again}</button>
      </p>`;
    return html`${policies.some(({ by }) => by !== null) ? nothing : html`<p role="status">${policyWords.noOwn}</p>`}
    ${wideTable(
      policyWords.title,
      Object.values(policyWords.columns),
      policies.map((policy) => this.renderRow(policy)),
      'panel scrolls',
    )}`;
  }

  private renderRow({ at, by, name, policy, version, versions }: ListedPolicy): TemplateResult {
    const rooms = (this.live.state?.rooms ?? []).flatMap((room) => {
      const had = versions.find(({ hash }) => hash === room.policyHash);
      if (had === undefined) return [];
      return had.version === version ? [room.name] : [`${room.name} (${policyWords.versionOf(had.version)})`];
    });
    return html`<tr>
      <th scope="row">
        <a class="target" href=${pathOf('policy', { policy: name })}>${name}</a>
      </th>
      <td class="figures">${version}</td>
      <td class="figures">
        ${at === null || by === null ? policyWords.profile : policyWords.keptBy(at, by)}
      </td>
      <td>${policyWords.fields(differences(STANDARD, policy).length)}</td>
      <td>${rooms.length === 0 ? '–' : rooms.join(', ')}</td>
    </tr>`;
  }

  private async load(): Promise<void> {
    const { services } = this.live;
    if (services === undefined) return;
    this.policies = 'loading';
    this.policies = await policyApi.list(services.hub).catch(() => 'failed' as const);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-policies-page': PoliciesPage;
  }
}
