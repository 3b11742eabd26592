import {
  type Exam,
  type ImportFault,
  type ImportPreview,
  type ImportRow,
  MAX_IMPORT_BYTES,
} from '@invigil/contract';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { examApi, examUrls } from '../../api/exam-api.js';
import { baseStyles } from '../../components/base.styles.js';
import { fieldStyles } from '../../components/field.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { tableStyles } from '../../components/table.styles.js';
import { wideTable } from '../../components/wide-table.js';
import { importWords } from '../../lib/import-words.js';
import { pathOf } from '../../lib/route.js';
import { whyNot } from '../../lib/why-not.js';
import { words } from '../../lib/words.js';
import '../../components/top-bar/top-bar.js';

/** Rows that are drawn of those that would change something. */
const MOST_ROWS = 300;

const styles = css`
  .choose {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 12px 20px;
  }

  .choose a {
    display: grid;
    align-items: center;
    min-height: 44px;
  }

  input[type='file'] {
    padding-block: 8px;
    max-width: 100%;
  }

  .value {
    overflow-wrap: anywhere;
  }
`;

/** Candidates out of a CSV file: what it would do, fault by fault and row by row, before it is done. */
@customElement('invigil-import-page')
export class ImportPage extends LitElement {
  static override styles = [baseStyles, tableStyles, fieldStyles, styles];

  @state() private exams: readonly Exam[] | 'loading' | 'failed' = 'loading';
  @state() private preview: ImportPreview | 'reading' | null = null;
  @state() private said: { text: string; isFault: boolean } = { text: '', isFault: false };
  @query('input[type=file]') private readonly input!: HTMLInputElement | null;
  @query('select') private readonly select!: HTMLSelectElement | null;

  private readonly live = new LiveController(this);
  #busy = false;
  #reads = 0;
  /** Kept here: the field is emptied when another is to be chosen. */
  #file: File | undefined;

  protected override firstUpdated(): void {
    document.title = `${importWords.title} · ${words.product}`;
    void this.load();
  }

  protected override render(): TemplateResult {
    return html`
      <invigil-top-bar .live=${false}><h1>${importWords.title}</h1></invigil-top-bar>
      <main>
        <p><a href=${pathOf('exams', {})}>${importWords.toExams}</a></p>
        <p class="quiet">${importWords.notes}</p>
        ${this.renderForm()}
        <p class=${this.said.isFault ? 'fault' : 'said'} role="status">${this.said.text}</p>
        ${this.preview === null || this.preview === 'reading' ? nothing : this.renderPreview(this.preview)}
      </main>
    `;
  }

  private renderForm(): TemplateResult {
    const { exams } = this;
    if (exams === 'loading') return html`<p class="quiet" role="status">${words.loading}</p>`;
    if (exams === 'failed')
      return html`<p class="fault" role="alert">
        ${importWords.failed} <button @click=${() => this.load()}>${importWords.again}</button>
      </p>`;
    if (exams.length === 0) return html`<p role="status">${importWords.noExams}</p>`;
    return html`<form class="choose" @submit=${(event: Event) => event.preventDefault()}>
      <label
        ><span class="quiet">${importWords.file}</span>
        <input type="file" accept=".csv,text/csv" @change=${this.onFile} @click=${this.onChoose}
      /></label>
      <label
        ><span class="quiet">${importWords.exam}</span>
        <select @change=${this.read}>
          <option value="">${importWords.noExam}</option>
          ${exams.map(({ exam, name }) => html`<option value=${exam} ?selected=${exam === location.hash.slice(1)}>${name} (${exam})</option>`)}
        </select></label
      >
      <a href=${examUrls.template} download>${importWords.template}</a>
    </form>`;
  }

