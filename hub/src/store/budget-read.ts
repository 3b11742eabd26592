import type { Incident } from '@invigil/contract';
import type { BudgetRow } from './schema.js';

/** A row of the budget, by the incident that its item is part of now. */
export type WeighedRow = BudgetRow & {
  /** The id that its item had when it was weighed. */
  weighed_as: string;
};

/** What an incident says of the budget, from the rows of all that went into it: what was shown once stays so. */
export function budgetOf(id: string, rows: readonly WeighedRow[]): Pick<Incident, 'rank' | 'heldBack'> {
  const shown = rows.find((row) => row.shown_at !== null);
  if (shown !== undefined) return { rank: shown.rank };
  const held = rows.find((row) => row.weighed_as === id) ?? rows[0];
  if (held === undefined) return {};
  const since = Math.min(...rows.flatMap((row) => row.held_at ?? []));
  return {
    rank: held.rank,
    heldBack: { why: 'budget', since, shown: held.shown, allowed: held.allowed },
  };
}
