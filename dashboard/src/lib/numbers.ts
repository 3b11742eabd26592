import { formatTag } from './locale.js';

/** One format for each use: making one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.NumberFormat>();
let plurals: Intl.PluralRules | undefined;

/** A number as the reader's language writes it. @param digits after the point, always so many; left out: as many as it has, up to three */
export function number(value: number, digits?: number): string {
  return formatOf(String(digits), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  );
}

/** A share of 0–1 in whole percent, rounded down: 100 % is all of it. */
export function percent(share: number): string {
  return formatOf('percent', { style: 'percent' }).format(Math.floor(share * 100) / 100);
}

/** The text for a count: languages say one thing differently from several. */
export function plural(count: number, texts: { one: string; other: string }): string {
  plurals ??= new Intl.PluralRules(formatTag());
  return plurals.select(count) === 'one' ? texts.one : texts.other;
}

function formatOf(use: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  let format = formats.get(use);
  if (format === undefined) formats.set(use, (format = new Intl.NumberFormat(formatTag(), options)));
  return format;
}
