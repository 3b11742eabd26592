/** Time until the end as hours, minutes and seconds; null: over. */
export function timeLeft(
  now: number,
  endsAt: number,
): { hours: number; minutes: number; seconds: number } | null {
  const left = Math.ceil((endsAt - now) / 1000);
  if (left <= 0) return null;
  return { hours: Math.floor(left / 3600), minutes: Math.floor((left % 3600) / 60), seconds: left % 60 };
}
