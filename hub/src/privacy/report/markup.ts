import { escapeHtml } from '../../lib/escape-html.js';

/** Text that is HTML already. Made by {@link html} only, so that nothing that anybody wrote gets into a page as markup. */
export class Markup {
  readonly #text: string;

  constructor(parts: readonly string[], values: readonly Content[]) {
    this.#text = parts.map((part, i) => part + textOf(values[i])).join('');
  }

  toString(): string {
    return this.#text;
  }
}

/** What may stand in a page: text is escaped, markup stays, of a list each; null is nothing. */
export type Content = Markup | string | number | null | undefined | readonly Content[];

/** HTML with values in it. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(parts, values);
}

function textOf(content: Content): string {
  if (content === null || content === undefined) return '';
  if (content instanceof Markup) return content.toString();
  if (typeof content === 'string' || typeof content === 'number') return escapeHtml(String(content));
  return content.map(textOf).join('');
}

/** The head line of a table. */
export function tableHead(...columns: readonly string[]): Markup {
  return html`<thead>
    <tr>
      ${columns.map((column) => html`<th scope="col">${column}</th>`)}
    </tr>
  </thead>`;
}
