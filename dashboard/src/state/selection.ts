import type { Incident } from '@invigil/contract';

/** The incidents that are chosen to be judged alike. Null in place of it: nobody is choosing. */
export type Selection = {
  ids: ReadonlySet<string>;
  /** The one that was chosen last: ranges begin there. */
  anchor: string | null;
};

export const NOTHING_CHOSEN: Selection = { ids: new Set(), anchor: null };

/** Chooses an incident, or no longer. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Chooses all from the anchor to an incident, in the order in which they stand; without an anchor only that one. */
export function reached({ anchor, ids }: Selection, order: readonly string[], id: string): Selection {
  const from = order.indexOf(anchor ?? id);
  const to = order.indexOf(id);
  if (to === -1) return { ids, anchor };
  const range = from === -1 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...ids, ...range]), anchor: id };
}

/** Chooses these too. */
export function withAll({ anchor, ids }: Selection, more: readonly string[]): Selection {
  return { ids: new Set([...ids, ...more]), anchor: more.at(-1) ?? anchor };
}

/** The chosen ones among those that can be judged now: others may have judged some meanwhile. */
export function chosenOf({ ids }: Selection, incidents: readonly Incident[]): Incident[] {
  return incidents.filter(({ id }) => ids.has(id));
}

/**
 * What may be judged together with others: what nobody has judged, and what has grown since it was cleared or noted. What was escalated or
 * confirmed is decided one by one.
 */
export function mayBeChosen({ judged }: Pick<Incident, 'judged'>): boolean {
  if (judged === undefined || judged.state === 'reopened') return true;
  return judged.grown && (judged.state === 'cleared' || judged.state === 'noted');
}
