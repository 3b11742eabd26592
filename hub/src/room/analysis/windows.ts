import type { MinuteAnalysis } from '@invigil/contract';

/**
 * Length of a window, ms. A minute alone holds too few looks to compare; three are still soon enough to see that something changed.
 */
export const WINDOW_MS = 180_000;

/** Windows of minutes counted back from `endMs`: the last one first. A minute belongs where its middle lies. */
export function windowsOf(minutes: readonly MinuteAnalysis[], endMs: number): MinuteAnalysis[][] {
  const windows: MinuteAnalysis[][] = [];
  for (const minute of minutes) {
    const index = Math.floor((endMs - (minute.from + minute.to) / 2) / WINDOW_MS);
    if (index < 0) continue;
    while (windows.length <= index) windows.push([]);
    windows[index]?.push(minute);
  }
  return windows;
}
