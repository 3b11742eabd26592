import type { Severity } from '@invigil/contract';

/** How far back shown items and watched time count, ms. */
export const BUDGET_WINDOW_MS = 3_600_000;
/** A seat that is watched at all counts for at least this long, ms: a room's first minutes can show something. */
const LEAST_WATCHED_MS = 1_800_000;
const HOUR_MS = 3_600_000;

/** An incident of conduct that is not shown yet, as far as its rank goes. */
export type BudgetItem = {
  /** The same for the same incident. */
  key: string;
  severity: Exclude<Severity, 'blind'>;
  /** Highest risk of its seat while it lasted, 0–100. */
  risk: number;
  /** Highest confidence of its signals, 0–1. */
  confidence: number;
  startedAt: number;
};

/** What becomes of the items of a room that wait. */
export type Weighing<T extends BudgetItem> = {
  /** In the order of their ranks. `alert`: whatever the budget; `room`: it had room. */
  show: { item: T; rank: number; why: 'alert' | 'room' }[];
  hold: { item: T; rank: number }[];
  /** Items shown within the window, those of this weighing among them. */
  shown: number;
};

/** How many items a room is allowed within the window. `watchedMs`: how long each of its seats was watched in it. */
export function allowedItems(itemsPerSeatHour: number, watchedMs: readonly number[]): number {
  const seatHours =
    watchedMs
      .filter((ms) => ms > 0)
      .map((ms) => Math.max(LEAST_WATCHED_MS, ms))
      .reduce((sum, ms) => sum + ms, 0) / HOUR_MS;
  return Math.ceil(itemsPerSeatHour * seatHours);
}

/**
 * Ranks the items of a room that wait, and shows as many as the budget has room for, the first first. An alert is never held back, and
 * takes its room from the others. Why so: docs/adr/0013.
 */
export function weighItems<T extends BudgetItem>(
  waiting: readonly T[],
  budget: { shown: number; allowed: number },
): Weighing<T> {
  const weighing: Weighing<T> = { show: [], hold: [], shown: budget.shown };
  for (const [place, item] of waiting.toSorted(byRank).entries()) {
    const rank = place + 1;
    const isAlert = item.severity === 'alert';
    if (isAlert || weighing.shown < budget.allowed) {
      weighing.show.push({ item, rank, why: isAlert ? 'alert' : 'room' });
      weighing.shown += 1;
    } else {
      weighing.hold.push({ item, rank });
    }
  }
  return weighing;
}

/** By severity, then the risk that was reached, then confidence, then the newest; the key decides between equals. */
function byRank(a: BudgetItem, b: BudgetItem): number {
  return (
    Number(b.severity === 'alert') - Number(a.severity === 'alert') ||
    b.risk - a.risk ||
    b.confidence - a.confidence ||
    b.startedAt - a.startedAt ||
    (a.key < b.key ? -1 : 1)
  );
}
