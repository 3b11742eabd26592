const SECOND_MS = 1000;

/** A length of time as `m:ss`, or `h:mm:ss` from an hour on. Below zero counts as zero. */
export function duration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / SECOND_MS));
  const seconds = String(total % 60).padStart(2, '0');
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** The time of day as `hh:mm:ss` on this machine's clock face. */
export function timeOfDay(epochMs: number): string {
  const date = new Date(epochMs);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** A length of time for the `datetime` attribute of `<time>`, in whole seconds. */
export function isoDuration(ms: number): string {
  return `PT${Math.max(0, Math.floor(ms / SECOND_MS))}S`;
}

/** The day and the time of day as `yyyy-mm-dd hh:mm:ss` on this machine's calendar. */
export function dayAndTime(epochMs: number): string {
  const date = new Date(epochMs);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  return `${day} ${timeOfDay(epochMs)}`;
}
