import { levelOf, riskOf, type RiskTerm, stillCounts, termsOf } from '@invigil/behaviour';
import { isRoomKind, type Policy, type Risk, type RiskLevel, type Signal } from '@invigil/contract';

/** What the room adds to what a seat tells. */
export type RoomPart = {
  /** Findings at the seat. */
  findings: readonly Signal[];
  /** What is left of signals of the seat whose cause was shared, by their ids. */
  shared: ReadonlyMap<string, number>;
};

/**
 * The risk that is shown: summed by the code that the seat sums with, over the terms that the seat told and the room's
 * findings at a time. Without a finding it is the seat's own. What can't be summed again is shown as told: a seat of
 * before the arithmetic was told, or one that works under another policy.
 * @param at epoch ms
 * @param before the level that was shown before
 */
export function hubRisk(
  told: Risk,
  { findings, shared }: RoomPart,
  { at, before, policy }: { at: number; before: RiskLevel; policy: Policy },
): Risk {
  const hasPart = findings.length > 0 || shared.size > 0;
  // Whether it can be summed again or not, it would be shown as told.
  if (!hasPart && levelOf(told.score, before, policy.levels) === told.level) return told;
  const own = termsOf(told);
  if (own === undefined) return told;
  const alone = riskOf(own, before, policy);
  if (alone.score !== told.score) return told;
  const found = findings
    .flatMap((finding) => termAt(finding, at) ?? [])
    .filter((term) => stillCounts(term, policy));
  if (found.length === 0 && !own.some(({ signalId }) => shared.has(signalId)))
    return alone.level === told.level ? told : alone;
  const lowered = own.map((term) => ({ ...term, shared: shared.get(term.signalId) ?? term.shared }));
  return riskOf([...lowered, ...found], before, policy);
}

function termAt(finding: Signal, at: number): RiskTerm | undefined {
  const { confidence, endedAt, id, kind, openedAt, seenMs = 0, shared, startedAt } = finding;
  if (!isRoomKind(kind) || openedAt > at) return undefined;
  return {
    signalId: id,
    kind,
    since: startedAt,
    confidence,
    seenMs,
    sinceEndMs: endedAt === null ? 0 : Math.max(0, at - endedAt),
    shared: shared?.factor ?? 1,
  };
}
