import { html, type TemplateResult } from 'lit';

/** A table that scrolls by itself where it is too wide, also by keyboard. @param classes of what it stands in, beside `wide` */
export function wideTable(
  label: string,
  columns: readonly string[],
  rows: readonly TemplateResult[],
  classes = 'wide',
): TemplateResult {
  return html`<div class=${classes} tabindex="0" role="region" aria-label=${label}>
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
