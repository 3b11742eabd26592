import { AuditVerb, type AuditEntry } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { urls } from '../../api/urls.js';
import { baseStyles } from '../../components/base.styles.js';
import { fieldStyles } from '../../components/field.styles.js';
import { listPageStyles } from '../../components/list-page.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { dayAndTime } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { auditPageStyles } from './audit-page.styles.js';
import '../../components/top-bar/top-bar.js';

/** The audit log, newest first, page by page. */
@customElement('invigil-audit-page')
export class AuditPage extends LitElement {
  static override styles = [baseStyles, fieldStyles, listPageStyles, auditPageStyles];

  @state() private entries: readonly AuditEntry[] = [];
  /** Where older rows begin; null: there are none. */
  @state() private next: number | null = null;
  @state() private step: 'loading' | 'there' | 'failed' = 'loading';
  @query('select') private readonly verb!: HTMLSelectElement | null;
  @query('input') private readonly actor!: HTMLInputElement | null;

  private readonly live = new LiveController(this);
  #loads = 0;

  protected override firstUpdated(): void {
    document.title = `${words.audit} · ${words.product}`;
    void this.load();
  }

  protected override render(): TemplateResult {
    return html`
      <invigil-top-bar .live=${false}><h1>${words.audit}</h1></invigil-top-bar>
      <main>
        <p class="quiet">${words.auditNotes}</p>
        <form @submit=${this.onSubmit}>
          <label
            ><span class="quiet">${words.auditFilter}</span>
            <select>
              <option value="">${words.everything}</option>
              ${AuditVerb.options.map((verb) => html`<option value=${verb}>${words.auditVerb[verb]}</option>`)}
            </select></label
          >
          <label
            ><span class="quiet">${words.auditWho}</span> <input maxlength="128" autocomplete="off"
          /></label>
          <button>${words.find}</button>
          <a class="export" href=${urls.auditExport} download>${words.auditExport}</a>
        </form>
        ${this.entries.length === 0 ? nothing : this.renderTable()}
        <p class="state" role="status">${this.renderState()}</p>
        ${
          this.next === null || this.step === 'loading'
            ? nothing
            : html`<button class="older" @click=${() => this.load(this.next)}>${words.older}</button>`
        }
      </main>
    `;
  }

  private renderState(): TemplateResult | string | typeof nothing {
    if (this.step === 'loading') return words.loading;
    if (this.step === 'failed')
      return html`${words.auditFailed} <button @click=${() => this.load()}>${words.again}</button>`;
    return this.entries.length === 0 ? words.noAuditRows : nothing;
  }

  private renderTable(): TemplateResult {
    const { actor, address, at, subject, verb } = words.auditColumns;
    return html`<table class="panel">
      <thead>
        <tr>
          <th scope="col">${at}</th>
          <th scope="col">${actor}</th>
          <th scope="col">${verb}</th>
          <th scope="col">${subject}</th>
          <th scope="col">${address}</th>
        </tr>
      </thead>
      <tbody>
        ${this.entries.map(renderRow)}
      </tbody>
    </table>`;
  }

  /** Loads the newest rows that are as asked for, or those before a row. */
  private async load(before: number | null = null): Promise<void> {
    this.#loads += 1;
    const load = this.#loads;
    this.step = 'loading';
    if (before === null) this.entries = [];
    const actor = this.actor?.value.trim() ?? '';
    const verb = AuditVerb.safeParse(this.verb?.value).data;
    try {
      const page = await this.live.services?.hub.audit({
        ...(actor === '' ? {} : { actor }),
        ...(verb === undefined ? {} : { verb }),
        ...(before === null ? {} : { before }),
      });
      if (load !== this.#loads || page === undefined) return;
      this.entries = [...this.entries, ...page.entries];
      this.next = page.next;
      this.step = 'there';
    } catch {
      if (load === this.#loads) this.step = 'failed';
    }
  }

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.load();
  };
}

function renderRow({ actor, address, at, count, role, subject, verb }: AuditEntry): TemplateResult {
  const who = actor ?? (count > 1 ? words.manyPeople : words.nobody);
  const from = address === 'console' ? words.console : (address ?? words.manyPeople);
  return html`<tr>
    <td class="figures"><time datetime=${new Date(at).toISOString()}>${dayAndTime(at)}</time></td>
    <td>
      ${who}
      ${role === null ? nothing : html`<span class="quiet">${role === 'seat' ? words.aSeat : words.roles[role]}</span>`}
    </td>
    <td>${words.auditVerb[verb]}${count > 1 ? html`, <b>${words.timesOver(count)}</b>` : nothing}</td>
    <td class="subject">${subject}</td>
    <td class="figures">${from}</td>
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-audit-page': AuditPage;
  }
}
