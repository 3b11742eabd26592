import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { CONDUCT_KINDS, ROOM_KINDS, type RiskKind, type Sitting } from '@invigil/contract';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { examApi } from '../../api/exam-api.js';
import { examWords } from '../../lib/exam-words.js';
import { kindWords } from '../../lib/kind-words.js';
import { whyNot } from '../../lib/why-not.js';
import { readCandidate, textIn } from '../../state/exam-form.js';
import { baseStyles } from '../base.styles.js';
import { dialogStyles } from '../dialog.styles.js';
import { fieldStyles } from '../field.styles.js';
import { LiveController } from '../live-controller.js';

const KINDS: readonly RiskKind[] = [...CONDUCT_KINDS, ...ROOM_KINDS];

/**
 * A candidate, and what is arranged with them in plain words. Open while `sitting` is one, or `'new'`.
 * @fires invigil-candidate-done - they were added, changed or removed
 * @fires invigil-close - it was closed
 */
@customElement('invigil-candidate-dialog')
export class CandidateDialog extends LitElement {
  static override styles = [baseStyles, fieldStyles, dialogStyles];

  @property({ attribute: false }) exam = '';
  @property({ attribute: false }) sitting: Sitting | 'new' | null = null;

  @state() private fault = '';
  @state() private asked = false;
  @query('form') private readonly form!: HTMLFormElement | null;

  private readonly live = new LiveController(this);
  #busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('sitting')) return;
    this.fault = '';
    this.asked = false;
  }

  protected override render(): TemplateResult {
    const { sitting } = this;
    const label =
      sitting === null || sitting === 'new' ? examWords.addCandidate : examWords.changeOf(sitting.name);
    return html`<wa-dialog
      ?open=${sitting !== null}
      without-header
      light-dismiss
      label=${label}
      @wa-after-hide=${() => this.dispatchEvent(new CustomEvent('invigil-close'))}
    >
      ${
        sitting === null
          ? nothing
          : html`<h2>${label}</h2>
              ${this.renderForm(sitting === 'new' ? null : sitting)}`
      }
    </wa-dialog>`;
  }

  private renderForm(sitting: Sitting | null): TemplateResult {
    return html`<form novalidate @submit=${this.onSubmit}>
      <div class="pair">
        <label
          ><span class="quiet">${examWords.number}</span>
          <input
            name="number"
            maxlength="32"
            autocomplete="off"
            autofocus
            aria-describedby="number-help"
            .value=${sitting?.number ?? ''}
          />
          <span class="quiet" id="number-help">${examWords.numberHelp}</span></label
        >
        <label
          ><span class="quiet">${examWords.candidateName}</span>
          <input name="name" maxlength="80" autocomplete="off" .value=${sitting?.name ?? ''}
        /></label>
      </div>
      ${this.renderArranged(sitting?.accommodations ?? null)}
      <p class="fault" role="alert">${this.fault}</p>
      <footer>
        ${
          sitting === null
            ? nothing
            : html`<button
                type="button"
                class=${this.asked ? 'again' : ''}
                @click=${() => this.takeOut(sitting)}
              >
                ${this.asked ? examWords.sure(examWords.removeCandidate) : examWords.removeCandidate}
              </button>`
        }
        <button type="button" data-dialog="close">${examWords.cancel}</button>
        <button class="act">${examWords.save}</button>
      </footer>
    </form>`;
  }

  private renderArranged(arranged: Sitting['accommodations']): TemplateResult {
    const off = arranged?.off ?? [];
    const { all = 1, ...single } = arranged?.longerOnset ?? {};
    const kinds: Readonly<Record<string, string>> = kindWords.kind;
    const kept = Object.entries(single).map(([kind, factor]) => `${kinds[kind] ?? kind} ×${factor}`);
    return html`<fieldset>
      <legend>${examWords.arranged}</legend>
      <p class="quiet">${examWords.arrangedNotes}</p>
      <label
        ><span class="quiet">${examWords.arrangedWords}</span>
        <input
          name="words"
          maxlength="120"
          autocomplete="off"
          placeholder=${examWords.arrangedExample}
          .value=${arranged?.words ?? ''}
      /></label>
      ${check('noCamera', examWords.noCamera, examWords.noCameraHelp, arranged?.noCamera === true)}
      ${check('readsAloud', examWords.readsAloud, examWords.readsAloudHelp, arranged?.readsAloud === true)}
      ${check('looksAround', examWords.looksAround, examWords.looksAroundHelp, arranged?.looksAround === true)}
      <label
        ><span>${examWords.longer}</span>
        <input
          name="factor"
          inputmode="decimal"
          maxlength="5"
          autocomplete="off"
          aria-describedby="longer-help"
          .value=${String(all)}
        />
        <span class="quiet" id="longer-help"
          >${examWords.longerHelp}
          ${kept.length === 0 ? nothing : examWords.keptFactors(kept.join(', '))}</span
        ></label
      >
      <details ?open=${off.length > 0}>
        <summary>${examWords.off} <span class="quiet">(${examWords.offCount(off.length)})</span></summary>
        ${KINDS.map(
          (kind) =>
            html`<label class="box"
              ><input type="checkbox" name="off" value=${kind} .checked=${off.includes(kind)} />
              ${kindWords.kind[kind]}</label
            >`,
        )}
      </details>
    </fieldset>`;
  }

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { form, sitting } = this;
    if (form === null || sitting === null) return;
    const data = new FormData(form);
    const text = (name: string): string => textIn(data, name);
    const read = readCandidate(
      {
        number: text('number'),
        name: text('name'),
        words: text('words'),
        factor: text('factor'),
        off: data.getAll('off').map(String),
        readsAloud: data.has('readsAloud'),
        looksAround: data.has('looksAround'),
        noCamera: data.has('noCamera'),
      },
      KINDS,
      sitting === 'new' ? null : sitting.accommodations,
    );
    if ('fault' in read) {
      this.fault = examWords[read.fault];
      return;
    }
    const { request } = read;
    void this.try((hub) =>
      sitting === 'new'
        ? examApi.addCandidate(hub, this.exam, request)
        : examApi.changeCandidate(hub, this.exam, sitting.id, { ...request, after: sitting.revision }),
    );
  };

  private takeOut({ id }: Sitting): void {
    if (!this.asked) {
      this.asked = true;
      return;
    }
    void this.try((hub) => examApi.removeCandidate(hub, this.exam, id));
  }

  private async try(
    act: (hub: NonNullable<LiveController['services']>['hub']) => Promise<unknown>,
  ): Promise<void> {
    const { services } = this.live;
    if (services === undefined || this.#busy) return;
    this.#busy = true;
    this.fault = '';
    try {
      await act(services.hub);
      this.dispatchEvent(new CustomEvent('invigil-candidate-done'));
    } catch (err) {
      this.fault = whyNot(err);
    } finally {
      this.#busy = false;
    }
  }
}

function check(name: string, label: string, help: string, isChecked: boolean): TemplateResult {
  return html`<label class="box"
    ><input type="checkbox" name=${name} .checked=${isChecked} />
    <span>${label} <span class="quiet">${help}</span></span></label
  >`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-candidate-dialog': CandidateDialog;
  }
}
