import { formatTag } from './locale.js';

const SECOND_MS = 1000;
/** One format for each use: making one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** A length of time as `m:ss`, or `h:mm:ss` from an hour on. Below zero counts as zero. */
export function duration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / SECOND_MS));
  const seconds = String(total % 60).padStart(2, '0');
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** The time of day on this machine's clock face, as the reader's language writes it. */
export function timeOfDay(epochMs: number, { seconds = true }: { seconds?: boolean } = {}): string {
  return formatOf({ timeStyle: seconds ? 'medium' : 'short' }).format(epochMs);
}

/** Makes the format of the clock's face while nothing waits for it: the first of a page takes 100 ms on a slow machine. */
export function prepareTimeOfDay(): void {
  formatOf({ timeStyle: 'medium' });
}

/** A length of time for the `datetime` attribute of `<time>`, in whole seconds. */
export function isoDuration(ms: number): string {
  return `PT${Math.max(0, Math.floor(ms / SECOND_MS))}S`;
}

/** The day and the time of day on this machine's calendar, as the reader's language writes them. */
export function dayAndTime(epochMs: number, { seconds = true }: { seconds?: boolean } = {}): string {
  return formatOf({ dateStyle: 'medium', timeStyle: seconds ? 'medium' : 'short' }).format(epochMs);
}

type Style = Pick<Intl.DateTimeFormatOptions, 'dateStyle' | 'timeStyle'>;

function formatOf(style: Style): Intl.DateTimeFormat {
  const use = `${style.dateStyle}/${style.timeStyle}`;
  let format = formats.get(use);
  if (format === undefined) formats.set(use, (format = new Intl.DateTimeFormat(formatTag(), style)));
  return format;
}