  private renderPreview({ faultCount, faults, rows }: ImportPreview): TemplateResult {
    if (faultCount > 0)
      return html`<p class="fault" role="alert">
          ${importWords.faults(faultCount)}
          ${faultCount > faults.length ? importWords.moreFaults(faults.length) : nothing}
        </p>
        ${wideTable(importWords.columns.fault, Object.values(importWords.columns), faults.map(renderFault), 'panel scrolls')}`;
    const count = (change: ImportRow['change']) => rows.filter((row) => row.change === change).length;
    const changing = rows.filter(({ change }) => change !== 'same');
    if (changing.length === 0) return html`<p role="status">${importWords.nothing}</p>`;
    return html`<div class="head">
        <p role="status">${importWords.wouldDo(count('added'), count('changed'), count('same'))}</p>
        <button class="act" @click=${this.onAccept}>${importWords.accept}</button>
      </div>
      ${wideTable(importWords.title, Object.values(importWords.rows), changing.slice(0, MOST_ROWS).map(renderRow), 'panel scrolls')}
      ${
        changing.length > MOST_ROWS
          ? html`<p class="quiet">${importWords.moreRows(changing.length - MOST_ROWS)}</p>`
          : nothing
      }`;
  }

  private async load(): Promise<void> {
    const { services } = this.live;
    if (services === undefined) return;
    this.exams = 'loading';
    this.exams = await examApi.list(services.hub).catch(() => 'failed' as const);
  }

  /** The same file, corrected, is to be read again. */
  private readonly onChoose = (): void => {
    if (this.input !== null) this.input.value = '';
  };

  private readonly onFile = (): void => {
    this.#file = this.input?.files?.[0];
    void this.read();
  };

  private readonly read = async (): Promise<void> => {
    const file = this.#file;
    const { services } = this.live;
    this.preview = null;
    this.said = { text: '', isFault: false };
    if (file === undefined || services === undefined) return;
    if (file.size > MAX_IMPORT_BYTES) {
      this.said = { text: importWords.tooLarge, isFault: true };
      return;
    }
    this.#reads += 1;
    const read = this.#reads;
    this.preview = 'reading';
    this.said = { text: importWords.reading, isFault: false };
    try {
      const preview = await examApi.preview(services.hub, file, this.select?.value ?? '');
      if (read !== this.#reads) return;
      this.preview = preview;
      this.said = { text: '', isFault: false };
    } catch (err) {
      if (read !== this.#reads) return;
      this.preview = null;
      this.said = { text: whyNot(err), isFault: true };
    }
  };

  private readonly onAccept = async (): Promise<void> => {
    const file = this.#file;
    const { preview } = this;
    const { services } = this.live;
    if (file === undefined || services === undefined || this.#busy) return;
    if (preview === null || preview === 'reading') return;
    this.#busy = true;
    try {
      const done = await examApi.import(services.hub, file, this.select?.value ?? '', preview.seen);
      this.preview = null;
      this.said = { text: importWords.done(done.added, done.changed), isFault: false };
    } catch (err) {
      this.said = { text: whyNot(err), isFault: true };
    } finally {
      this.#busy = false;
    }
  };
}

function renderFault({ code, column, row, value }: ImportFault): TemplateResult {
  return html`<tr>
    <td class="figures">${row ?? importWords.wholeFile}</td>
    <td>${column ?? ''}</td>
    <td>${importWords.fault[code]}</td>
    <td class="value">${value}</td>
  </tr>`;
}

function renderRow({ change, differs, exam, name, number, place, row }: ImportRow): TemplateResult {
  const what = differs.map((one) => importWords.differs[one]).join(', ');
  return html`<tr>
    <td class="figures">${row}</td>
    <td class="figures">${number}</td>
    <td>${name}</td>
    <td>${exam}</td>
    <td>${place === null ? '–' : `${place.room}/${place.seat}`}</td>
    <td>
      ${importWords.change[change]}${what === '' ? nothing : html` <span class="quiet">(${what})</span>`}
    </td>
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-import-page': ImportPage;
  }
}
