import { Policy } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { type FieldFault, policyWords } from '../../lib/policy-words.js';
import { words } from '../../lib/words.js';
import { type Edits, POLICY_FIELDS, type PolicyField, textOf } from '../../state/policy-draft.js';
import { baseStyles } from '../base.styles.js';
import { fieldStyles } from '../field.styles.js';
import { policyFieldsStyles } from './policy-fields.styles.js';

/** What was typed into a field. */
export type FieldEdited = { path: string; text: string };

const STANDARD = Policy.parse({});

/**
 * Every field of a policy with its meaning, unit and range, in groups that open.
 * @fires invigil-field - with a {@link FieldEdited}
 */
@customElement('invigil-policy-fields')
export class PolicyFields extends LitElement {
  static override styles = [baseStyles, fieldStyles, policyFieldsStyles];

  /** The version from which is gone out. */
  @property({ attribute: false }) policy: Policy = STANDARD;
  @property({ attribute: false }) edits: Edits = new Map();
  @property({ attribute: false }) faults: ReadonlyMap<string, FieldFault> = new Map();
  /** Whether something can be typed. */
  @property({ attribute: false }) open = true;

  @state() private sought = '';
  @state() private onlyChanged = false;

  /** Puts the focus on the first field that is wrong. */
  async focusFault(): Promise<void> {
    this.sought = '';
    this.onlyChanged = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  protected override render(): TemplateResult {
    const shown = POLICY_FIELDS.filter((field) => this.isShown(field));
    const groups = new Map<string, PolicyField[]>();
    for (const field of shown) groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
    const isSearch = this.sought !== '' || this.onlyChanged;
    return html`
      <div class="find">
        <label
          ><span class="quiet">${policyWords.search}</span>
          <input type="search" autocomplete="off" .value=${live(this.sought)} @input=${this.onSearch}
        /></label>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${live(this.onlyChanged)}
            @change=${() => (this.onlyChanged = !this.onlyChanged)}
          />
          ${policyWords.onlyChanged}</label
        >
      </div>
      ${groups.size === 0 ? html`<p class="quiet" role="status">${policyWords.noField}</p>` : nothing}
      <div class="groups">
        ${repeat(
          groups,
          ([group]) => group,
          ([group, fields]) => this.renderGroup(group, fields, isSearch),
        )}
      </div>
    `;
  }

  private renderGroup(group: string, fields: readonly PolicyField[], isSearch: boolean): TemplateResult {
    const differing = fields.filter(({ path }) => this.textAt(path) !== textOf(STANDARD, path)).length;
    const isWrong = fields.some(({ path }) => this.faults.has(path));
    return html`<details class="panel" ?open=${isSearch || isWrong || group === 'general'}>
      <summary>
        ${words.sentence(policyWords.group(group))}
        ${
          differing === 0
            ? nothing
            : html`<span class="quiet">${policyWords.columns.differs} ${policyWords.fields(differing)}</span>`
        }
      </summary>
      <ul role="list">
        ${fields.map((field) => this.renderField(field))}
      </ul>
    </details>`;
  }

  private renderField(field: PolicyField): TemplateResult {
    const { meaning, path, range, type, unit } = field;
    const fault = this.faults.get(path);
    const standard = textOf(STANDARD, path);
    const hint = [
      ...(type === 'flag' ? [] : [type === 'list' ? policyWords.names : policyWords.range(range, unit)]),
      policyWords.standard(
        type === 'flag'
          ? standard === 'true'
            ? policyWords.on
            : policyWords.off
          : standard === ''
            ? policyWords.none
            : standard,
      ),
    ].join(' · ');
    return html`<li class=${this.edits.has(path) ? 'edited' : ''}>
      <label for=${path}
        ><span>${meaning}</span>
        <code>${path}</code>
        ${this.edits.has(path) ? html`<span class="said-only">${policyWords.edited}</span>` : nothing}</label
      >
      ${this.renderInput(field, fault)}
      <span class="quiet hint figures" id=${`${path}-hint`}>${hint}</span>
      <p class="fault" id=${`${path}-fault`}>
        ${fault === undefined ? nothing : policyWords.fault(fault, policyWords.range(range, unit))}
      </p>
    </li>`;
  }

  private renderInput(field: PolicyField, fault: FieldFault | undefined): TemplateResult {
    switch (field.type) {
      case 'flag':
        return this.renderFlag(field.path);
      case 'choice':
        return this.renderChoice(field);
      case 'number':
      case 'list':
        return this.renderText(field, fault);
    }
  }

  private renderChoice({ options, path }: PolicyField): TemplateResult {
    const now = this.textAt(path);
    return html`<select
      id=${path}
      aria-describedby=${`${path}-hint`}
      ?disabled=${!this.open}
      .value=${live(now)}
      @change=${(event: Event) => {
        if (event.target instanceof HTMLSelectElement) this.edit(path, event.target.value);
      }}
    >
      ${options.map((option) => html`<option value=${option} ?selected=${option === now}>${option}</option>`)}
    </select>`;
  }

  private renderFlag(path: string): TemplateResult {
    const isOn = this.textAt(path) === 'true';
    return html`<span class="check"
      ><input
        type="checkbox"
        id=${path}
        aria-describedby=${`${path}-hint`}
        ?disabled=${!this.open}
        .checked=${live(isOn)}
        @change=${() => this.edit(path, String(!isOn))}
      />
      <span aria-hidden="true">${isOn ? policyWords.on : policyWords.off}</span></span
    >`;
  }

  private renderText({ path, type }: PolicyField, fault: FieldFault | undefined): TemplateResult {
    return html`<input
      class="figures"
      id=${path}
      inputmode=${type === 'number' ? 'decimal' : 'text'}
      autocomplete="off"
      maxlength=${type === 'number' ? 16 : 4000}
      aria-describedby=${`${path}-hint ${path}-fault`}
      aria-invalid=${fault !== undefined}
      ?readonly=${!this.open}
      .value=${live(this.textAt(path))}
      @input=${(event: InputEvent) => {
        if (event.target instanceof HTMLInputElement) this.edit(path, event.target.value);
      }}
    />`;
  }

  private textAt(path: string): string {
    return this.edits.get(path) ?? textOf(this.policy, path);
  }

  private isShown({ group, meaning, path }: PolicyField): boolean {
    if (this.onlyChanged && this.textAt(path) === textOf(STANDARD, path)) return false;
    const all = `${path} ${meaning} ${policyWords.group(group)}`.toLowerCase();
    return this.sought.split(' ').every((part) => all.includes(part));
  }

  private edit(path: string, text: string): void {
    const detail: FieldEdited = { path, text };
    this.dispatchEvent(new CustomEvent('invigil-field', { detail }));
  }

  private readonly onSearch = (event: InputEvent): void => {
    if (event.target instanceof HTMLInputElement) this.sought = event.target.value.trim().toLowerCase();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-policy-fields': PolicyFields;
  }
}
