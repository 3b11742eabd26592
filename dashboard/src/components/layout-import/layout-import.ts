import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import type { LayoutPreview, RoomLayout } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { previewLayout } from '../../api/layout-api.js';
import { urls } from '../../api/urls.js';
import { refusalOf } from '../../lib/errors.js';
import { layoutWords } from '../../lib/layout-words.js';
import { number } from '../../lib/numbers.js';
import { baseStyles } from '../base.styles.js';
import { LiveController } from '../live-controller.js';
import { wideTable } from '../wide-table.js';
import { layoutImportStyles } from './layout-import.styles.js';

const MAX_CHARACTERS = 100_000;

/**
 * A layout as a file: the saved one to download, and one to be read, which shows what it would change before it is taken.
 * @fires invigil-import - the {@link RoomLayout} of a file is taken
 */
@customElement('invigil-layout-import')
export class LayoutImport extends LitElement {
  static override styles = [baseStyles, layoutImportStyles];

  @property({ attribute: false }) room = '';
  @property({ attribute: false }) layout: RoomLayout | undefined;

  @state() private preview: LayoutPreview | null = null;
  @state() private fault = '';
  @query('input') private readonly file!: HTMLInputElement | null;

  private readonly live = new LiveController(this);

  protected override render(): TemplateResult {
    return html`<section aria-labelledby="file">
        <h2 id="file">${layoutWords.file}</h2>
        <a class="button" href=${urls.layoutCsv(this.room)} download>${layoutWords.download}</a>
        <p class="quiet">${layoutWords.downloadHelp}</p>
        <button @click=${() => this.file?.click()}>${layoutWords.import}</button>
        <input
          type="file"
          accept=".csv,text/csv"
          tabindex="-1"
          aria-label=${layoutWords.import}
          @change=${this.onFile}
        />
        <p class="fault" role="alert">${this.fault}</p>
      </section>
      <wa-dialog
        ?open=${this.preview !== null}
        label=${layoutWords.importTitle}
        light-dismiss
        @wa-after-hide=${this.onHide}
      >
        ${this.preview === null ? nothing : this.renderPreview(this.preview)}
      </wa-dialog>`;
  }

  private renderPreview(preview: LayoutPreview): TemplateResult {
    const { changed, faults, layout } = preview;
    if (layout === null)
      return html`<p>${layoutWords.importFaults(faults.length)}</p>
        ${renderFaults(faults)}
        <footer><button data-dialog="close">${layoutWords.cancel}</button></footer>`;
    const grows = layout.rows !== this.layout?.rows || layout.columns !== this.layout.columns;
    return html`
      <p>${changed.length === 0 ? layoutWords.importSame : layoutWords.importMoves(changed.length)}</p>
      ${grows ? html`<p>${layoutWords.importGrows(layout.rows, layout.columns)}</p>` : nothing}
      ${renderChanged(layout, changed)}
      <p class="quiet">${layoutWords.takeHelp}</p>
      <footer>
        <button data-dialog="close">${layoutWords.cancel}</button>
        <button class="act" @click=${() => this.take(layout)}>${layoutWords.take}</button>
      </footer>
    `;
  }

  private take(layout: RoomLayout): void {
    this.preview = null;
    this.dispatchEvent(new CustomEvent<RoomLayout>('invigil-import', { detail: layout }));
  }

  private readonly onFile = async (): Promise<void> => {
    const file = this.file?.files?.[0];
    const { services } = this.live;
    if (file === undefined || services === undefined) return;
    this.fault = '';
    try {
      const csv = await file.text();
      if (csv.length > MAX_CHARACTERS) this.fault = layoutWords.importTooLarge;
      else this.preview = await previewLayout(services.hub, this.room, csv);
    } catch (err) {
      this.fault = refusalOf(err) ?? layoutWords.importFailed;
    } finally {
      // The same file may be chosen again once it is corrected.
      if (this.file !== null) this.file.value = '';
    }
  };

  private readonly onHide = (): void => {
    this.preview = null;
  };
}

function renderFaults(faults: LayoutPreview['faults']): TemplateResult {
  const rows = faults.map(
    ({ column, line, message }) =>
      html`<tr>
        <td class="figures">${line === null ? layoutWords.wholeFile : number(line)}</td>
        <td>${column ?? (line === null ? '' : layoutWords.wholeLine)}</td>
        <td>${message}</td>
      </tr>`,
  );
  const columns = [layoutWords.line, layoutWords.column, layoutWords.what];
  return wideTable(layoutWords.importTitle, columns, rows, 'list');
}

function renderChanged({ seats }: RoomLayout, changed: readonly string[]): TemplateResult | typeof nothing {
  if (changed.length === 0) return nothing;
  const moved = seats.filter(({ seat }) => changed.includes(seat));
  return html`<div class="list" tabindex="0" role="region" aria-label=${layoutWords.importTitle}>
    <ul role="list" class="figures">
      ${moved.map(({ column, label, row }) => html`<li>${layoutWords.seatPlace(label, row, column)}</li>`)}
    </ul>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-layout-import': LayoutImport;
  }
}
