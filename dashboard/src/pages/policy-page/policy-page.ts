import { type NamedPolicy, Slug } from '@invigil/contract';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type ListedPolicy, policyApi } from '../../api/policy-api.js';
import { baseStyles } from '../../components/base.styles.js';
import { fieldStyles } from '../../components/field.styles.js';
import { LeaveGuard } from '../../components/leave-guard.js';
import { LiveController } from '../../components/live-controller.js';
import type { FieldEdited, PolicyFields } from '../../components/policy-fields/policy-fields.js';
import { tableStyles } from '../../components/table.styles.js';
import { type FieldFault, policyWords } from '../../lib/policy-words.js';
import { pathOf } from '../../lib/route.js';
import { whyNot } from '../../lib/why-not.js';
import { words } from '../../lib/words.js';
import { type Draft, type Edits, readDraft, textOf } from '../../state/policy-draft.js';
import { policyPageStyles } from './policy-page.styles.js';
import '../../components/policy-compare/policy-compare.js';
import '../../components/policy-fields/policy-fields.js';
import '../../components/policy-publish/policy-publish.js';
import '../../components/top-bar/top-bar.js';

const TABS = ['edit', 'compare', 'publish'] as const;
type Tab = (typeof TABS)[number];
const NO_FAULTS: ReadonlyMap<string, FieldFault> = new Map();

/** One policy: its fields, what differs from another, and where it is in force. */
@customElement('invigil-policy-page')
export class PolicyPage extends LitElement {
  static override styles = [baseStyles, tableStyles, fieldStyles, policyPageStyles];

  @property({ attribute: false }) policy = '';
  /** Whether who looks may change and publish. */
  @property({ attribute: false }) may = false;

  @state() private policies: readonly ListedPolicy[] = [];
  @state() private shown: NamedPolicy | 'loading' | 'failed' | 'unknown' = 'loading';
  @state() private edits: Edits = new Map();
  @state() private tab: Tab = 'edit';
  @state() private said: { text: string; isFault: boolean } = { text: '', isFault: false };
  @query('invigil-policy-fields') private readonly fields!: PolicyFields | null;
  @query('input[name=name]') private readonly nameField!: HTMLInputElement | null;

  private readonly live = new LiveController(this);
  protected readonly guard = new LeaveGuard(this, {
    isUnkept: () => this.edits.size > 0,
    question: policyWords.leave,
  });
  #draft: Draft | undefined;
  #busy = false;

  protected override willUpdate(changed: PropertyValues): void {
    // Not with each change of the live room.
    if (changed.has('shown') || changed.has('edits'))
      this.#draft = typeof this.shown === 'string' ? undefined : readDraft(this.shown.policy, this.edits);
  }

  protected override firstUpdated(): void {
    document.title = `${this.policy} · ${policyWords.title} · ${words.product}`;
    void this.load();
  }

  protected override render(): TemplateResult {
    return html`
      <invigil-top-bar .live=${false}><h1>${policyWords.title}: ${this.policy}</h1></invigil-top-bar>
      <main>
        <p><a href=${pathOf('policies', {})}>${policyWords.toList}</a></p>
        ${this.renderBody()}
      </main>
    `;
  }

  private renderBody(): TemplateResult {
    const { shown } = this;
    if (shown === 'loading') return html`<p class="quiet" role="status">${policyWords.loading}</p>`;
    if (shown === 'unknown') return html`<p role="alert">${policyWords.unknown}</p>`;
    if (shown === 'failed')
      return html`<p class="fault" role="alert">
        ${policyWords.failed} <button @click=${() => this.load()}>${policyWords.again}</button>
      </p>`;
    return html`
      <div class="head">
        ${this.renderVersions(shown)}
        <p class="quiet">
          ${shown.at === null || shown.by === null ? policyWords.profile : policyWords.keptBy(shown.at, shown.by)}
        </p>
      </div>
      <div class="tabs" role="tablist" @keydown=${this.onTabKey}>
        ${TABS.map(
          (tab) =>
            html`<button
              role="tab"
              id=${`tab-${tab}`}
              aria-selected=${tab === this.tab}
              aria-controls="panel"
              tabindex=${tab === this.tab ? 0 : -1}
              @click=${() => (this.tab = tab)}
            >
              ${policyWords.tabs[tab]}
            </button>`,
        )}
      </div>
      <div id="panel" role="tabpanel" aria-labelledby=${`tab-${this.tab}`}>${this.renderTab(shown)}</div>
      <p class=${this.said.isFault ? 'fault' : 'said'} role="status">${this.said.text}</p>
      ${this.edits.size === 0 ? nothing : this.renderKeep(shown)}
    `;
  }

