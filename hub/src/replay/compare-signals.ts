import { isDeepStrictEqual } from 'node:util';
import type { ReplayResult, Signal } from '@invigil/contract';

/**
 * What two sets of signals of one boot differ in. Signals are the same where kind and time overlap: their names are running
 * numbers, which another policy shifts.
 */
export function compareSignals(
  live: readonly Signal[],
  replayed: readonly Signal[],
): Pick<ReplayResult, 'appeared' | 'vanished' | 'changed'> {
  const left = new Set(replayed);
  const vanished: Signal[] = [];
  const changed: ReplayResult['changed'] = [];
  for (const one of live) {
    const same = [...left].find((other) => overlaps(one, other));
    if (same === undefined) {
      vanished.push(one);
      continue;
    }
    left.delete(same);
    if (!isDeepStrictEqual({ ...one, id: same.id }, same)) changed.push({ live: one, replayed: same });
  }
  return { appeared: [...left], vanished, changed };
}

function overlaps(a: Signal, b: Signal): boolean {
  return (
    a.kind === b.kind && a.startedAt <= (b.endedAt ?? Infinity) && b.startedAt <= (a.endedAt ?? Infinity)
  );
}
