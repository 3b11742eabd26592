import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { type Exam, MAX_EXAM_ADDRESS, type RoomView } from '@invigil/contract';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { examApi } from '../../api/exam-api.js';
import { type ListedPolicy, policyApi } from '../../api/policy-api.js';
import { examWords } from '../../lib/exam-words.js';
import { whyNot } from '../../lib/why-not.js';
import { localTime, readExam, shortNameOf, textIn } from '../../state/exam-form.js';
import { baseStyles } from '../base.styles.js';
import { dialogStyles } from '../dialog.styles.js';
import { fieldStyles } from '../field.styles.js';
import { LiveController } from '../live-controller.js';

/** An exam that is made begins at the next full hour but one. */
const HOUR_MS = 3_600_000;

/**
 * Makes an exam, or changes one. Open while `exam` is one, or `'new'`.
 * @fires invigil-exam-done - with the exam as it is then
 * @fires invigil-close - it was closed
 */
@customElement('invigil-exam-dialog')
export class ExamDialog extends LitElement {
  static override styles = [baseStyles, fieldStyles, dialogStyles];

  @property({ attribute: false }) exam: Exam | 'new' | null = null;

  @state() private policies: readonly ListedPolicy[] = [];
  @state() private fault = '';
  @query('form') private readonly form!: HTMLFormElement | null;

  private readonly live = new LiveController(this);
  #busy = false;
  /** The short name was typed, and no longer follows the name. */
  #ownShort = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('exam') || this.exam === null) return;
    this.fault = '';
    this.#ownShort = false;
    void this.load();
  }

  protected override render(): TemplateResult {
    const { exam } = this;
    const label = exam === null || exam === 'new' ? examWords.add : examWords.changeOf(exam.name);
    return html`<wa-dialog
      ?open=${exam !== null}
      without-header
      light-dismiss
      label=${label}
      @wa-after-hide=${() => this.dispatchEvent(new CustomEvent('invigil-close'))}
    >
      ${
        exam === null
          ? nothing
          : html`<h2>${label}</h2>
              ${this.renderForm(exam === 'new' ? null : exam)}`
      }
    </wa-dialog>`;
  }

  private renderForm(exam: Exam | null): TemplateResult {
    const now = this.live.services?.clock() ?? 0;
    const startsAt = exam?.startsAt ?? Math.ceil(now / HOUR_MS + 1) * HOUR_MS;
    return html`<form novalidate @submit=${this.onSubmit}>
      <label
        ><span class="quiet">${examWords.name}</span>
        <input
          name="name"
          maxlength="80"
          autocomplete="off"
          autofocus
          .value=${exam?.name ?? ''}
          @input=${this.onName}
      /></label>
      ${
        exam === null
          ? html`<label
              ><span class="quiet">${examWords.shortName}</span>
              <input
                name="exam"
                maxlength="32"
                autocomplete="off"
                aria-describedby="short-help"
                @input=${() => (this.#ownShort = true)}
              />
              <span class="quiet" id="short-help">${examWords.shortNameHelp}</span></label
            >`
          : nothing
      }
      <div class="pair">
        <label
          ><span class="quiet">${examWords.startsAt}</span>
          <input name="startsAt" type="datetime-local" .value=${localTime(startsAt)}
        /></label>
        <label
          ><span class="quiet">${examWords.length}</span>
          <input name="minutes" inputmode="numeric" maxlength="4" .value=${String(exam?.minutes ?? 120)}
        /></label>
      </div>
      ${this.renderRooms(this.live.state?.rooms ?? [], exam?.rooms ?? [])} ${this.renderPolicies(exam)}
      <label
        ><span class="quiet">${examWords.address}</span>
        <input
          name="address"
          type="url"
          inputmode="url"
          maxlength=${MAX_EXAM_ADDRESS}
          autocomplete="off"
          placeholder="https://"
          aria-describedby="address-help"
          .value=${exam?.address ?? ''}
        />
        <span class="quiet" id="address-help">${examWords.addressHelp}</span></label
      >
      <p class="fault" role="alert">${this.fault}</p>
      <footer>
        <button type="button" data-dialog="close">${examWords.cancel}</button>
        <button class="act">${exam === null ? examWords.make : examWords.save}</button>
      </footer>
    </form>`;
  }

  private renderRooms(rooms: readonly RoomView[], chosen: readonly string[]): TemplateResult {
    return html`<fieldset>
      <legend class="quiet">${examWords.rooms}</legend>
      ${rooms.map(
        ({ name, room }) =>
          html`<label class="box"
            ><input type="checkbox" name="rooms" value=${room} .checked=${chosen.includes(room)} />
            <span>${name}</span></label
          >`,
      )}
    </fieldset>`;
  }

  private renderPolicies(exam: Exam | null): TemplateResult {
    const chosen = exam?.policy ?? null;
    const newest = this.policies.map(({ name, version }) => ({ name, version }));
    const isOlder =
      chosen !== null &&
      !newest.some(({ name, version }) => name === chosen.name && version === chosen.version);
    return html`<label
      ><span class="quiet">${examWords.policy}</span>
      <select name="policy">
        <option value="" ?selected=${chosen === null}>${examWords.ownPolicy}</option>
        ${[...(isOlder ? [chosen] : []), ...newest].map(
          ({ name, version }) =>
            html`<option
              value=${`${name}/${version}`}
              ?selected=${chosen?.name === name && chosen.version === version}
            >
              ${examWords.policyOf(name, version)}
            </option>`,
        )}
      </select></label
    >`;
  }

  private async load(): Promise<void> {
    const { services } = this.live;
    if (services === undefined) return;
    this.policies = await policyApi.list(services.hub).catch(() => []);
  }

  private readonly onName = (event: InputEvent): void => {
    const short = this.form?.elements.namedItem('exam');
    if (this.#ownShort || !(short instanceof HTMLInputElement)) return;
    if (event.target instanceof HTMLInputElement) short.value = shortNameOf(event.target.value);
  };

  private readonly onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { exam, form } = this;
    const { services } = this.live;
    if (exam === null || form === null || services === undefined || this.#busy) return;
    const data = new FormData(form);
    const text = (name: string): string => textIn(data, name);
    const read = readExam({
      exam: exam === 'new' ? text('exam') : exam.exam,
      name: text('name'),
      startsAt: text('startsAt'),
      minutes: text('minutes'),
      rooms: data.getAll('rooms').map(String),
      policy: text('policy'),
      address: text('address'),
    });
    if ('fault' in read) {
      this.fault = examWords[read.fault];
      return;
    }
    this.#busy = true;
    this.fault = '';
    try {
      const { exam: name, ...change } = read.exam;
      const detail: Exam =
        exam === 'new'
          ? await examApi.make(services.hub, read.exam)
          : await examApi.change(services.hub, name, { ...change, after: exam.revision });
      this.dispatchEvent(new CustomEvent('invigil-exam-done', { detail }));
    } catch (err) {
      this.fault = whyNot(err);
    } finally {
      this.#busy = false;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-exam-dialog': ExamDialog;
  }
}