  private renderVersions({ version }: NamedPolicy): TemplateResult {
    const versions = this.listed()?.versions ?? [];
    return html`<label
      ><span class="quiet">${policyWords.version}</span>
      <select ?disabled=${this.edits.size > 0} @change=${this.onVersion}>
        ${versions.map(
          (one, i) =>
            html`<option value=${one.version} ?selected=${one.version === version}>
              ${i === 0 ? policyWords.newest(one.version) : policyWords.versionOf(one.version)}
            </option>`,
        )}
      </select></label
    >`;
  }

  private renderTab(shown: NamedPolicy): TemplateResult {
    switch (this.tab) {
      case 'edit':
        return html`<invigil-policy-fields
          .policy=${shown.policy}
          .edits=${this.edits}
          .faults=${this.#draft?.faults ?? NO_FAULTS}
          .open=${this.may}
          @invigil-field=${this.onField}
        ></invigil-policy-fields>`;
      case 'compare':
        return html`<invigil-policy-compare
          .policy=${this.#draft?.policy ?? shown.policy}
          .named=${(this.edits.size === 0 ? policyWords.named : policyWords.draftOf)(shown.name, shown.version)}
          .policies=${this.policies}
        ></invigil-policy-compare>`;
      case 'publish':
        return this.edits.size > 0
          ? html`<p>${policyWords.publishFirst}</p>`
          : html`<invigil-policy-publish
              .name=${shown.name}
              .version=${shown.version}
              .policies=${this.policies}
              .may=${this.may}
            ></invigil-policy-publish>`;
    }
  }

  private renderKeep({ by }: NamedPolicy): TemplateResult {
    const faults = this.#draft?.faults;
    const next = (this.listed()?.version ?? 0) + 1;
    return html`<form class="keep panel" novalidate @submit=${this.onKeepAs}>
      <p role="status" class=${faults === undefined ? '' : 'fault'}>
        ${faults === undefined ? policyWords.unsaved(this.edits.size) : policyWords.faults(faults.size)}
      </p>
      ${
        by === null
          ? nothing
          : html`<button type="button" class="act" @click=${() => this.keep(this.policy, next - 1)}>
              ${policyWords.keepNext(next)}
            </button>`
      }
      <label
        ><span class="quiet">${policyWords.newName}</span>
        <input
          name="name"
          maxlength="32"
          autocomplete="off"
          placeholder=${`${this.policy}-2`}
          title=${policyWords.nameHelp}
      /></label>
      <button class=${by === null ? 'act' : ''}>${policyWords.keepAs}</button>
      <button type="button" @click=${() => (this.edits = new Map())}>${policyWords.discard}</button>
    </form>`;
  }

  private listed(): ListedPolicy | undefined {
    return this.policies.find(({ name }) => name === this.policy);
  }

  private async load(version?: number): Promise<void> {
    const { services } = this.live;
    if (services === undefined) return;
    try {
      this.policies = await policyApi.list(services.hub);
      const listed = this.listed();
      this.edits = new Map();
      if (listed === undefined || version === undefined || version === listed.version)
        this.shown = listed ?? 'unknown';
      else this.shown = await policyApi.version(services.hub, this.policy, version);
    } catch {
      this.shown = 'failed';
    }
  }

  private async keep(name: string, after: number): Promise<void> {
    const { services } = this.live;
    const { shown } = this;
    if (services === undefined || typeof shown === 'string' || this.#busy) return;
    const { policy } = readDraft(shown.policy, this.edits);
    if (policy === undefined) {
      this.tab = 'edit';
      await this.updateComplete;
      await this.fields?.focusFault();
      return;
    }
    this.#busy = true;
    try {
      const kept = await policyApi.keep(services.hub, name, policy, after);
      this.edits = new Map();
      if (name === this.policy) await this.load();
      else services.go(pathOf('policy', { policy: name }));
      this.said = { text: policyWords.kept(kept.name, kept.version), isFault: false };
    } catch (err) {
      this.said = { text: whyNot(err), isFault: true };
    } finally {
      this.#busy = false;
    }
  }

  private readonly onKeepAs = (event: SubmitEvent): void => {
    event.preventDefault();
    const name = this.nameField?.value.trim() ?? '';
    if (Slug.safeParse(name).success) void this.keep(name, 0);
    else {
      this.said = { text: policyWords.nameWrong, isFault: true };
      this.nameField?.focus();
    }
  };

  private readonly onField = ({ detail: { path, text } }: CustomEvent<FieldEdited>): void => {
    const { shown } = this;
    if (typeof shown === 'string') return;
    const edits = new Map(this.edits);
    if (text === textOf(shown.policy, path)) edits.delete(path);
    else edits.set(path, text);
    this.edits = edits;
    this.said = { text: '', isFault: false };
  };

  private readonly onVersion = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) void this.load(Number(event.target.value));
  };

  private readonly onTabKey = async (event: KeyboardEvent): Promise<void> => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.tab = TABS[(TABS.indexOf(this.tab) + step + TABS.length) % TABS.length] ?? 'edit';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-policy-page': PolicyPage;
  }
}
